import type { Instant } from '#shared/kernel/clock.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import type { CaseOutcome } from '../codes.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { erasureBeginsAt } from '../erasing/state.ts'
import { fact } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { AgentKey } from '../keys.ts'
import { currentRequest } from '../state.ts'

/** The end of a case, and of what runs out by itself. */

export type ClosingCommand =
	| { readonly kind: 'lapse' }
	| {
			readonly kind: 'close'
			readonly by: AgentKey
			readonly outcome: CaseOutcome
			readonly unansweredReason?: FactOf<'CaseClosed'>['unansweredReason'] | undefined
			readonly eraseAt: Instant
	  }

export const closingRefusals = {
	lapse: [],
	close: ['unansweredReasonNeeded', ...CLAIM_REFUSALS],
} as const

export const closingDeciders: Deciders<ClosingCommand, typeof closingRefusals> = {
	/** Ends one thing that is over at `now`: the time to withdraw an erasure first, then the request, then the others' turn. */
	lapse: (state, _, now) => {
		const beginsAt = erasureBeginsAt(state)
		if (beginsAt !== undefined && beginsAt <= now) return accept(fact('PersonErasureBegun', now))
		if (state.state === 'closed') return accept()
		const request = currentRequest(state)
		if (request?.status === 'open' && request.expiresAt <= now)
			return accept(fact('RequestExpired', now, { request: request.id }))
		if (state.turn.who !== 'ours' && state.turn.until <= now) return accept(fact('TurnLapsed', now))
		return accept()
	},
	close: (state, { by, outcome, unansweredReason, eraseAt }, now) => {
		if (state.unanswered.count > 0 && unansweredReason === undefined) return refuse('unansweredReasonNeeded')
		const request = currentRequest(state)
		const revoked: Fact[] = request?.status === 'open' ? [fact('RequestRevoked', now, { by, request: request.id })] : []
		const closed = fact('CaseClosed', now, { by, outcome, unansweredReason, eraseAt })
		return withClaim(state, by, now, ...revoked, closed)
	},
}
