import { describe, expect, it } from 'vitest'
import { fact } from '#shared/cases/fact.ts'
import { factSchema } from '#shared/cases/facts.ts'
import { ANNA, BEN, minute } from '#test/support/case-factories.ts'

describe('a fact', () => {
	it('has its kind, the version of its schema, when it happened, and its members', () => {
		const assigned = fact('CaseAssigned', minute(1), { by: ANNA, to: { kind: 'agent', owner: BEN } })
		expect(assigned).toEqual({
			kind: 'CaseAssigned',
			v: 1,
			at: minute(1),
			by: ANNA,
			to: { kind: 'agent', owner: BEN },
		})
		expect(factSchema().parse(assigned)).toEqual(assigned)
	})
	it('needs nothing more where its kind says it all', () =>
		expect(fact('TurnLapsed', minute(1))).toEqual({ kind: 'TurnLapsed', v: 1, at: minute(1) }))
	it('refuses to compile with a member too few or too many', () => {
		const wrong = [
			// @ts-expect-error The owner is missing.
			fact('CaseAssigned', minute(1), { by: ANNA, to: { kind: 'agent' } }),
			// @ts-expect-error A team has no deputy.
			fact('CaseAssigned', minute(1), { by: ANNA, to: { kind: 'team', team: 'nord', deputy: BEN } }),
			// @ts-expect-error The members are missing.
			fact('CaseReleased', minute(1)),
			// @ts-expect-error A release has no owner.
			fact('CaseReleased', minute(1), { by: ANNA, owner: BEN }),
			// @ts-expect-error Nobody lets a turn lapse.
			fact('TurnLapsed', minute(1), { by: ANNA }),
		]
		// The schema refuses too few at the latest when they are read, and of too many each.
		expect(wrong.map((one) => factSchema().safeParse(one).success)).toEqual([false, false, false, false, false])
	})
})
