import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import type { Place } from '#test/fixtures/practice-place.ts'
import { testOnMovingClock } from '#test/fixtures/practice-test.ts'

const test = testOnMovingClock()

const HOUR = 3_600_000
const token = 'local-page-token'
const proof = createHmac('sha256', 'local-meta-secret').update(token).digest('hex')
const graph = async (
	place: Place,
	method: string,
	path: string,
	body?: object,
	secrets = { access_token: token, appsecret_proof: proof },
) => {
	const response = await fetch(
		`${place.networks}/v26.0/${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(secrets)}`,
		{
			method,
			headers: body ? { 'content-type': 'application/json' } : {},
			body: body ? JSON.stringify(body) : null,
		},
	)
	return {
		status: response.status,
		body: (await response.json()) as Record<string, never> & {
			error: { code: number; error_subcode?: number | undefined }
		},
	}
}
type Item = Record<string, string>
const write = async (place: Place, visibility: string): Promise<Item> =>
	(await place.send('POST', '/practice/posts', { network: 'facebook', visibility, author: 'Änne', text: 'Hilfe' })).body
const items = async (place: Place): Promise<Item[]> =>
	((await place.get('/practice/posts')).body as { items: Item[] }).items
const personId = async (place: Place) =>
	((await place.get('/practice/people')).body as { items: Item[] }).items[0]?.id ?? ''
const privateReply = (place: Place, id: string | undefined) =>
	graph(place, 'POST', '2001/messages', { recipient: { comment_id: id }, message: { text: 'Link und Code' } })
const message = async (place: Place, more = {}) =>
	graph(place, 'POST', '2001/messages', {
		recipient: { id: await personId(place) },
		messaging_type: 'RESPONSE',
		message: { text: 'Hallo' },
		...more,
	})

test('answers a comment below it, shows it, and tells us of it', async ({ place }) => {
	const comment = await write(place, 'public')
	const { body } = await graph(place, 'POST', `${comment.id}/comments`, { message: 'Wir schauen nach.' })
	expect((await items(place))[0]).toMatchObject({
		id: body.id,
		author: 'hilft',
		visibility: 'public',
		inReplyTo: comment.id,
	})
	expect((await graph(place, 'GET', `${comment.id}/comments`)).body.data).toMatchObject([
		{ id: body.id, from: { id: '2001' } },
	])
	const value = JSON.parse((await place.delivered(body.id)).body).entry[0].changes[0].value
	expect(value).toMatchObject({ comment_id: body.id, parent_id: comment.id, from: { id: '2001' } })
})

test('sends one private reply to a comment, and refuses the second', async ({ place }) => {
	const comment = await write(place, 'public')
	const { status, body } = await privateReply(place, comment.id)
	expect(status).toBe(200)
	expect(body).toEqual({ recipient_id: await personId(place), message_id: expect.stringMatching(/^m_/) })
	expect((await items(place))[0]).toMatchObject({
		visibility: 'private',
		author: 'hilft',
		to: 'Änne',
		text: 'Link und Code',
	})
	const echo = JSON.parse((await place.delivered(body.message_id)).body).entry[0].messaging[0]
	expect(echo).toMatchObject({
		sender: { id: '2001' },
		recipient: { id: await personId(place) },
		message: { is_echo: true },
	})
	expect((await privateReply(place, comment.id)).body.error.code).toBe(10900)
	const { body: found } = await graph(
		place,
		'GET',
		`2001/conversations?platform=messenger&user_id=${await personId(place)}`,
	)
	expect(found.data).toMatchObject([{ messages: { data: [{ id: body.message_id, message: 'Link und Code' }] } }])
})

test('refuses a private reply after seven days, and to a comment that is not there', async ({ place, time }) => {
	const comment = await write(place, 'public')
	time.pass(169 * HOUR)
	expect((await privateReply(place, comment.id)).body.error.code).toBe(10901)
	expect((await privateReply(place, '2001_5')).body.error.code).toBe(100)
})

test("refuses a message outside of 24 hours, and takes a person's within seven days", async ({ place, time }) => {
	await write(place, 'public')
	expect((await message(place)).body.error).toMatchObject({ code: 10, error_subcode: 2018278 })
	await write(place, 'private')
	time.pass(23 * HOUR)
	expect((await message(place)).status).toBe(200)
	time.pass(2 * HOUR)
	expect((await message(place)).body.error).toMatchObject({ code: 10 })
	expect((await message(place, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })).status).toBe(200)
	time.pass(6 * 24 * HOUR)
	expect((await message(place, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })).body.error).toMatchObject({
		code: 10,
	})
})

test('refuses a wrong token and a wrong proof', async ({ place }) => {
	const call = (secrets: { access_token: string; appsecret_proof: string }) =>
		graph(place, 'GET', '2001', undefined, secrets)
	expect((await call({ access_token: 'x', appsecret_proof: proof })).body.error.code).toBe(190)
	expect((await call({ access_token: token, appsecret_proof: 'x' })).body.error.code).toBe(100)
	expect((await graph(place, 'GET', '2001')).status).toBe(200)
})

test('refuses a message to somebody who takes none', async ({ place }) => {
	const comment = await write(place, 'public')
	await place.send('PUT', '/practice/people', { network: 'facebook', name: 'Änne', acceptsMessages: false })
	expect((await privateReply(place, comment.id)).body.error.code).toBe(551)
})

test.for([
	['429', 613],
	['5xx', 2],
	['revoked', 190],
	['dm-closed', 551],
] as const)('shows the fault %s', async ([kind, code], { place }) => {
	const comment = await write(place, 'public')
	await place.send('POST', '/practice/faults', { network: 'facebook', kind, times: 1 })
	expect((await privateReply(place, comment.id)).body.error.code).toBe(code)
	expect((await privateReply(place, comment.id)).status).toBe(200)
})

test('takes parameters as a form too', async ({ place }) => {
	const comment = await write(place, 'public')
	const response = await fetch(`${place.networks}/v26.0/2001/messages`, {
		method: 'POST',
		body: new URLSearchParams({
			access_token: token,
			appsecret_proof: proof,
			recipient: JSON.stringify({ comment_id: comment.id }),
			message: JSON.stringify({ text: 'Link' }),
		}),
	})
	expect(response.status).toBe(200)
})
