import { describe, expect } from 'vitest'
import { type Graph, graphProblem, type StandInAnswer, test } from '#test/fixtures/graph-stand-in.ts'

const send = (graph: Graph, accountId = '2001') =>
	graph.sender.sendPrivate({
		network: 'facebook',
		accountId,
		recipientId: '6001',
		text: 'Guten Tag',
		typedBy: 'person',
		lastHeardAt: '2026-11-22T09:59:00.000Z',
	})

describe('a message that Meta refuses', () => {
	test.for([
		[10, { error_subcode: 2_018_278 }, 'windowClosed'],
		[10, { error_subcode: 2_018_065 }, 'windowClosed'],
		[10, { error_subcode: 2_534_022 }, 'windowClosed'],
		[10, {}, 'forbidden'],
		[3, { message: '(#3) Application does not have the capability to make this API call.' }, 'forbidden'],
		[200, { message: '(#200) Permissions error' }, 'forbidden'],
		[10, { message: "(#10) This requires 'pages_read_engagement' or 'Page Public Content Access'" }, 'forbidden'],
		[551, { error_subcode: 1_545_041 }, 'recipientClosed'],
		[551, {}, 'recipientClosed'],
		[100, { error_subcode: 2_018_108 }, 'recipientClosed'],
		[100, { error_subcode: 2_534_001 }, 'recipientClosed'],
		[100, { error_subcode: 2_018_001 }, 'recipientGone'],
		[100, { error_subcode: 2_534_014 }, 'recipientGone'],
		[100, { error_subcode: 33 }, 'unknownTarget'],
		[100, { error_subcode: 2_018_292 }, 'unknownTarget'],
		[803, {}, 'unknownTarget'],
		[506, {}, 'duplicate'],
		[100, { message: '(#100) Length of param message[text] must be less than or equal to 2000' }, 'tooLong'],
		[100, {}, 'rejected'],
	] as const)('with %i %j fails as %s', async ([code, members, reason], { graph }) => {
		graph.answer(graphProblem(code, members))
		expect(await send(graph)).toEqual({ outcome: 'failed', reason })
		expect(graph.received).toHaveLength(1)
	})
})

test.for([36_000, 80_015])('Meta may mean anything by %i, so it is tried again', async (code, { graph }) => {
	graph.answer(graphProblem(code))
	expect(await send(graph)).toEqual({ outcome: 'again', reason: 'unexplained', otherwise: 'rejected' })
})

describe('an account that cannot send', () => {
	test.for<[number, object, string]>([
		[190, {}, 'tokenDead'],
		[190, { error_subcode: 458 }, 'tokenDead'],
		[190, { error_subcode: 33 }, 'tokenDead'],
		[102, {}, 'tokenDead'],
		[230, {}, 'tokenDead'],
		[10, { message: '(#10) Application does not have permission for this action' }, 'tokenDead'],
		[200, { message: '(#200) Requires pages_manage_engagement permission to manage the object' }, 'tokenDead'],
		[283, { message: '(#283) Requires instagram_manage_messages permission' }, 'tokenDead'],
		[100, { message: 'Invalid appsecret_proof provided in the API argument' }, 'tokenDead'],
		[10, { error_subcode: 1_893_063 }, 'accountBlocked'],
		[368, {}, 'accountBlocked'],
		[368, { error_subcode: 1_390_008 }, 'accountBlocked'],
	])('is told by %i %j, and stops as %s', async ([code, members, reason], { graph }) => {
		graph.answer(graphProblem(code, members))
		expect(await send(graph)).toEqual({ outcome: 'stopped', reason })
	})
	test('is known by its code, whatever the status says', async ({ graph }) => {
		for (const status of [200, 401, 500]) {
			graph.answer(graphProblem(190, {}, status))
			expect(await send(graph)).toEqual({ outcome: 'stopped', reason: 'tokenDead' })
		}
	})
	test('is one that we have no token for, without a call', async ({ graph }) => {
		graph.answer([200, { message_id: 'm_1' }])
		for (const accountId of ['2002', 'constructor', '__proto__'])
			expect(await send(graph, accountId)).toEqual({ outcome: 'stopped', reason: 'tokenDead' })
		expect(graph.received).toHaveLength(0)
	})
})

