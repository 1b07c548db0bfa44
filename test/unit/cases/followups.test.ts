import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { followUpsRefusals } from '#shared/cases/followups/decide.ts'
import {
	ANNA,
	BEN,
	claim,
	close,
	factAt,
	keyOf,
	message,
	minute,
	reply,
	sent,
	startSend,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const DAY = 24 * 60
const set = (change: Partial<CommandOf<'setFollowUp'>> = {}): CommandOf<'setFollowUp'> => ({
	kind: 'setFollowUp',
	by: ANNA,
	dueAt: minute(DAY),
	...change,
})
const clear = { kind: 'clearFollowUp', by: ANNA } as const
const tend = { kind: 'tendFollowUp' } as const
/** An answered case, which is the customer's turn for a week. */
const answered = () => givenCase().after(1, reply(), startSend(), sent())
const dated = () => answered().after(4, set())

describe('the commands about follow-ups', () => {
	itRefuses(followUpsRefusals, {
		setFollowUp: {
			dueInPast: { given: givenCase(), when: set({ dueAt: minute(1) }), at: 1 },
			dueTooFar: { given: givenCase(), when: set({ dueAt: minute(600_000) }), at: 1 },
			caseClosed: { given: givenCase().after(1, close()), when: set(), at: 2 },
			claimedByOther: { given: givenCase().after(1, claim(BEN)), when: set(), at: 2 },
		},
		clearFollowUp: {
			noFollowUp: { given: givenCase(), when: clear, at: 1 },
			// Closing clears it, and that is said first.
			caseClosed: { given: dated().after(5, close()), when: clear, at: 6, instead: 'noFollowUp' },
			claimedByOther: { given: dated().after(40, claim(BEN)), when: clear, at: 41 },
		},
		tendFollowUp: {},
	})
})

describe('a follow-up', () => {
	it('is set with a note, and takes the place of an earlier one', () => {
		const note = keyOf('note', 1)
		answered()
			.when(set({ note }), 4)
			.then(factAt('FollowUpSet', 4, { by: ANNA, dueAt: minute(DAY), note }))
		dated()
			.after(5, set({ dueAt: minute(2 * DAY) }))
			.thenState({ followUp: { by: ANNA, dueAt: minute(2 * DAY) }, turn: { who: 'customer' } })
	})
	it('takes the turn when its date comes, once, and stays until somebody clears it', () => {
		expect(caseDueAt(dated().state)).toBe(minute(DAY))
		dated()
			.when(tend, DAY - 1)
			.thenNothing()
		const due = dated().after(DAY, tend)
		due.thenState({ turn: { who: 'ours' }, followUp: { dueAt: minute(DAY), isDue: true } })
		due.when(tend, DAY + 1).thenNothing()
		expect(caseDueAt(due.state)).toBeUndefined()
		due.after(DAY + 1, clear).thenWithout('followUp')
	})
	it('is not cleared by what the customer writes', () =>
		dated()
			.and(message(2, 9))
			.thenState({ followUp: { dueAt: minute(DAY) } }))
	it('ends with the case', () => {
		dated().when(close(), 5).thenFacts('CaseClosed', 'FollowUpCleared')
		dated().after(5, close()).thenWithout('followUp')
	})
	it('that is not there does not come due', () => givenCase().happens(factAt('FollowUpDue', 3)).thenUnchanged())
})
