import { describe, expect } from 'vitest'
import type { GraphCaller, PracticeCaller } from '#test/fixtures/network-callers.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { testOnMovingClock } from '#test/fixtures/practice-test.ts'

const test = testOnMovingClock()

const HOUR = 3_600_000

const comment = (practice: PracticeCaller, more = {}) =>
	practice.write({ network: 'facebook', visibility: 'public', ...more })
const message = async (practice: PracticeCaller, asPage: GraphCaller, more: object = {}, recipient?: object) =>
	asPage('POST', '2001/messages', {
		recipient: recipient ?? { id: await practice.person('Mia', 'facebook') },
		messaging_type: 'RESPONSE',
		message: { text: 'Hallo' },
		...more,
	})
const human = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
const deliveries = (place: Place) => place.calls.map(({ body }) => JSON.parse(body).entry[0])

describe('the window of Messenger', () => {
	test.for([
		[23, {}, undefined],
		[25, {}, 2018278],
		[25, human, undefined],
		[167, human, undefined],
		[169, human, 2018278],
		[1, { messaging_type: 'MESSAGE_TAG' }, 2018275],
		[1, { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }, 2018275],
	] as const)(
		'%i hours after the last message, with %o: %s',
		async ([ageHours, more, subcode], { place, practice, asPage, time }) => {
			const written = await practice.write({ network: 'facebook', visibility: 'private', ageHours })
			expect(written.at).toBe(new Date(Date.parse(time.clock.now()) - ageHours * HOUR).toISOString())
			const { status, body } = await message(practice, asPage, more)
			expect(status).toBe(subcode === undefined ? 200 : 400)
			expect(body.error?.error_subcode).toBe(subcode)
			const [entry] = JSON.parse((await place.delivered(written.id)).body).entry
			expect(entry.messaging[0].timestamp).toBe(Date.parse(written.at ?? ''))
		},
	)

	test('is of the latest message, in whatever order they came and whether it was taken back', async ({
		place,
		practice,
		asPage,
	}) => {
		const fresh = await practice.write({ network: 'facebook', visibility: 'private' })
		await practice.write({ network: 'facebook', visibility: 'private', sentAt: '2026-11-01T10:00:00.000Z' })
		expect((await message(practice, asPage)).status).toBe(200)
		await place.send('DELETE', `/practice/posts/${fresh.id}`)
		expect((await message(practice, asPage)).status).toBe(200)
	})

	test('is not opened by a private reply, but by the answer to it', async ({ practice, asPage }) => {
		const { id } = await comment(practice)
		expect((await message(practice, asPage, {}, { comment_id: id })).status).toBe(200)
		expect((await message(practice, asPage)).body.error).toMatchObject({ code: 10, error_subcode: 2018278 })
		await practice.write({ network: 'facebook', visibility: 'private' })
		expect((await message(practice, asPage)).status).toBe(200)
	})
})

describe('private replies', () => {
	test('are one ever, also when it was deleted, and for a post too', async ({ place, practice, asPage }) => {
		const { id } = await comment(practice)
		const { body } = await message(practice, asPage, {}, { comment_id: id })
		await place.send('DELETE', `/practice/posts/${body.message_id}`)
		expect((await message(practice, asPage, {}, { comment_id: id })).body.error.code).toBe(10900)
		expect((await message(practice, asPage, {}, { post_id: id })).body.error.code).toBe(10900)
	})

	test.for([
		[167, undefined],
		[169, 10901],
	] as const)('%i hours after the comment: %s', async ([ageHours, code], { practice, asPage }) => {
		const { id } = await comment(practice, { ageHours })
		expect((await message(practice, asPage, {}, { comment_id: id })).body.error?.code).toBe(code)
	})
})

