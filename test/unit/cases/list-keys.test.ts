import { describe, expect, it } from 'vitest'
import {
	AFTER_DANGERS,
	caseListShards,
	closingEntry,
	dueShard,
	dueShards,
	listKey,
	listShard,
	waitingSinceOf,
} from '#shared/cases/list-keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import {
	aCase,
	answeredByHand,
	approveClosing,
	CASE,
	close,
	doing,
	endDanger,
	message,
	minute,
	opened,
	raiseDanger,
	requestData,
	stateOf,
} from '#test/support/case-factories.ts'

describe('the places of cases in their lists', () => {
	const waitsSince = (number: number): CaseState => stateOf(opened(), message(1, number))
	it('put ours first, by the longest wait, then those others must act on', () => {
		const answeredOne = doing(waitsSince(0), 1, answeredByHand())
		const keys = [answeredOne, waitsSince(7), waitsSince(3)].map(listKey).sort()
		expect(keys).toEqual([listKey(waitsSince(3)), listKey(waitsSince(7)), listKey(answeredOne)])
	})
	it('are the same for who waits, whoever must act', () => {
		const asked = doing(waitsSince(5), 6, requestData())
		expect(asked.turn.who).toBe('customer')
		expect(listKey(asked)).toBe(listKey(waitsSince(5)))
	})
	it('put danger before everything, whoever has to act, by the longest wait', () => {
		const inDanger = (state: CaseState) => doing(state, 8, raiseDanger())
		const asked = doing(waitsSince(5), 6, requestData())
		const keys = [waitsSince(0), inDanger(asked), inDanger(waitsSince(3))].map(listKey).sort()
		expect(keys).toEqual([inDanger(waitsSince(3)), inDanger(asked), waitsSince(0)].map(listKey))
		expect(keys.map((key) => key < AFTER_DANGERS)).toEqual([true, true, false])
		expect(waitingSinceOf(listKey(inDanger(waitsSince(3))))).toBe(minute(3))
		expect(listKey(doing(inDanger(waitsSince(3)), 9, endDanger()))).toBe(listKey(waitsSince(3)))
	})
	it('use the opening where nobody waits, and the close for closed ones', () => {
		expect(listKey(stateOf(opened()))).toBe(`1#${minute(0)}#${CASE}`)
		expect(listKey(doing(aCase(), 5, close()))).toBe(`${minute(5)}#${CASE}`)
		const { closedAt: _, ...without } = doing(aCase(), 5, close())
		expect(listKey(without)).toBe(`${minute(0)}#${CASE}`)
	})
	it('of ends tell what waits for a second person, and who was closed without an answer', () => {
		const spam = close({ outcome: 'spamOrAbuse', unansweredReason: 'spam' })
		expect(closingEntry(aCase())).toBeUndefined()
		expect(closingEntry(doing(aCase(), 1, spam))).toEqual({ list: 'proposed', at: minute(1) })
		expect(closingEntry(doing(aCase(), 1, spam, approveClosing()))).toEqual({ list: 'unanswered', at: minute(2) })
		expect(closingEntry(doing(aCase(), 1, close()))).toEqual({ list: 'unanswered', at: minute(1) })
		expect(closingEntry(doing(aCase(), 1, answeredByHand(), close()))).toBeUndefined()
	})
	it('lie in one of the shards that are read', () => {
		expect(caseListShards('open')).toContain(listShard(aCase()))
		expect(caseListShards('closed')).toContain(listShard(doing(aCase(), 1, close())))
		expect(dueShards).toContain(dueShard(aCase()))
		expect(new Set([...caseListShards('open'), ...caseListShards('closed'), ...dueShards]).size).toBe(24)
	})
})
