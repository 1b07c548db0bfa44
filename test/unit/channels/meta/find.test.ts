import { describe, expect } from 'vitest'
import type { PrivateMessage } from '#shared/channels/channel.ts'
import { type Graph, graphProblem, type StandInAnswer, test } from '#test/fixtures/graph-stand-in.ts'

const SINCE = '2026-11-22T09:59:00.000Z'
const ok = (body: unknown): StandInAnswer => [200, body]
const list = (...data: readonly unknown[]) => ok({ data })
/** A page of a list that goes on. */
const page = (after: string, ...data: readonly unknown[]) =>
	ok({ data, paging: { cursors: { after }, next: `https://graph.facebook.com/v26.0/x?after=${after}` } })
const item = (members: object = {}) => ({
	id: 'm_9',
	message: 'Guten Tag',
	from: { id: '2001' },
	created_time: '2026-11-22T09:59:30+0000',
	...members,
})
const old = item({ id: 'm_0', message: 'Anderes', created_time: '2026-11-22T08:00:00+0000' })
const yes = { found: 'yes', externalId: 'm_9' }
const no = { found: 'no' }
const unknown = { found: 'unknown' }
const later = (at = '10:01') => ({ found: 'later', until: `2026-11-22T${at}:00.000Z` })

const message: PrivateMessage = {
	network: 'facebook',
	accountId: '2001',
	recipientId: '6001',
	text: 'Guten Tag',
	typedBy: 'person',
}
const conversation = list({ id: 't_1' })

describe('looking for our own private message', () => {
	const find = (graph: Graph, members: Partial<PrivateMessage> = {}) =>
		graph.sender.find({ ...message, ...members }, SINCE)

	test('finds it in the conversation with the customer', async ({ graph }) => {
		graph.answer(conversation, list(item({ id: 'm_8', from: { id: '6001' } }), item()))
		expect(await find(graph)).toEqual(yes)
		expect(graph.calls()).toEqual([
			{
				method: 'GET',
				path: '2001/conversations',
				query: { platform: 'messenger', user_id: '6001', fields: 'id' },
			},
			{
				method: 'GET',
				path: 't_1/messages',
				query: { fields: 'id,message,from,created_time', limit: '100' },
			},
		])
	})
	test('finds it on Instagram by the account’s id or its name', async ({ graph }) => {
		const onInstagram = { network: 'instagram', accountId: '3001', recipientId: '7001' } as const
		graph.answer(conversation, list(item({ from: { username: 'hilft', id: '17841' } })))
		expect(await find(graph, onInstagram)).toEqual(yes)
		expect(graph.calls()).toMatchObject([
			{ path: 'me/conversations', query: { platform: 'instagram', user_id: '7001' } },
			{ path: 't_1/messages', query: { limit: '20' } },
		])
		graph.answer(conversation, list(item({ from: { id: '3001' } })))
		expect(await find(graph, onInstagram)).toEqual(yes)
	})
	test('cannot look behind the newest twenty on Instagram', async ({ graph }) => {
		graph.answer(conversation, page('a', item({ from: { id: '7001' } })), list())
		expect(await find(graph, { network: 'instagram', accountId: '3001', recipientId: '7001' })).toEqual(unknown)
		expect(graph.received).toHaveLength(2)
	})
	test.for([
		[{ message: 'Anderes' }],
		[{ created_time: '2026-11-22T09:57:59+0000' }],
		[{ from: { id: '6001' } }],
		[{ from: { username: 'hilft' } }],
		[{ from: undefined }],
	] as const)('does not take %j for it', async ([members], { graph }) => {
		graph.answer(conversation, list(item(members)))
		expect(await find(graph)).toEqual(no)
	})
	test('allows for clocks that differ by a minute, and for times left out', async ({ graph }) => {
		graph.answer(conversation, list(item({ created_time: '2026-11-22T09:58:00+0000' })))
		expect(await find(graph)).toEqual(yes)
		graph.answer(conversation, list(item({ created_time: undefined })))
		expect(await find(graph)).toEqual(yes)
	})
	test('turns the page until the time of sending', async ({ graph }) => {
		graph.answer(conversation, page('a', item({ message: 'x' })), page('b', item({ message: 'y' })), list(item()))
		expect(await find(graph)).toEqual(yes)
		expect(graph.calls().map(({ query }) => query.after)).toEqual([undefined, undefined, 'a', 'b'])
		graph.answer(conversation, page('a', item({ message: 'x' })), page('b', item({ message: 'y' }), old), list(item()))
		expect(await find(graph)).toEqual(no)
		expect(graph.received).toHaveLength(3)
	})
	test('gives up after ten pages, and does not say no', async ({ graph }) => {
		graph.answer(conversation, page('a', item({ message: 'x' })))
		expect(await find(graph)).toEqual(unknown)
		expect(graph.received).toHaveLength(11)
	})
	test('does not say no where the list goes on and does not say how', async ({ graph }) => {
		graph.answer(conversation, ok({ data: [item({ message: 'x' })], paging: { next: 'https://example.test' } }))
		expect(await find(graph)).toEqual(unknown)
		graph.answer(conversation, ok({ data: [item({ message: 'x' })], paging: { cursors: { after: 'a' } } }))
		expect(await find(graph)).toEqual(no)
	})
	test('is not led astray by items of another shape', async ({ graph }) => {
		graph.answer(conversation, list({ id: 7, message: 7, from: 7, created_time: 7 }, item()))
		expect(await find(graph)).toEqual(yes)
	})
	test('says no where there was never a conversation', async ({ graph }) => {
		graph.answer(list())
		expect(await find(graph)).toEqual(no)
	})
	test('looks through every conversation', async ({ graph }) => {
		graph.answer(list({ id: 't_1' }, { id: 't_2' }), list(old), list(item()))
		expect(await find(graph)).toEqual(yes)
	})
	test('says no for somebody anonymous, whose private reply may safely be sent again', async ({ graph }) => {
		graph.answer(list())
		expect(await find(graph, { recipientId: 'anonymous:55_77' })).toEqual(no)
		expect(graph.received).toHaveLength(0)
	})
	test.for<[string, StandInAnswer, object]>([
		['a time-out', () => undefined, later()],
		['a reset', (response) => void response.socket?.resetAndDestroy(), later()],
		['a server error', [500, {}], later()],
		['an unreadable answer', ok({ data: 7 }), later()],
		['a limit', graphProblem(4), later('10:05')],
		['a dead token', graphProblem(190), later()],
		['a refusal', graphProblem(100), unknown],
	])('is to be repeated or not after %s, at every step', async ([_, broken, expected], { graph }) => {
		graph.answer(broken)
		expect(await find(graph)).toEqual(expected)
		graph.answer(conversation, broken)
		expect(await find(graph)).toEqual(expected)
		graph.answer(conversation, page('a', item({ message: 'x' })), broken)
		expect(await find(graph)).toEqual(expected)
	})
	test('is to be repeated when the connection was refused, and when we have no token', async ({ graph }) => {
		graph.answer(list())
		graph.goDown()
		expect(await find(graph)).toEqual(later())
		graph.answer(list())
		expect(await find(graph, { accountId: '2002' })).toEqual(later())
	})
})

