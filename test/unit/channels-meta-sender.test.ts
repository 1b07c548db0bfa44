import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { leadHttpsTo, type StandIn, startStandIn } from '#test/support/https-to-http.ts'

const NOW = '2026-11-22T10:00:00.000Z'
let graph: StandIn
let leadBack: () => void
let port = 0
let answer: (response: ServerResponse) => void = () => undefined

beforeAll(async () => {
	graph = await startStandIn((_, response) => answer(response))
	port = graph.port
	leadBack = leadHttpsTo(() => port)
})
afterAll(async () => {
	leadBack()
	await graph.close()
})
afterEach(() => {
	graph.received.length = 0
	port = graph.port
})

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
	answer = (response) => void response.writeHead(status, headers).end(JSON.stringify(body))
}
const problem = (code: number, members: object = {}, status = 400) =>
	json(status, { error: { message: 'x', type: 'OAuthException', code, ...members } })

const secret = { appSecret: 'app-secret', pages: { '2001': { accessToken: 'page-token' } } }
const sender = createMetaSender({ secret: async () => secret, clock: { now: () => NOW }, timeoutMilliseconds: 300 })
const message = { accountId: '2001', recipientId: '6001', text: 'Guten Tag' }
const toComment = { ...message, inReplyTo: { contentId: '55_77', form: 'comment' as const } }

describe('a private message on Facebook', () => {
	test('goes out with a proof of the app’s secret; the token is not in the address', async () => {
		json(200, { recipient_id: '6001', message_id: 'm_1' })
		expect(await sender.sendPrivate(message)).toEqual({ outcome: 'sent', externalId: 'm_1' })
		const [call] = graph.received
		const proof = createHmac('sha256', 'app-secret').update('page-token').digest('hex')
		expect(call).toMatchObject({
			method: 'POST',
			host: 'graph.facebook.com',
			path: `/v26.0/2001/messages?appsecret_proof=${proof}`,
			headers: { authorization: 'Bearer page-token' },
		})
		expect(JSON.parse(call?.body.toString() ?? '')).toEqual({
			recipient: { id: '6001' },
			messaging_type: 'RESPONSE',
			message: { text: 'Guten Tag' },
		})
	})
	test('in answer to a comment or a post is a private reply to it', async () => {
		json(200, { recipient_id: '6001', message_id: 'm_1' })
		await sender.sendPrivate(toComment)
		await sender.sendPrivate({ ...message, inReplyTo: { contentId: '2001_9', form: 'post' } })
		await sender.sendPrivate({ ...message, inReplyTo: { contentId: 'm_0', form: 'dm' } })
		expect(graph.received.map(({ body }) => JSON.parse(body.toString()).recipient)).toEqual([
			{ comment_id: '55_77' },
			{ post_id: '2001_9' },
			{ id: '6001' },
		])
	})
	test('to a comment that has its one private reply already is sent', async () => {
		problem(10_900, { message: '(#10900) Activity already replied to' })
		expect(await sender.sendPrivate(toComment)).toEqual({ outcome: 'sent', externalId: 'private-reply:55_77' })
	})
	test.each([
		[10, { error_subcode: 2018278 }, 'windowClosed'],
		[10_901, {}, 'windowClosed'],
		[10, { error_subcode: 1893063 }, 'forbidden'],
		[10, {}, 'forbidden'],
		[551, { error_subcode: 1545041 }, 'recipientClosed'],
		[100, { error_subcode: 2018001 }, 'recipientGone'],
		[100, { error_subcode: 33 }, 'unknownTarget'],
		[100, { message: '(#100) Length of param message[text] must be less than or equal to 2000' }, 'tooLong'],
		[100, { message: 'Invalid appsecret_proof provided in the API argument' }, 'tokenDead'],
		[190, {}, 'tokenDead'],
		[230, {}, 'forbidden'],
		[100, {}, 'rejected'],
	])('refused with %i %j fails as %s', async (code, members, reason) => {
		problem(code, members)
		expect(await sender.sendPrivate(message)).toEqual({ outcome: 'failed', reason })
	})
	test('for a page without a token fails as if it were dead', async () => {
		expect(await sender.sendPrivate({ ...message, accountId: '2002' })).toEqual({
			outcome: 'failed',
			reason: 'tokenDead',
		})
	})
	test.each([4, 17, 32, 613])('throttled by %i goes later', async (code) => {
		problem(code)
		expect(await sender.sendPrivate(message)).toEqual({ outcome: 'later', until: '2026-11-22T10:05:00.000Z' })
	})
	test('throttled for longer goes when Meta says', async () => {
		const usage = JSON.stringify({ 2001: [{ type: 'messenger', estimated_time_to_regain_access: 42 }] })
		json(400, { error: { code: 613, message: 'x' } }, { 'x-business-use-case-usage': usage })
		expect(await sender.sendPrivate(message)).toEqual({ outcome: 'later', until: '2026-11-22T10:42:00.000Z' })
	})
	test.each<[string, (response: ServerResponse) => void]>([
		['a time-out', () => undefined],
		['a body that never ends', (response) => void response.writeHead(200).write('{"message_id":')],
		['a reset', (response) => void response.socket?.resetAndDestroy()],
		['an unreadable success', (response) => void response.writeHead(200).end('<html>')],
		['a server error', (response) => void response.writeHead(500).end()],
		['a temporary error', (response) => void response.writeHead(400).end('{"error":{"code":2,"message":"x"}}')],
	])('with an answer lost by %s is unknown', async (_, how) => {
		answer = how
		expect(await sender.sendPrivate(message)).toEqual({ outcome: 'unknown' })
	})
	test('goes later when the connection was refused', async () => {
		port = 1
		expect(await sender.sendPrivate(message)).toEqual({ outcome: 'later', until: '2026-11-22T10:01:00.000Z' })
	})
})

