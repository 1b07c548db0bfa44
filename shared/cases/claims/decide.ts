import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { accept, type Deciders, type Decision, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact } from '../facts.ts'
import type { AgentKey, NoteKey } from '../keys.ts'
import type { CaseState } from '../state.ts'

/** Who works a case, and may act on it. */

export type ClaimsCommand =
	| { readonly kind: 'claim'; readonly by: AgentKey }
	| { readonly kind: 'release'; readonly by: AgentKey }
	| { readonly kind: 'assign'; readonly by: AgentKey; readonly owner: AgentKey; readonly deputy?: AgentKey | undefined }
	/** The holder of the claim is writing. */
	| { readonly kind: 'keepClaim'; readonly by: AgentKey }
	| { readonly kind: 'writeNote'; readonly by: AgentKey; readonly note: NoteKey }

/** Why an agent's act that needs the claim may be refused. */
export const CLAIM_REFUSALS = ['caseClosed', 'claimedByOther'] as const
type ClaimRefusal = (typeof CLAIM_REFUSALS)[number]

export const claimsRefusals = {
	claim: CLAIM_REFUSALS,
	release: ['notYours'],
	assign: ['caseClosed'],
	keepClaim: [],
	writeNote: [],
} as const

/** A claim that nobody renews by writing is free again after this. */
const CLAIM_LAPSES_AFTER = 20 * MINUTE
/** Writing renews a claim, but not with each letter. */
const RENEWED_AFTER = 5 * MINUTE

/** Returns the agent who holds a claim that is still fresh at `now`. */
export const claimer = (state: CaseState, now: Instant): AgentKey | undefined =>
	state.claim !== undefined && addMilliseconds(state.claim.at, CLAIM_LAPSES_AFTER) > now ? state.claim.by : undefined

export const isHeldByOther = (state: CaseState, by: AgentKey, now: Instant): boolean => {
	const holder = claimer(state, now)
	return holder !== undefined && holder !== by
}

/** Tells whether an agent works the case, as its owner, deputy or claimer; nobody else reads what the customer gave. */
export const worksCase = (state: CaseState, agent: AgentKey, now: Instant): boolean =>
	[state.owner, state.deputy, claimer(state, now)].includes(agent)

/** The claim taken, or renewed where it is not quite fresh. */
const claimFacts = (state: CaseState, by: AgentKey, now: Instant): Fact[] => {
	const isFresh = claimer(state, now) === by && addMilliseconds(state.claim?.at ?? now, RENEWED_AFTER) > now
	return isFresh ? [] : [fact('CaseClaimed', now, { by })]
}

/** Decides an agent's act on an open case that needs the claim: takes the claim along where it is free. */
export const withClaim = (state: CaseState, by: AgentKey, now: Instant, ...facts: Fact[]): Decision<ClaimRefusal> => {
	if (state.state === 'closed') return refuse('caseClosed')
	if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
	return accept(...claimFacts(state, by, now), ...facts)
}

export const claimsDeciders: Deciders<ClaimsCommand, typeof claimsRefusals> = {
	claim: (state, { by }, now) => {
		if (state.state === 'closed') return refuse('caseClosed')
		if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
		return accept(fact('CaseClaimed', now, { by }))
	},
	release: (state, { by }, now) =>
		claimer(state, now) === by || state.owner === by ? accept(fact('CaseReleased', now, { by })) : refuse('notYours'),
	assign: (state, { by, owner, deputy }, now) =>
		state.state === 'closed' ? refuse('caseClosed') : accept(fact('CaseAssigned', now, { by, owner, deputy })),
	/** Renews the agent's own claim. Never takes another agent's. */
	keepClaim: (state, { by }, now) => (claimer(state, now) === by ? accept(...claimFacts(state, by, now)) : accept()),
	writeNote: (_, { by, note }, now) => accept(fact('NoteWritten', now, { by, note })),
}
