import type { Instant } from '#shared/kernel/clock.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact } from '../facts.ts'
import type { AgentKey, NoteKey } from '../keys.ts'
import { wrongDate } from '../promises/decide.ts'
import type { CaseState } from '../state.ts'
import { followUpAt } from './state.ts'

/** When one of us wants to see a case again. What the customer writes meanwhile changes nothing about it. */

export type FollowUpsCommand =
	| {
			readonly kind: 'setFollowUp'
			readonly by: AgentKey
			readonly dueAt: Instant
			readonly note?: NoteKey | undefined
	  }
	| { readonly kind: 'clearFollowUp'; readonly by: AgentKey }
	/** Its date may have come. */
	| { readonly kind: 'tendFollowUp' }

export const followUpsRefusals = {
	setFollowUp: ['dueInPast', 'dueTooFar', ...CLAIM_REFUSALS],
	clearFollowUp: ['noFollowUp', ...CLAIM_REFUSALS],
	tendFollowUp: [],
} as const

export const followUpsDeciders: Deciders<FollowUpsCommand, typeof followUpsRefusals> = {
	setFollowUp: (state, { by, dueAt, note }, now) => {
		const wrong = wrongDate(dueAt, now)
		return wrong === undefined
			? withClaim(state, by, now, fact('FollowUpSet', now, { by, dueAt, note }))
			: refuse(wrong)
	},
	clearFollowUp: (state, { by }, now) =>
		state.followUp === undefined
			? refuse('noFollowUp')
			: withClaim(state, by, now, fact('FollowUpCleared', now, { by, why: 'done' })),
	tendFollowUp: (state, _, now) => {
		const dueAt = followUpAt(state)
		return dueAt !== undefined && dueAt <= now ? accept(fact('FollowUpDue', now)) : accept()
	},
}

/** Returns what follows from something that happened: who closes a case does not want to see it again. */
export const followUpAfter = (state: CaseState, { kind, at }: Fact): readonly Fact[] =>
	kind === 'CaseClosed' && state.followUp !== undefined ? [fact('FollowUpCleared', at, { why: 'closed' })] : []
