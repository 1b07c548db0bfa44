import { describe, expect } from 'vitest'
import { type Graph, graphProblem, type StandInAnswer, test } from '#test/fixtures/graph-stand-in.ts'

describe('asking whether an account works', () => {
	test.for<[string, StandInAnswer, string]>([
		['answers for itself', [200, { id: '2001' }], 'working'],
		['is told by a dead token', graphProblem(190), 'stopped'],
		['is told by a dead session', graphProblem(102), 'stopped'],
		['is restricted', graphProblem(10, { error_subcode: 1_893_063 }), 'stopped'],
		['is blocked', graphProblem(368), 'stopped'],
		['is at its limit', graphProblem(4), 'unknown'],
		['meets a server error', [500, {}], 'unknown'],
		['meets a time-out', () => undefined, 'unknown'],
		['gets something else', [200, []], 'unknown'],
		['is refused something', graphProblem(100), 'unknown'],
	])('one that %s', async ([_, answer, expected], { graph }) => {
		graph.answer(answer)
		expect(await graph.sender.probe('2001')).toBe(expected)
		expect(graph.calls()).toEqual([{ method: 'GET', path: '2001', query: { fields: 'id' } }])
	})
	test('one without a token is stopped', async ({ graph }) => {
		graph.answer([200, { id: '2002' }])
		expect(await graph.sender.probe('2002')).toBe('stopped')
		expect(graph.received).toHaveLength(0)
	})
})

