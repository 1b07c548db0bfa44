import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place } from '#test/fixtures/practice-place.ts'

let place: Place
let now = Date.parse('2026-11-22T10:00:00.000Z')
beforeEach(async () => {
	now = Date.parse('2026-11-22T10:00:00.000Z')
	place = await openPlace({ clock: { now: () => new Date(now).toISOString() } })
})
afterEach(() => place.stop())

const HOUR = 3_600_000
const token = 'local-page-token'
const proof = createHmac('sha256', 'local-meta-secret').update(token).digest('hex')
const graph = async (
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
const write = async (visibility: string): Promise<Item> =>
	(await place.send('POST', '/practice/posts', { network: 'facebook', visibility, author: 'Änne', text: 'Hilfe' })).body
const items = async (): Promise<Item[]> => ((await place.get('/practice/posts')).body as { items: Item[] }).items
const personId = async () => ((await place.get('/practice/people')).body as { items: Item[] }).items[0]?.id ?? ''
const privateReply = (id: string | undefined) =>
	graph('POST', '2001/messages', { recipient: { comment_id: id }, message: { text: 'Link und Code' } })
const message = async (more = {}) =>
	graph('POST', '2001/messages', {
		recipient: { id: await personId() },
		messaging_type: 'RESPONSE',
		message: { text: 'Hallo' },
		...more,
	})

test('answers a comment below it, shows it, and tells us of it', async () => {
	const comment = await write('public')
	const { body } = await graph('POST', `${comment.id}/comments`, { message: 'Wir schauen nach.' })
	expect((await items())[0]).toMatchObject({
		id: body.id,
		author: 'hilft',
		visibility: 'public',
		inReplyTo: comment.id,
	})
	expect((await graph('GET', `${comment.id}/comments`)).body.data).toMatchObject([
		{ id: body.id, from: { id: '2001' } },
	])
	const value = JSON.parse((await place.delivered(body.id)).body).entry[0].changes[0].value
	expect(value).toMatchObject({ comment_id: body.id, parent_id: comment.id, from: { id: '2001' } })
})

test('sends one private reply to a comment, and refuses the second', async () => {
	const comment = await write('public')
	const { status, body } = await privateReply(comment.id)
	expect(status).toBe(200)
	expect(body).toEqual({ recipient_id: await personId(), message_id: expect.stringMatching(/^m_/) })
	expect((await items())[0]).toMatchObject({
		visibility: 'private',
		author: 'hilft',
		to: 'Änne',
		text: 'Link und Code',
	})
	const echo = JSON.parse((await place.delivered(body.message_id)).body).entry[0].messaging[0]
	expect(echo).toMatchObject({
		sender: { id: '2001' },
		recipient: { id: await personId() },
		message: { is_echo: true },
	})
	expect((await privateReply(comment.id)).body.error.code).toBe(10900)
	const { body: found } = await graph('GET', `2001/conversations?platform=messenger&user_id=${await personId()}`)
	expect(found.data).toMatchObject([{ messages: { data: [{ id: body.message_id, message: 'Link und Code' }] } }])
})

test('refuses a private reply after seven days, and to a comment that is not there', async () => {
	const comment = await write('public')
	now += 169 * HOUR
	expect((await privateReply(comment.id)).body.error.code).toBe(10901)
	expect((await privateReply('2001_5')).body.error.code).toBe(100)
})

test("refuses a message outside of 24 hours, and takes a person's within seven days", async () => {
	await write('public')
	expect((await message()).body.error).toMatchObject({ code: 10, error_subcode: 2018278 })
	await write('private')
	now += 23 * HOUR
	expect((await message()).status).toBe(200)
	now += 2 * HOUR
	expect((await message()).body.error).toMatchObject({ code: 10 })
	expect((await message({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })).status).toBe(200)
	now += 6 * 24 * HOUR
	expect((await message({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })).body.error).toMatchObject({ code: 10 })
})

test('refuses a wrong token and a wrong proof', async () => {
	const call = (secrets: { access_token: string; appsecret_proof: string }) => graph('GET', '2001', undefined, secrets)
	expect((await call({ access_token: 'x', appsecret_proof: proof })).body.error.code).toBe(190)
	expect((await call({ access_token: token, appsecret_proof: 'x' })).body.error.code).toBe(100)
	expect((await graph('GET', '2001')).status).toBe(200)
})

test('refuses a message to somebody who takes none', async () => {
	const comment = await write('public')
	await place.send('PUT', '/practice/people', { network: 'facebook', name: 'Änne', acceptsMessages: false })
	expect((await privateReply(comment.id)).body.error.code).toBe(551)
})

test.each([
	['429', 613],
	['5xx', 2],
	['revoked', 190],
	['dm-closed', 551],
])('shows the fault %s', async (kind, code) => {
	const comment = await write('public')
	await place.send('POST', '/practice/faults', { network: 'facebook', kind, times: 1 })
	expect((await privateReply(comment.id)).body.error.code).toBe(code)
	expect((await privateReply(comment.id)).status).toBe(200)
})

test('takes parameters as a form too', async () => {
	const comment = await write('public')
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
