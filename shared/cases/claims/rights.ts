import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { AgentKey } from '../keys.ts'
import type { CaseState } from '../state.ts'

/** Who has a case, and what that lets them do: what gives a right is never what its bearer alone did. */

/** A claim that nobody renews by writing is free again after this. */
const CLAIM_LAPSES_AFTER = 20 * MINUTE

/** Tells whether a claim still holds at `now`. */
export const isClaimFresh = (claim: { readonly at: Instant }, now: Instant): boolean =>
	addMilliseconds(claim.at, CLAIM_LAPSES_AFTER) > now

/** Returns the agent who holds a claim that is still fresh at `now`. */
export const claimer = (state: CaseState, now: Instant): AgentKey | undefined =>
	state.claim !== undefined && isClaimFresh(state.claim, now) ? state.claim.by : undefined

/** Tells whether another agent holds the claim: nobody but them acts on the case while they do. */
export const isHeldByOther = (state: CaseState, by: AgentKey, now: Instant): boolean => {
	const holder = claimer(state, now)
	return holder !== undefined && holder !== by
}

/** Returns who else has the case: its owner, then who holds the claim. A deputy stands in for the owner and has none. */
export const othersWhoHave = (state: CaseState, by: AgentKey, now: Instant): readonly AgentKey[] => {
	const having = [state.owner, claimer(state, now)].filter((key) => key !== undefined && key !== by)
	return [...new Set(having)].filter((key) => key !== undefined)
}

/**
 * Tells whether what an agent does to the ownership goes over somebody else's head. Never for the owner, who hands on what
 * is theirs, nor for a deputy, whom somebody else made one.
 */
export const isOverOthers = (state: CaseState, by: AgentKey, now: Instant): boolean =>
	state.owner !== by && state.deputy !== by && othersWhoHave(state, by, now).length > 0

/** Tells whether an agent owns a case that they did not take over by themself. */
export const ownsLawfully = (state: CaseState, agent: AgentKey): boolean =>
	state.owner === agent && state.tookOver !== agent

/**
 * Tells whether an agent may end a case that holds what the customer gave: from then on the time runs after which that is
 * erased. As who may read it, and whoever finds the case free; nobody over somebody else's head.
 */
export const mayEndWithData = (state: CaseState, agent: AgentKey, now: Instant): boolean =>
	mayReadData(state, agent, now) ||
	(state.tookOver !== agent && othersWhoHave(state, agent, now).length === 0 && claimer(state, now) !== agent)

/**
 * Tells whether an agent may read and erase what the customer gave: as owner, as deputy, or by a claim on a case that was
 * nobody else's. Who took the case over by themself, a lead too, may not until somebody else's act hands it to them.
 */
export const mayReadData = (state: CaseState, agent: AgentKey, now: Instant): boolean => {
	if (state.tookOver === agent) return false
	if (state.owner === agent || state.deputy === agent) return true
	return claimer(state, now) === agent && state.claim?.isOver !== true
}