test('a message holds 2,000 characters, and goes to who is known and takes it', async ({ place, practice, asPage }) => {
	await practice.write({ network: 'facebook', visibility: 'private' })
	expect((await message(practice, asPage, { message: { text: 'ä'.repeat(2_000) } })).status).toBe(200)
	expect((await message(practice, asPage, { message: { text: 'ä'.repeat(2_001) } })).body.error).toMatchObject({
		code: 100,
	})
	expect((await message(practice, asPage, {}, { id: '99' })).body.error).toMatchObject({
		code: 100,
		error_subcode: 2018001,
	})
	await place.send('PUT', '/practice/people', { network: 'facebook', name: 'Mia', acceptsMessages: false })
	expect((await message(practice, asPage)).body.error.code).toBe(551)
})

test('the version stands in the path', async ({ place }) => {
	const call = (version: string) => fetch(`${place.networks}/${version}/2001?access_token=local-page-token`)
	expect(((await (await call('v20.0')).json()) as { error: object }).error).toMatchObject({ code: 2500 })
	expect(((await (await call('v26.0')).json()) as { error: object }).error).toMatchObject({ code: 100 })
})

describe('comments of ours', () => {
	test('can be edited and deleted, and the page tells of both', async ({ place, practice, asPage }) => {
		const { id } = await comment(practice)
		const { body: own } = await asPage('POST', `${id}/comments`, { message: 'Gern' })
		expect((await asPage('POST', `${own.id}`, { message: 'Sehr gern' })).body).toEqual({ success: true })
		expect((await asPage('GET', `${own.id}`)).body.message).toBe('Sehr gern')
		expect(await practice.posts()).toMatchObject([{ id: own.id, text: 'Sehr gern', edited: true }, {}])
		expect((await asPage('DELETE', `${own.id}`)).body).toEqual({ success: true })
		const values = await place.until(
			() => place.calls.length === 4 && deliveries(place).map(({ changes }) => changes[0].value),
		)
		expect(values.map(({ verb }) => verb).sort()).toEqual(['add', 'add', 'edited', 'remove'])
		for (const [method, body] of [['GET'], ['DELETE'], ['POST', { message: 'x' }]] as const)
			expect((await asPage(method, `${own.id}`, body)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
		expect((await asPage('POST', `${own.id}/comments`, { message: 'x' })).body.error.code).toBe(100)
	})

	test('are no others: those can be hidden only', async ({ place, practice, asPage }) => {
		const { id } = await comment(practice)
		for (const [method, body] of [['DELETE'], ['POST', { message: 'x' }]] as const)
			expect((await asPage(method, id, body)).body.error.code).toBe(200)
		expect((await asPage('POST', id, { is_hidden: true })).body).toEqual({ success: true })
		expect(await practice.posts()).toMatchObject([{ id, hidden: true }])
		expect((await asPage('GET', id)).body.is_hidden).toBe(true)
		expect((await asPage('POST', id, { is_hidden: 'false' })).body).toEqual({ success: true })
		const values = await place.until(
			() => place.calls.length === 3 && deliveries(place).map(({ changes }) => changes[0].value),
		)
		expect(values.map(({ verb }) => verb).sort()).toEqual(['add', 'hide', 'unhide'])
		const { body: own } = await asPage('POST', `${id}/comments`, { message: 'Gern' })
		expect((await asPage('POST', `${own.id}`, { is_hidden: true })).body.error.code).toBe(200)
	})

	test('are listed in either order, page by page', async ({ practice, asPage }) => {
		const { id } = await comment(practice)
		for (const text of ['eins', 'zwei', 'drei']) await asPage('POST', `${id}/comments`, { message: text })
		const first = (await asPage('GET', `${id}/comments?order=reverse_chronological&limit=2`)).body as never as {
			data: { message: string }[]
			paging: { next: string; cursors: { after: string } }
		}
		expect(first.data.map(({ message: text }) => text)).toEqual(['drei', 'zwei'])
		expect(first.paging.next).toBeTruthy()
		const after = `order=reverse_chronological&limit=2&after=${first.paging.cursors.after}`
		const second = (await asPage('GET', `${id}/comments?${after}`)).body as never as typeof first
		expect(second.data.map(({ message: text }) => text)).toEqual(['eins'])
		expect(second.paging.next).toBeUndefined()
		expect((await asPage('GET', '2001_1000000000000001/comments')).body.data).toMatchObject([{ id }])
	})
})

test('several objects are read at once, and none if one is gone', async ({ practice, asPage }) => {
	const [one, other] = [await comment(practice, { text: 'eins' }), await comment(practice, { text: 'zwei' })]
	expect((await asPage('GET', `?ids=${one.id},${other.id}&fields=message`)).body).toMatchObject({
		[one.id]: { message: 'eins' },
		[other.id]: { message: 'zwei' },
	})
	expect((await asPage('GET', `?ids=${one.id},2001_5`)).body.error.code).toBe(803)
	expect((await asPage('GET', '?ids=2001_5')).body.error).toMatchObject({ code: 100, error_subcode: 33 })
})

describe('Instagram', () => {
	const onInstagram = (practice: PracticeCaller, more = {}) =>
		practice.write({ network: 'instagram', visibility: 'public', ...more })

	test('has an account of its own: its token opens nothing of the page, and the page nothing of it', async ({
		practice,
		asPage,
		asInstagram,
	}) => {
		const { id } = await onInstagram(practice)
		expect((await asInstagram('GET', '3001')).body).toMatchObject({ id: '3001', username: 'hilft' })
		expect((await asPage('GET', id)).body.error.code).toBe(100)
		expect((await asInstagram('GET', '2001')).body.error.code).toBe(100)
	})

	test('tells of comments and answers below our picture, without a time', async ({ place, practice, asInstagram }) => {
		const { id } = await onInstagram(practice)
		const { body: own } = await asInstagram('POST', `${id}/replies`, { message: 'Gern' })
		const entries = await place.until(() => place.calls.length === 2 && deliveries(place))
		entries.sort((one) => (one.changes[0].value.id === id ? -1 : 1))
		expect(place.calls.every(({ path }) => path === '/webhooks/meta')).toBe(true)
		expect(entries).toMatchObject([
			{ id: '3001', changes: [{ field: 'comments', value: { id, text: 'Hilfe', from: { username: 'Mia' } } }] },
			{ changes: [{ value: { id: own.id, parent_id: id, from: { id: '3001', username: 'hilft' } } }] },
		])
		expect((await asInstagram('GET', `${id}/replies`)).body.data).toMatchObject([{ id: own.id, text: 'Gern' }])
		expect((await asInstagram('POST', `${id}`, { hide: true })).body).toEqual({ success: true })
		expect((await asInstagram('POST', `${own.id}`, { message: 'x' })).body.error.code).toBe(100)
		expect((await asInstagram('DELETE', `${own.id}`)).body).toEqual({ success: true })
		expect((await practice.posts()).map(({ hidden }) => hidden)).toEqual([true])
		expect(place.calls).toHaveLength(2)
	})

	test('a message holds 1,000 bytes, within the window', async ({ place, practice, asInstagram, time }) => {
		const written = await practice.write({ network: 'instagram', visibility: 'private' })
		expect((await place.until(() => deliveries(place)[0])).messaging[0].message.mid).toBe(written.id)
		const id = await practice.person('Mia', 'instagram')
		const send = (text: string) => asInstagram('POST', 'me/messages', { recipient: { id }, message: { text } })
		expect((await send('ä'.repeat(500))).status).toBe(200)
		expect((await send('ä'.repeat(501))).body.error).toMatchObject({ code: 100 })
		const found = await asInstagram('GET', `me/conversations?platform=instagram&user_id=${id}`)
		expect(found.body.data).toMatchObject([{ messages: { data: [{}, { id: written.id }] } }])
		time.pass(25 * HOUR)
		expect((await send('Hallo')).body.error).toMatchObject({ code: 10, error_subcode: 2018278 })
	})
})