describe('a comment of ours on Facebook', () => {
	test('answers the comment it names', async () => {
		json(200, { id: '55_78' })
		expect(await sender.sendPublic({ accountId: '2001', inReplyTo: '55_77', text: 'Gerne' })).toEqual({
			outcome: 'sent',
			externalId: '55_78',
		})
		expect(graph.received[0]?.path).toMatch(/^\/v26\.0\/55_77\/comments\?/)
		expect(JSON.parse(graph.received[0]?.body.toString() ?? '')).toEqual({ message: 'Gerne' })
	})
	test('leads into Messenger where it invites, and is found again with that link', async () => {
		const invitation = { accountId: '2001', inReplyTo: '55_77', text: 'Schreiben Sie uns privat.', invite: true }
		json(200, { id: '55_78' })
		await sender.sendPublic(invitation)
		const posted = { message: 'Schreiben Sie uns privat.\nhttps://m.me/2001' }
		expect(JSON.parse(graph.received[0]?.body.toString() ?? '')).toEqual(posted)
		json(200, { data: [{ id: '55_78', ...posted, from: { id: '2001' }, created_time: '2026-11-22T09:59:30+0000' }] })
		const found = await sender.find(invitation, '2026-11-22T09:59:00.000Z')
		expect(found).toEqual({ found: 'yes', externalId: '55_78' })
	})
})

describe('looking for our own message on Facebook', () => {
	const since = '2026-11-22T09:59:00.000Z'
	const item = (members: object = {}) => ({
		id: 'm_9',
		message: 'Guten Tag',
		from: { id: '2001' },
		created_time: '2026-11-22T09:59:30+0000',
		...members,
	})
	test('finds it in the conversation with the customer', async () => {
		json(200, { data: [{ id: 't_1', messages: { data: [item({ id: 'm_8', from: { id: '6001' } }), item()] } }] })
		expect(await sender.find(message, since)).toEqual({ found: 'yes', externalId: 'm_9' })
		expect(graph.received[0]?.path).toMatch(/^\/v26\.0\/2001\/conversations\?platform=messenger&user_id=6001&/)
	})
	test('finds a comment of ours below the customer’s', async () => {
		json(200, { data: [item({ id: '55_78' })] })
		const sought = { accountId: '2001', inReplyTo: '55_77', text: 'Guten Tag' }
		expect(await sender.find(sought, since)).toEqual({ found: 'yes', externalId: '55_78' })
	})
	test.each([[{ message: 'Anderes' }], [{ created_time: '2026-11-22T09:00:00+0000' }], [{ from: { id: '6001' } }]])(
		'does not take %j for it',
		async (members) => {
			json(200, { data: [{ messages: { data: [item(members)] } }] })
			expect(await sender.find(message, since)).toEqual({ found: 'no' })
		},
	)
	test('does not know when Facebook did not say', async () => {
		problem(190)
		expect(await sender.find(message, since)).toEqual({ found: 'unknown' })
		answer = () => undefined
		expect(await sender.find(message, since)).toEqual({ found: 'unknown' })
	})
	test('says no for somebody anonymous, whose private reply may safely be sent again', async () => {
		expect(await sender.find({ ...toComment, recipientId: 'anonymous:55_77' }, since)).toEqual({ found: 'no' })
		expect(graph.received).toHaveLength(0)
	})
})