describe('an account at its limit', () => {
	const limited = (usage?: unknown): StandInAnswer => [
		400,
		{ error: { code: 613, message: 'x' } },
		usage === undefined
			? {}
			: { 'x-business-use-case-usage': typeof usage === 'string' ? usage : JSON.stringify(usage) },
	]
	const until = (at: string) => ({ outcome: 'limited', until: `2026-11-2${at}:00.000Z`, reason: 'limit' })

	test.for([4, 17, 32, 341, 613, 80_000, 80_001, 80_002, 80_006, 80_014])('is known by %i', async (code, { graph }) => {
		graph.answer(graphProblem(code))
		expect(await send(graph)).toEqual(until('2T10:05'))
	})
	test('is known by the status alone', async ({ graph }) => {
		graph.answer((response) => void response.writeHead(429).end('<html>'))
		expect(await send(graph)).toEqual(until('2T10:05'))
	})
	test.for([
		['as Meta says', { '2001': [{ type: 'messenger', estimated_time_to_regain_access: 42 }] }, '2T10:42'],
		[
			'until the last of its limits is over',
			{
				'2001': [
					{ type: 'pages', estimated_time_to_regain_access: 7 },
					{ type: 'messenger', estimated_time_to_regain_access: 90 },
				],
			},
			'2T11:30',
		],
		['a whole day', { '2001': [{ estimated_time_to_regain_access: 1_440 }] }, '3T10:00'],
		['no longer than a day', { '2001': [{ estimated_time_to_regain_access: 99_999 }] }, '3T10:00'],
		[
			'by its own entry, not by another account’s',
			{
				'2002': [{ estimated_time_to_regain_access: 600 }],
				'2001': [{ estimated_time_to_regain_access: 12 }],
			},
			'2T10:12',
		],
		['a minute where Meta says so', { '2001': [{ estimated_time_to_regain_access: 1 }] }, '2T10:01'],
		['a little where only others are named', { '2002': [{ estimated_time_to_regain_access: 600 }] }, '2T10:05'],
		['a little where it could go on at once', { '2001': [{ estimated_time_to_regain_access: 0 }] }, '2T10:05'],
		['a little where the header is of another shape', { '2001': [{ call_count: 100 }], '2002': 7 }, '2T10:05'],
		['a little where the header is unreadable', '{"2001":', '2T10:05'],
		['a little where there is no header', undefined, '2T10:05'],
	] as const)('waits %s', async ([_, usage, at], { graph }) => {
		graph.answer(limited(usage))
		expect(await send(graph)).toEqual(until(at))
	})
	test('is none when the connection was refused: only this message waits', async ({ graph }) => {
		graph.answer([200, { message_id: 'm_1' }])
		graph.goDown()
		expect(await send(graph)).toEqual({ outcome: 'later', until: '2026-11-22T10:01:00.000Z', reason: 'notReached' })
	})
})

describe('an answer that tells nothing', () => {
	test.for<[string, StandInAnswer]>([
		['a time-out', () => undefined],
		['a body that never ends', (response) => void response.writeHead(200).write('{"message_id":')],
		[
			'a body that is cut',
			(response) => void response.writeHead(200, { 'content-length': 99 }).end('{"message_id":"m_1"}'),
		],
		['a refusal that is cut', (response) => void response.writeHead(400, { 'content-length': 99 }).end('{"error":')],
		['a reset', (response) => void response.socket?.resetAndDestroy()],
		['an unreadable success', (response) => void response.writeHead(200).end('<html>')],
		['a success without an id', [200, {}]],
		['an unreadable refusal', (response) => void response.writeHead(403).end('<html>')],
		['a redirection', (response) => void response.writeHead(302, { location: 'https://example.test' }).end()],
		['a success that holds an error', graphProblem(100, {}, 200)],
		['a server error', (response) => void response.writeHead(500).end()],
		['a server error with a code', graphProblem(100, {}, 503)],
		['an unknown error', graphProblem(1)],
		['a temporary error', graphProblem(2)],
		['a temporary error of sending', graphProblem(1_200)],
		['an error of Instagram’s own', graphProblem(-1)],
		['an error that says it will pass', graphProblem(100, { is_transient: true })],
	])('%s leaves it open whether it was sent', async ([_, how], { graph }) => {
		graph.answer(how)
		expect(await send(graph)).toEqual({ outcome: 'unknown' })
		expect(graph.received).toHaveLength(1)
	})
})
