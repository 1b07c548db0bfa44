import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { CommandOf } from './commands.ts'
import { accept, type DecisionOn, refuse } from './decision.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import type { AgentKey } from './keys.ts'
import type { CaseState } from './state.ts'

/** Who works a case, and may act on it. Pure, part of `decide`. */

/** A claim that nobody renews by writing is free again after this. */
const CLAIM_LAPSES_AFTER = 20 * MINUTE
/** Writing renews a claim, but not with each letter. */
const RENEWED_AFTER = 5 * MINUTE

/** The agent who holds a claim that is still fresh at `now`. */
export const claimer = (state: CaseState, now: Instant): AgentKey | undefined =>
	state.claim !== undefined && addMilliseconds(state.claim.at, CLAIM_LAPSES_AFTER) > now ? state.claim.by : undefined

export const isHeldByOther = (state: CaseState, by: AgentKey, now: Instant): boolean => {
	const holder = claimer(state, now)
	return holder !== undefined && holder !== by
}

/** Owner, deputy and claimer work the case; nobody else reads what the customer gave. */
export const worksCase = (state: CaseState, agent: AgentKey, now: Instant): boolean =>
	[state.owner, state.deputy, claimer(state, now)].includes(agent)

/** The claim taken, or renewed where it is not quite fresh. */
const claimFacts = (state: CaseState, by: AgentKey, now: Instant): Fact[] => {
	const isFresh = claimer(state, now) === by && addMilliseconds(state.claim?.at ?? now, RENEWED_AFTER) > now
	return isFresh ? [] : [fact('CaseClaimed', now, { by })]
}

/** The facts of an agent's act on an open case that needs the claim: taken along where it is free. */
export const withClaim = (state: CaseState, by: AgentKey, now: Instant, ...facts: Fact[]): DecisionOn<'claim'> => {
	if (state.state === 'closed') return refuse('caseClosed')
	if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
	return accept(...claimFacts(state, by, now), ...facts)
}

/** Whoever writes keeps the case; writing alone takes nobody's. */
export const keepClaim = (state: CaseState, by: AgentKey, now: Instant): DecisionOn<'keepClaim'> =>
	claimer(state, now) === by ? accept(...claimFacts(state, by, now)) : accept()

export const decideClaim = (state: CaseState, { by }: CommandOf<'claim'>, now: Instant): DecisionOn<'claim'> => {
	if (state.state === 'closed') return refuse('caseClosed')
	if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
	return accept(fact('CaseClaimed', now, { by }))
}

export const decideRelease = (state: CaseState, { by }: CommandOf<'release'>, now: Instant): DecisionOn<'release'> =>
	claimer(state, now) === by || state.owner === by ? accept(fact('CaseReleased', now, { by })) : refuse('notYours')

export const decideAssign = (state: CaseState, command: CommandOf<'assign'>, now: Instant): DecisionOn<'assign'> => {
	const { by, owner, deputy } = command
	if (state.state === 'closed') return refuse('caseClosed')
	return accept(fact('CaseAssigned', now, { by, owner, deputy }))
}
