import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isSameText } from '#shared/channels/same-text.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { leadHttpsTo, type StandIn, startStandIn } from '#test/support/https-to-http.ts'

const NOW = '2026-11-22T10:00:00.000Z'
const nowSeconds = Date.parse(NOW) / 1_000
let x: StandIn
let leadBack: () => void
let port = 0
let answer: (response: ServerResponse) => void = () => undefined

beforeAll(async () => {
	x = await startStandIn((_, response) => answer(response))
	port = x.port
	leadBack = leadHttpsTo(() => port)
})
afterAll(async () => {
	leadBack()
	await x.close()
})
afterEach(() => {
	x.received.length = 0
	port = x.port
})

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
	answer = (response) =>
		void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
const problem = (status: number, detail: string, type = 'about:blank') =>
	json(status, { title: 'Forbidden', type, status, detail }, { 'content-type': 'application/problem+json' })

const secret = {
	appKey: 'app-key',
	appSecret: 'app-secret',
	accounts: { '1001': { accessToken: 'token', accessSecret: 'token-secret' } },
}
const sender = createXSender({ secret: async () => secret, clock: { now: () => NOW }, timeoutMilliseconds: 300 })
const sendDm = (accountId = '1001') => sender.sendPrivate({ accountId, recipientId: '5001', text: 'Guten Tag' })
const reply = (invite?: boolean) =>
	sender.sendPublic({ accountId: '1001', inReplyTo: '88', text: 'Gerne', ...(invite === undefined ? {} : { invite }) })

describe('a direct message on X', () => {
	test('is sent with OAuth 1.0a, its text in the body only', async () => {
		json(201, { data: { dm_conversation_id: '1001-5001', dm_event_id: '777' } })
		expect(await sendDm()).toEqual({ outcome: 'sent', externalId: '777' })
		const [call] = x.received
		expect(call).toMatchObject({ method: 'POST', host: 'api.x.com', path: '/2/dm_conversations/with/5001/messages' })
		expect(call?.headers.authorization).toMatch(/^OAuth .*oauth_signature=/)
		expect(JSON.parse(call?.body.toString() ?? '')).toEqual({ text: 'Guten Tag' })
	})
	test.each([
		[403, 'You do not have permission to DM one or more participants.', 'recipientClosed'],
		[403, 'Forbidden', 'recipientClosed'],
		[403, 'Your client app is not configured with the appropriate oauth1 app permissions.', 'forbidden'],
		[404, 'Could not find the participant.', 'recipientGone'],
		[401, 'Unauthorized', 'tokenDead'],
		[400, 'The text is too long.', 'tooLong'],
		[400, 'One or more parameters is invalid.', 'rejected'],
	])('refused with %i %j fails as %s', async (status, detail, reason) => {
		problem(status, detail)
		expect(await sendDm()).toEqual({ outcome: 'failed', reason })
	})
	test('refused with a v1 code fails by that code', async () => {
		json(403, { errors: [{ code: 349, message: 'x' }] })
		expect(await sendDm()).toEqual({ outcome: 'failed', reason: 'recipientClosed' })
	})
	test('from an account without tokens fails as if its token were dead', async () => {
		expect(await sendDm('1002')).toEqual({ outcome: 'failed', reason: 'tokenDead' })
		expect(x.received).toHaveLength(0)
	})
})

describe('a reply on X', () => {
	test('names its parent, and carries the invitation where asked', async () => {
		json(201, { data: { id: '99', text: 'Gerne' } })
		expect(await reply()).toEqual({ outcome: 'sent', externalId: '99' })
		expect(await reply(true)).toEqual({ outcome: 'sent', externalId: '99' })
		const bodies = x.received.map(({ body }) => JSON.parse(body.toString()))
		expect(bodies).toEqual([
			{ text: 'Gerne', reply: { in_reply_to_tweet_id: '88' } },
			{
				text: 'Gerne',
				reply: { in_reply_to_tweet_id: '88' },
				direct_message_deep_link: 'https://twitter.com/messages/compose?recipient_id=1001',
			},
		])
	})
	test.each([
		[403, 'You are not allowed to create a Tweet with duplicate content.', 'duplicate'],
		[403, 'You attempted to reply to a Tweet that is deleted or not visible to you.', 'unknownTarget'],
		[403, 'Reply to this conversation is not allowed because you have not been mentioned.', 'forbidden'],
		[404, 'Not Found', 'unknownTarget'],
		[400, 'Your Tweet text is too long.', 'tooLong'],
	])('refused with %i %j fails as %s', async (status, detail, reason) => {
		problem(status, detail)
		expect(await reply()).toEqual({ outcome: 'failed', reason })
	})
})

