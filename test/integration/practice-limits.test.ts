import { describe, expect } from 'vitest'
import { type PracticeCaller, refusal, x } from '#test/fixtures/network-callers.ts'
import { testOnMovingClock } from '#test/fixtures/practice-test.ts'
import type { MovingClock } from '#test/support/moving-clock.ts'

const test = testOnMovingClock(() => new Date().toISOString())

const usageOf = (headers: Headers, account: string) =>
	JSON.parse(headers.get('x-business-use-case-usage') ?? '{}')[account][0]
const seconds = (time: MovingClock) => Date.parse(time.clock.now()) / 1000

describe('the limits of X', () => {
	const limits = (practice: PracticeCaller, limits: object) => practice.set({ x: { limits } })
	const message = async (practice: PracticeCaller) => {
		const id = await practice.person('Mia')
		return x().post(`dm_conversations/with/${id}/messages`, { text: 'Hallo' }, { fullResponse: true })
	}

	test('of a window are counted down on every answer, and open again when it is over', async ({ practice, time }) => {
		await limits(practice, { messages: { limit: 2, windowSeconds: 10 } })
		await practice.write({ network: 'x', visibility: 'private' })
		for (const remaining of ['1', '0']) {
			const { headers } = await message(practice)
			expect(headers).toMatchObject({ 'x-rate-limit-limit': '2', 'x-rate-limit-remaining': remaining })
			expect(headers['x-user-limit-24hour-limit']).toBe('1440')
		}
		const { code, headers } = await refusal(message(practice))
		expect(code).toBe(429)
		expect(headers['x-rate-limit-remaining']).toBe('0')
		const wait = Number(headers['x-rate-limit-reset']) - seconds(time)
		expect(wait).toBeGreaterThan(9)
		expect(wait).toBeLessThanOrEqual(11)
		await x().tweet('Anderes geht noch')
		time.pass(10_000)
		expect((await message(practice)).headers['x-rate-limit-remaining']).toBe('1')
	})

	test('of 24 hours outlast the window and a restart of the place', async ({ place, practice, time }) => {
		await limits(practice, { posts: { limit: 50, windowSeconds: 10, perDay: 2 } })
		await x().tweet('eins')
		await x().tweet('zwei')
		time.pass(10_000)
		await place.restart()
		const { code, headers } = await refusal(x().tweet('drei'))
		expect(code).toBe(429)
		expect(headers).toMatchObject({ 'x-app-limit-24hour-remaining': '0', 'x-rate-limit-remaining': '50' })
		expect(Number(headers['x-app-limit-24hour-reset']) - seconds(time)).toBeGreaterThan(86_000)
	})

	test('stand on refusals too, and are real ones but for messages', async ({ practice }) => {
		await practice.write({ network: 'x', visibility: 'private' })
		const headersOf = async (call: Promise<unknown>) => (await refusal(call)).headers
		expect(await headersOf(x().reply('Gern', '5'))).toMatchObject({
			'x-rate-limit-limit': '100',
			'x-app-limit-24hour-limit': '10000',
		})
		expect(await headersOf(x().hideReply('5', true))).toMatchObject({ 'x-rate-limit-limit': '50' })
		expect((await message(practice)).headers['x-rate-limit-limit']).toBe('150')
		expect((await x().get('tweets', { ids: '5' }, { fullResponse: true })).headers['x-rate-limit-limit']).toBe('5000')
		const mentions = await x().get('users/1001/mentions', {}, { fullResponse: true })
		expect(mentions.headers).toMatchObject({
			'x-rate-limit-limit': '300',
			'x-access-level': 'read-write-directmessages',
		})
	})

	test('begin anew when told so', async ({ place, practice }) => {
		await limits(practice, { posts: { limit: 1 } })
		await x().tweet('eins')
		expect(await refusal(x().tweet('zwei'))).toMatchObject({ code: 429 })
		expect((await place.send('DELETE', '/practice/limits')).status).toBe(204)
		await x().tweet('zwei')
	})
})

describe('the limits of Meta', () => {
	const limits = (practice: PracticeCaller, limits: object) => practice.set({ meta: { limits } })

	test('are told on every answer, and are of the account: one does not block the other', async ({
		practice,
		asPage,
		asInstagram,
		time,
	}) => {
		await limits(practice, { calls: { limit: 2, windowSeconds: 1_800 } })
		const first = await asPage('GET', '2001')
		expect(usageOf(first.headers, '2001')).toMatchObject({ call_count: 50, estimated_time_to_regain_access: 0 })
		await asPage('GET', '2001')
		const { status, body, headers } = await asPage('GET', '2001')
		expect({ status, code: body.error.code }).toEqual({ status: 400, code: 32 })
		expect(usageOf(headers, '2001')).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 30 })
		expect((await asInstagram('GET', '3001')).status).toBe(200)
		time.pass(1_800_000)
		expect((await asPage('GET', '2001')).status).toBe(200)
	})

	test('of 24 hours open again after 24 hours', async ({ practice, asPage, time }) => {
		await limits(practice, { calls: { limit: 9, windowSeconds: 60, perDay: 1 } })
		await asPage('GET', '2001')
		time.pass(60_000)
		const { headers, body } = await asPage('GET', '2001')
		expect(body.error.code).toBe(32)
		expect(usageOf(headers, '2001').estimated_time_to_regain_access).toBe(24 * 60 - 1)
		time.pass(86_400_000)
		expect((await asPage('GET', '2001')).status).toBe(200)
	})

	test('are of messages, private replies and conversations beside', async ({ practice, asPage }) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		await practice.write({ network: 'facebook', visibility: 'private' })
		const one = { limit: 1, windowSeconds: 60 }
		await limits(practice, { messages: one, privateReplies: one, conversations: one })
		const person = await practice.person('Mia', 'facebook')
		const send = (recipient: object) => asPage('POST', '2001/messages', { recipient, message: { text: 'Hallo' } })
		const calls = [
			() => send({ id: person }),
			() => send({ comment_id: id }),
			() => asPage('GET', `2001/conversations?user_id=${person}`),
		]
		for (const call of calls) {
			expect((await call()).status).toBe(200)
			expect((await call()).body.error.code).toBe(613)
		}
		expect((await asPage('POST', `${id}/comments`, { message: 'geht noch' })).status).toBe(200)
	})
})