describe('looking for our own comment', () => {
	const comment = {
		network: 'facebook',
		accountId: '2001',
		inReplyTo: '55_77',
		form: 'comment',
		text: 'Guten Tag',
	} as const
	const onInstagram = { ...comment, network: 'instagram', accountId: '3001', inReplyTo: '1786' } as const
	const find = (graph: Graph, members: object = {}) => graph.sender.find({ ...comment, ...members }, SINCE)
	const theirs = item({ from: { id: '6001' } })

	test('finds it below the customer’s', async ({ graph }) => {
		graph.answer(list(theirs, item()))
		expect(await find(graph)).toEqual(yes)
		expect(graph.calls()).toEqual([
			{
				method: 'GET',
				path: '55_77/comments',
				query: { fields: 'id,message,from,created_time', limit: '100', order: 'reverse_chronological' },
			},
		])
	})
	test('finds an invitation with its link', async ({ graph }) => {
		graph.answer(list(item({ message: 'Guten Tag\nhttps://m.me/2001' })))
		expect(await find(graph, { invite: true })).toEqual(yes)
	})
	test('turns the page until the time of sending', async ({ graph }) => {
		graph.answer(page('a', theirs), list(item()))
		expect(await find(graph)).toEqual(yes)
		graph.answer(page('a', theirs, old), ok({ id: '55_77' }))
		expect(await find(graph)).toEqual(no)
	})
	test('says no below a comment that answers none', async ({ graph }) => {
		graph.answer(list(theirs), ok({ id: '55_77' }))
		expect(await find(graph)).toEqual(no)
		expect(graph.calls()[1]).toMatchObject({ path: '55_77', query: { fields: 'parent{id}' } })
	})
	test('does not ask what is above a post of our page', async ({ graph }) => {
		graph.answer(list(theirs))
		expect(await find(graph, { inReplyTo: '2001_55' })).toEqual(no)
		expect(graph.received).toHaveLength(1)
	})
	test('leaves it to a person where our text stands beside the customer’s answer: it may be to somebody else', async ({
		graph,
	}) => {
		graph.answer(list(), ok({ parent: { id: '55_70' } }), list(item()))
		expect(await find(graph)).toEqual(unknown)
		expect(graph.calls()[2]?.path).toBe('55_70/comments')
		graph.answer(list(), ok({ parent: { id: '55_70' } }), list(theirs))
		expect(await find(graph)).toEqual(no)
	})
	test('does not say no where it could not look above', async ({ graph }) => {
		graph.answer(list(), graphProblem(17))
		expect(await find(graph)).toEqual(later('10:05'))
		graph.answer(list(), [500, {}])
		expect(await find(graph)).toEqual(later())
		graph.answer(list(), ok({ parent: { id: '55_70' } }), () => undefined)
		expect(await find(graph)).toEqual(later())
	})
	test('says no where Meta knows nothing above', async ({ graph }) => {
		graph.answer(list(), graphProblem(100, { message: '(#100) Tried accessing nonexisting field (parent)' }))
		expect(await find(graph)).toEqual(no)
	})
	test('reads all answers on Instagram, whose order is not said', async ({ graph }) => {
		const own = { id: '1790', text: 'Guten Tag', username: 'hilft', timestamp: '2026-11-22T09:59:30+0000' }
		graph.answer(page('a', { ...own, text: 'x', timestamp: '2020-01-01T00:00:00+0000' }), list(own))
		expect(await find(graph, onInstagram)).toEqual({ found: 'yes', externalId: '1790' })
		expect(graph.calls()[0]).toEqual({
			method: 'GET',
			path: '1786/replies',
			query: { fields: 'id,text,from,username,timestamp', limit: '50' },
		})
		graph.answer(list(), ok({ id: '1786', parent_id: '1700' }), list(own))
		expect(await find(graph, onInstagram)).toEqual(unknown)
		expect(graph.calls()[1]).toMatchObject({ path: '1786', query: { fields: 'parent_id' } })
		graph.answer(page('a', { ...own, text: 'x' }))
		expect(await find(graph, onInstagram)).toEqual(unknown)
		expect(graph.received).toHaveLength(20)
	})
	test('cannot tell where Meta refuses', async ({ graph }) => {
		graph.answer(graphProblem(100))
		expect(await find(graph)).toEqual(unknown)
	})
})
