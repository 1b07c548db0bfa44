import { describe, expect, it } from 'vitest'
import { evolve, fold } from '#shared/cases/evolve.ts'
import { CASE, message, opened, stateOf } from '#test/support/case-factories.ts'

describe('folding', () => {
	it('gives nothing without a beginning', () => {
		expect(fold(CASE, [])).toBeUndefined()
		expect(fold(CASE, [{ version: 2, fact: message(1, 0) }])).toBeUndefined()
	})
	it('takes one fact after the other, each of which is a version', () => {
		const state = stateOf(opened(), message(1, 0))
		expect(state).toEqual(evolve(stateOf(opened()), message(1, 0)))
		expect(state.version).toBe(2)
	})
	it('passes over a second opening', () =>
		expect(stateOf(opened(), opened())).toEqual({ ...stateOf(opened()), version: 2 }))
})