describe('a limit of X', () => {
	const limit = (name: string, remaining: number, inSeconds: number) => ({
		[`${name}-limit`]: '100',
		[`${name}-remaining`]: `${remaining}`,
		[`${name}-reset`]: `${nowSeconds + inSeconds}`,
	})
	test('is waited for by the clock that is exhausted', async () => {
		json(
			429,
			{},
			{
				...limit('x-rate-limit', 5, 600),
				...limit('x-user-limit-24hour', 0, 40_000),
				...limit('x-app-limit-24hour', 7, 50_000),
			},
		)
		expect(await sendDm()).toEqual({ outcome: 'later', until: '2026-11-22T21:06:40.000Z' })
	})
	test('of a quarter of an hour is waited for until it opens', async () => {
		json(429, {}, limit('x-rate-limit', 0, 600))
		expect(await sendDm()).toEqual({ outcome: 'later', until: '2026-11-22T10:10:00.000Z' })
	})
	test.each([{}, limit('x-rate-limit', 0, -600)])(
		'without a usable clock costs a quarter of an hour: %j',
		async (headers) => {
			json(429, {}, headers)
			expect(await sendDm()).toEqual({ outcome: 'later', until: '2026-11-22T10:15:00.000Z' })
		},
	)
})

describe('a lost answer of X', () => {
	test.each<[string, (response: ServerResponse) => void]>([
		['a time-out', () => undefined],
		['a reset', (response) => void response.socket?.resetAndDestroy()],
		[
			'a cut body',
			(response) => void response.writeHead(201, { 'content-type': 'application/json' }).end('{"data":{"i'),
		],
		[
			'an unreadable success',
			(response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
		],
		['a server error', (response) => void response.writeHead(503).end()],
	])('by %s leaves unknown whether it was sent', async (_, how) => {
		answer = how
		expect(await sendDm()).toEqual({ outcome: 'unknown' })
		expect(await reply()).toEqual({ outcome: 'unknown' })
	})
	test('is not one when the connection was refused: later', async () => {
		port = 1
		expect(await reply()).toEqual({ outcome: 'later', until: '2026-11-22T10:01:00.000Z' })
	})
})

describe('looking for our own message on X', () => {
	const since = '2026-11-22T09:59:00.000Z'
	const tweet = (members: object = {}) => ({
		id: '99',
		text: '@kundin Gerne &amp; sofort https://t.co/abc',
		created_at: '2026-11-22T09:59:30.000Z',
		referenced_tweets: [{ type: 'replied_to', id: '88' }],
		...members,
	})
	const find = () => sender.find({ accountId: '1001', inReplyTo: '88', text: 'Gerne & sofort hilft.example/x' }, since)

	test('finds a reply although X changed its text', async () => {
		json(200, { data: [tweet({ id: '98', text: 'anderes' }), tweet()] })
		expect(await find()).toEqual({ found: 'yes', externalId: '99' })
		expect(x.received[0]?.path).toMatch(/^\/2\/users\/1001\/tweets\?.*since_id=88/)
	})
	test.each([
		[{ referenced_tweets: [{ type: 'replied_to', id: '87' }] }],
		[{ referenced_tweets: [{ type: 'quoted', id: '88' }] }],
		[{ text: 'Etwas anderes' }],
		[{ created_at: '2026-11-22T09:50:00.000Z' }],
	])('does not take %j for it', async (members) => {
		json(200, { data: [tweet(members)] })
		expect(await find()).toEqual({ found: 'no' })
	})
	test('says no when there is nothing at all', async () => {
		json(200, { meta: { result_count: 0 } })
		expect(await find()).toEqual({ found: 'no' })
	})
	test('finds a direct message of ours, not the customer’s', async () => {
		const message = { id: '5', text: 'Guten Tag', created_at: '2026-11-22T09:59:30.000Z', event_type: 'MessageCreate' }
		json(200, {
			data: [
				{ ...message, id: '6', sender_id: '5001' },
				{ ...message, sender_id: '1001' },
			],
		})
		const sought = { accountId: '1001', recipientId: '5001', text: 'Guten Tag' }
		expect(await sender.find(sought, since)).toEqual({ found: 'yes', externalId: '5' })
	})
	test('does not know when the page was full and did not reach back, or X did not answer', async () => {
		json(200, { data: Array.from({ length: 100 }, () => tweet({ text: 'anderes' })) })
		expect(await find()).toEqual({ found: 'unknown' })
		json(503, {})
		expect(await find()).toEqual({ found: 'unknown' })
		json(429, {})
		expect(await find()).toEqual({ found: 'unknown' })
	})
})

test('texts are the same but for what networks change', () => {
	expect(isSameText('@a @b_c Schöne  Grüße &lt;3', 'Scho\u0308ne Grüße <3')).toBe(true)
	expect(isSameText('mehr auf https://t.co/1', 'mehr auf telekom.de/hilfe')).toBe(true)
	expect(isSameText('Guten Tag', 'Guten Tag!')).toBe(false)
})