describe('looking up what customers wrote', () => {
	const there = (contentId: string, text = `Text ${contentId}`) => ({ contentId, remoteState: 'there', text })
	const gone = (contentId: string) => ({ contentId, remoteState: 'gone' })
	const unknown = (contentId: string) => ({ contentId, remoteState: 'unknown' })
	const ids = (count: number) => Array.from({ length: count }, (_, index) => `55_${index}`)
	const NOT_THERE = graphProblem(100, { error_subcode: 33 })

	/** Meta with these contents gone, which makes a call that names them fail, or leaves them out of its answer. */
	const standIn = (graph: Graph, isGone: (id: string) => boolean, how: 'fails' | 'leavesOut' = 'fails') =>
		graph.answerBy(({ path }) => {
			const url = new URL(path, 'https://graph.facebook.com')
			const asked = url.searchParams.get('ids')?.split(',')
			if (asked === undefined) return [200, { id: '2001' }]
			if (how === 'fails' && asked.some(isGone)) return NOT_THERE
			const left = asked.filter((id) => !isGone(id))
			return [200, Object.fromEntries(left.map((id) => [id, { id, message: `Text ${id}` }]))]
		})

	test('asks for up to fifty at once', async ({ graph }) => {
		standIn(graph, () => false)
		const asked = ids(120)
		expect(await graph.sender.lookUp('2001', asked)).toEqual(asked.map((id) => there(id)))
		expect(
			graph.calls().map(({ method, path, query }) => [method, path, query.fields, query.ids?.split(',').length]),
		).toEqual([
			['GET', '', 'message', 50],
			['GET', '', 'message', 50],
			['GET', '', 'message', 20],
		])
		expect(graph.received[0]?.path).toMatch(/^\/v26\.0\/\?ids=/)
	})
	test('asks nothing for nothing', async ({ graph }) => {
		graph.answer(NOT_THERE)
		expect(await graph.sender.lookUp('2001', [])).toEqual([])
		expect(graph.received).toHaveLength(0)
	})
	test('reads the text, also where there is none, and Instagram’s', async ({ graph }) => {
		graph.answer([200, { '1': { id: '1', message: 'ä \ud800' }, '2': { id: '2' } }])
		expect(await graph.sender.lookUp('2001', ['1', '2'])).toEqual([there('1', 'ä \ufffd'), there('2', '')])
		graph.answer([200, { '1': { id: '1', text: 'Hallo' } }])
		expect(await graph.sender.lookUp('3001', ['1'])).toEqual([there('1', 'Hallo')])
		expect(graph.calls()[0]?.query.fields).toBe('text')
	})
	test.for(['fails', 'leavesOut'] as const)('finds those that are gone where the call %s', async (how, { graph }) => {
		const asked = ids(60)
		standIn(graph, (id) => ['55_0', '55_31', '55_59'].includes(id), how)
		expect(await graph.sender.lookUp('2001', asked)).toEqual(
			asked.map((id) => (['55_0', '55_31', '55_59'].includes(id) ? gone(id) : there(id))),
		)
	})
	test('believes that all are gone only of an account that works', async ({ graph }) => {
		standIn(graph, () => true)
		expect(await graph.sender.lookUp('2001', ids(3))).toEqual(ids(3).map(gone))
		expect(graph.calls().at(-1)).toMatchObject({ path: '2001', query: { fields: 'id' } })
		graph.answer(NOT_THERE)
		expect(await graph.sender.lookUp('2001', ids(3))).toEqual(ids(3).map(unknown))
		graph.answer([200, {}], graphProblem(190))
		expect(await graph.sender.lookUp('2001', ids(3))).toEqual(ids(3).map(unknown))
	})
	test.for<[string, StandInAnswer]>([
		['a limit', graphProblem(4)],
		['a dead token', graphProblem(190)],
		['a server error', [500, {}]],
		['a time-out', () => undefined],
	])('does not know, and asks no more, after %s', async ([_, broken], { graph }) => {
		graph.answer(broken)
		expect(await graph.sender.lookUp('2001', ids(120))).toEqual(ids(120).map(unknown))
		expect(graph.received).toHaveLength(1)
	})
	test('keeps what it learned before Meta stopped answering', async ({ graph }) => {
		const first = Object.fromEntries(ids(50).map((id) => [id, { id, message: `Text ${id}` }]))
		graph.answer([200, first], graphProblem(4))
		expect(await graph.sender.lookUp('2001', ids(60))).toEqual(
			ids(60).map((id, index) => (index < 50 ? there(id) : unknown(id))),
		)
		graph.answer(NOT_THERE, [200, { '55_0': { message: 'Text 55_0' } }], graphProblem(4))
		expect(await graph.sender.lookUp('2001', ids(2))).toEqual([there('55_0'), unknown('55_1')])
	})
	test('does not take a refusal of another kind, or an unreadable answer, for gone', async ({ graph }) => {
		graph.answer(
			graphProblem(100, { message: '(#100) Tried accessing nonexisting field (message) on node type (Photo)' }),
		)
		expect(await graph.sender.lookUp('2001', ['9'])).toEqual([unknown('9')])
		graph.answer(graphProblem(10))
		expect(await graph.sender.lookUp('2001', ['9'])).toEqual([unknown('9')])
		graph.answer([200, []])
		expect(await graph.sender.lookUp('2001', ['9'])).toEqual([unknown('9')])
		graph.answer([200, { '9': 7 }])
		expect(await graph.sender.lookUp('2001', ['9'])).toEqual([unknown('9')])
	})
	test('does not take what it may not read for gone because a neighbour is there', async ({ graph }) => {
		graph.answerBy(({ path }) => {
			const ids = new URL(path, 'https://graph.facebook.com').searchParams.get('ids')
			return ids === '55_0' ? [200, { '55_0': { message: 'Text 55_0' } }] : graphProblem(10)
		})
		expect(await graph.sender.lookUp('2001', ids(2))).toEqual([there('55_0'), unknown('55_1')])
	})
	test('asks no more after a limit among the halves', async ({ graph }) => {
		graph.answer(NOT_THERE, graphProblem(4))
		expect(await graph.sender.lookUp('2001', ids(120))).toEqual(ids(120).map(unknown))
		expect(graph.received).toHaveLength(2)
	})
	test('does not ask for ids that are ours alone', async ({ graph }) => {
		standIn(graph, () => false)
		const asked = ['review:6001', '55_1', 'me', 'm_abc', '__proto__', '']
		expect(await graph.sender.lookUp('2001', asked)).toEqual(
			asked.map((id) => (id === '55_1' ? there(id) : unknown(id))),
		)
		expect(graph.calls().map(({ query }) => query.ids)).toEqual(['55_1'])
	})
})
