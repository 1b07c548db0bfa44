import { describe, expect } from 'vitest'
import { json, publicMessage, test, type XStandIn, xPrivateMessage, xProblem } from '#test/fixtures/x-stand-in.ts'

const since = '2026-11-22T09:59:00.000Z'

describe('looking for our own message on X', () => {
	const tweet = (members: object = {}) => ({
		id: '99',
		text: '@kundin Gerne &amp; sofort https://t.co/abc',
		created_at: '2026-11-22T09:59:30.000Z',
		referenced_tweets: [{ type: 'replied_to', id: '88' }],
		...members,
	})
	const page = (data: object[], next?: string) =>
		json(200, { data, meta: { result_count: data.length, next_token: next } })
	const find = (x: XStandIn) => x.sender.find(publicMessage({ text: 'Gerne & sofort hilft.example/x' }), since)
	const other = tweet({ text: 'anderes' })

	test('finds a reply although X changed its text', async ({ x }) => {
		x.answers(page([tweet({ id: '98', text: 'anderes' }), tweet()]))
		expect(await find(x)).toEqual({ found: 'yes', externalId: '99' })
		expect(x.paths()).toEqual(['GET /2/users/1001/tweets'])
		expect(x.query().get('since_id')).toBe('88')
	})
	test('finds a long reply by its long form', async ({ x }) => {
		x.answers(page([tweet({ text: 'Gerne…', note_tweet: { text: '@kundin Gerne & sofort https://t.co/abc' } })]))
		expect(await find(x)).toEqual({ found: 'yes', externalId: '99' })
	})
	test.for([
		[{ referenced_tweets: [{ type: 'replied_to', id: '87' }] }],
		[{ referenced_tweets: [{ type: 'quoted', id: '88' }] }],
		[{ text: 'Etwas anderes' }],
		[{ created_at: '2026-11-22T09:50:00.000Z' }],
	] as const)('does not take %j for it', async ([members], { x }) => {
		x.answers(page([tweet(members)]))
		expect(await find(x)).toEqual({ found: 'no' })
	})
	test('says no when there is nothing at all, and X says so', async ({ x }) => {
		x.answers(json(200, { meta: { result_count: 0 } }))
		expect(await find(x)).toEqual({ found: 'no' })
	})
	test('reads on until it is found', async ({ x }) => {
		x.answers(page([other], 'a'), page([other], 'b'), page([tweet()], 'c'))
		expect(await find(x)).toEqual({ found: 'yes', externalId: '99' })
		expect([0, 1, 2].map((index) => x.query(index).get('pagination_token'))).toEqual([null, 'a', 'b'])
	})
	test('reads no further than it was sent', async ({ x }) => {
		x.answers(page([other, tweet({ text: 'anderes', created_at: '2026-11-22T09:00:00.000Z' })], 'a'), page([tweet()]))
		expect(await find(x)).toEqual({ found: 'no' })
		expect(x.calls()).toHaveLength(1)
	})
	test('does not know when the list goes on and on, or a full page claims to be the last', async ({ x }) => {
		x.answers(page([other], 'a'))
		expect(await find(x)).toEqual({ found: 'unknown' })
		expect(x.calls()).toHaveLength(5)
		x.answers(page(Array.from({ length: 100 }, () => other)))
		expect(await find(x)).toEqual({ found: 'unknown' })
	})
	test('is put off when its pages take too long together', async ({ x }) => {
		const slow = page([other], 'a')
		x.answers((response, received) => {
			x.pass(600)
			slow(response, received)
		})
		expect(await find(x)).toEqual({ found: 'later', until: '2026-11-22T10:01:01.200Z' })
		expect(x.calls()).toHaveLength(2)
	})
	test('finds a direct message of ours, not the customer’s', async ({ x }) => {
		const message = { id: '5', text: 'Guten Tag', created_at: '2026-11-22T09:59:30.000Z', event_type: 'MessageCreate' }
		x.answers(
			page([
				{ ...message, id: '6', sender_id: '5001' },
				{ ...message, sender_id: '1001' },
			]),
		)
		expect(await x.sender.find(xPrivateMessage(), since)).toEqual({ found: 'yes', externalId: '5' })
		expect(x.paths()).toEqual(['GET /2/dm_conversations/with/5001/dm_events'])
	})
	test.for([
		[
			'a limit',
			json(429, {}, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1795342200' }),
			'2026-11-22T10:10:00.000Z',
		],
		['a server error', json(503, {}), '2026-11-22T10:01:00.000Z'],
		['a time-out', () => undefined, '2026-11-22T10:01:00.000Z'],
		['a dead token', xProblem(401, 'Unauthorized'), '2026-11-22T10:15:00.000Z'],
		['a lock', xProblem(403, 'this account is temporarily locked'), '2026-11-22T10:15:00.000Z'],
		['an answer that is neither a list nor empty', json(200, {}), '2026-11-22T10:01:00.000Z'],
		['a list that X kept back', json(200, { errors: [{ title: 'Authorization Error' }] }), '2026-11-22T10:01:00.000Z'],
		['a page in between that is missing', json(200, 'nichts'), '2026-11-22T10:01:00.000Z'],
	] as const)('is put off by %s, and never taken for a no', async ([_, answer, until], { x }) => {
		x.answers(answer)
		expect(await find(x)).toEqual({ found: 'later', until })
		x.answers(page([other], 'a'), answer)
		expect(await find(x)).toEqual({ found: 'later', until })
	})
	test('does not know what X will never show', async ({ x }) => {
		x.answers(xProblem(400, 'One or more parameters is invalid.'))
		expect(await find(x)).toEqual({ found: 'unknown' })
	})
	test('needs no call for those to whom nothing can have left, and cannot tell without tokens', async ({ x }) => {
		expect(await x.sender.find(xPrivateMessage({ recipientId: 'anonymous:1' }), since)).toEqual({ found: 'no' })
		expect(await x.sender.find(xPrivateMessage({ accountId: '1002' }), since)).toMatchObject({ found: 'later' })
		expect(x.calls()).toHaveLength(0)
	})
})

describe('looking customers’ posts up on X', () => {
	const missing = (id: string, type = 'resource-not-found') => ({
		value: id,
		resource_id: id,
		title: 'Not Found Error',
		type: `https://api.twitter.com/2/problems/${type}`,
	})
	test('tells what stands there, whole and unescaped, and what is gone', async ({ x }) => {
		const data = [
			{ id: '1', text: 'a &amp; b', edit_history_tweet_ids: ['1'] },
			{ id: '2', text: 'lang…', note_tweet: { text: 'lang &lt;und&gt; länger' } },
			{ id: '6', text: 'x', withheld: { country_codes: ['FR'], copyright: false } },
			{ id: '7', text: 'x', withheld: { country_codes: ['DE'], copyright: false } },
		]
		const errors = [missing('3'), missing('4', 'not-authorized-for-resource'), missing('5', 'operational-disconnect')]
		x.answers(json(200, { data, errors }))
		expect(await x.sender.lookUp('1001', ['1', '2', '3', '4', '5', '6', '7', '8'])).toEqual([
			{ contentId: '1', remoteState: 'there', text: 'a & b' },
			{ contentId: '2', remoteState: 'there', text: 'lang <und> länger' },
			{ contentId: '3', remoteState: 'gone' },
			{ contentId: '4', remoteState: 'gone' },
			{ contentId: '5', remoteState: 'unknown' },
			{ contentId: '6', remoteState: 'there', text: 'x' },
			{ contentId: '7', remoteState: 'gone' },
			{ contentId: '8', remoteState: 'unknown' },
		])
		expect(x.query().get('ids')).toBe('1,2,3,4,5,6,7,8')
		expect(x.query().get('tweet.fields')).toContain('note_tweet')
	})
	test('shows the newest edition, which X has under another id', async ({ x }) => {
		const history = ['1', '9', '10']
		x.answers(
			json(200, { data: [{ id: '1', text: 'alt', edit_history_tweet_ids: history }] }),
			json(200, { data: [{ id: '10', text: 'neu', edit_history_tweet_ids: history }] }),
		)
		expect(await x.sender.lookUp('1001', ['1'])).toEqual([
			{ contentId: '1', remoteState: 'there', text: 'neu', edition: '10' },
		])
		expect(x.query(1).get('ids')).toBe('10')
	})
	test('does not show an old edition when the newest is not to be had', async ({ x }) => {
		const first = json(200, { data: [{ id: '1', text: 'alt', edit_history_tweet_ids: ['1', '9'] }] })
		x.answers(first, json(200, { errors: [missing('9')] }))
		expect(await x.sender.lookUp('1001', ['1'])).toEqual([{ contentId: '1', remoteState: 'gone' }])
		x.answers(first, json(200, {}))
		expect(await x.sender.lookUp('1001', ['1'])).toEqual([{ contentId: '1', remoteState: 'unknown' }])
		x.answers(first, json(429, {}))
		expect(await x.sender.lookUp('1001', ['1'])).toEqual([{ contentId: '1', remoteState: 'unknown' }])
	})
	test('asks for a hundred at once, and never for what X cannot know', async ({ x }) => {
		x.answers((response, received) => {
			const ids = new URLSearchParams(received.path.split('?')[1]).get('ids')?.split(',') ?? []
			json(200, { data: ids.map((id) => ({ id, text: `Text ${id}` })) })(response, received)
		})
		const ids = Array.from({ length: 250 }, (_, index) => `${1000 + index}`)
		const remoteStates = await x.sender.lookUp('1001', [...ids, 'anonymous:1', '1000'])
		expect(x.calls()).toHaveLength(3)
		expect(remoteStates.map(({ contentId }) => contentId)).toEqual([...ids, 'anonymous:1', '1000'])
		expect(remoteStates.at(-2)).toEqual({ contentId: 'anonymous:1', remoteState: 'unknown' })
		expect(remoteStates.at(-1)).toEqual({ contentId: '1000', remoteState: 'there', text: 'Text 1000' })
	})
	test.for([
		['a limit', json(429, {})],
		['a dead token', xProblem(401, 'Unauthorized')],
		['a server error', json(500, {})],
		['nonsense', json(200, [])],
		['silence', () => undefined],
	] as const)('knows nothing by %s', async ([_, answer], { x }) => {
		x.answers(answer)
		expect(await x.sender.lookUp('1001', ['1'])).toEqual([{ contentId: '1', remoteState: 'unknown' }])
	})
	test('knows nothing without tokens', async ({ x }) => {
		expect(await x.sender.lookUp('1002', ['1'])).toEqual([{ contentId: '1', remoteState: 'unknown' }])
	})
})

describe('asking whether an account of ours can send on X', () => {
	const me = (id: string, headers = {}) => json(200, { data: { id, username: 'hilft' } }, headers)
	test.for([
		['it answers for itself', me('1001'), 'working'],
		['it may write', me('1001', { 'x-access-level': 'read-write-directmessages' }), 'working'],
		['it may only read', me('1001', { 'x-access-level': 'read' }), 'stopped'],
		['its tokens are of another account', me('1002'), 'stopped'],
		['its token is dead', xProblem(401, 'Unauthorized'), 'stopped'],
		['it is locked', json(403, { errors: [{ code: 326, message: 'x' }] }), 'stopped'],
		['it is suspended', xProblem(403, 'Your account is suspended.'), 'stopped'],
		['there is no money left', xProblem(402, 'No credits.'), 'stopped'],
		['X refuses for another reason', xProblem(403, 'Forbidden'), 'unknown'],
		['there were too many questions', json(429, {}), 'unknown'],
		['X is ill', json(503, {}), 'unknown'],
		['nothing comes', () => undefined, 'unknown'],
		['nonsense comes', json(200, {}), 'unknown'],
	] as const)('when %s', async ([_, answer, expected], { x }) => {
		x.answers(answer)
		expect(await x.sender.probe('1001')).toBe(expected)
		expect(x.paths()).toEqual(['GET /2/users/me'])
	})
	test('without tokens', async ({ x }) => {
		expect(await x.sender.probe('1002')).toBe('stopped')
	})
})
