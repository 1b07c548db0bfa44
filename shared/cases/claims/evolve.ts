import type { Instant } from '#shared/kernel/clock.ts'
import type { Evolvers } from '../evolvers.ts'
import type { AgentKey } from '../keys.ts'
import type { CaseState } from '../state.ts'
import type { ClaimsFact } from './facts.ts'
import { isOverOthers } from './rights.ts'

/**
 * The case after an agent set or freed its ownership. Whoever took it over before may be entrusted with it again from now
 * on, and no longer is the deputy that they made themself; only their own acts change nothing for them.
 */
const disposedOf = (state: CaseState, by: AgentKey): CaseState => {
	const { tookOver } = state
	if (tookOver === undefined || tookOver === by) return state
	return { ...state, tookOver: undefined, deputy: state.deputy === tookOver ? undefined : state.deputy }
}

/** The same, of an act that may go over somebody else's head. */
const disposedOfOver = (state: CaseState, by: AgentKey, at: Instant): CaseState => {
	const after = disposedOf(state, by)
	return isOverOthers(state, by, at) ? { ...after, tookOver: by } : after
}

/** The claim, if one of these agents holds it. */
const claimOf = (state: CaseState, ...kept: readonly (AgentKey | undefined)[]): CaseState['claim'] =>
	kept.includes(state.claim?.by) ? state.claim : undefined

/** Returns since when a case waits for its owner, after a fact at `at`: our turn and another owner each begin it anew. */
export const awaitsOwnerSince = (before: CaseState, after: CaseState, at: Instant): Instant | undefined => {
	if (after.state === 'closed' || after.turn.who !== 'ours' || after.owner === undefined) return undefined
	return before.owner === after.owner ? (before.awaitsOwnerSince ?? at) : at
}

export const claimsEvolvers: Evolvers<ClaimsFact> = {
	CaseClaimed: (state, { by, at, isLearning }) => {
		if (isLearning === true) return { ...state, claim: { by, at, isOver: true, isLearning } }
		const { owner, deputy, tookOver } = state
		const isOver = tookOver === by || (owner !== undefined && owner !== by && deputy !== by)
		const claim = isOver ? { by, at, isOver } : { by, at }
		if (owner !== undefined) return { ...state, claim }
		const isBack = state.contactPerson === by
		const contactPerson = isBack ? undefined : state.contactPerson
		const fellBackAt = isBack ? undefined : state.fellBackAt
		return { ...disposedOf(state, by), claim, owner: by, contactPerson, fellBackAt }
	},
	/** Lets go of the agent's own: another agent's claim stays when the owner releases. */
	CaseReleased: (state, { by }) => {
		const left = { ...state, claim: state.claim?.by === by ? undefined : state.claim }
		return state.owner === by ? { ...disposedOf(left, by), owner: undefined } : left
	},
	/** A team gets it free; of an agent's claim nothing is left but the new owner's or the deputy's. */
	CaseAssigned: (state, { by, at, to }) => {
		const after = disposedOfOver(state, by, at)
		if (to.kind === 'team') return { ...after, owner: undefined, deputy: undefined, team: to.team, claim: undefined }
		const { owner, deputy } = to
		return {
			...after,
			owner,
			deputy,
			claim: claimOf(state, owner, deputy),
			contactPerson: undefined,
			fellBackAt: undefined,
		}
	},
	CaseTakenOver: (state, { by, at }) => {
		const after = disposedOfOver(state, by, at)
		const deputy = after.deputy === by ? undefined : after.deputy
		return { ...after, owner: by, deputy, claim: claimOf(state, by), contactPerson: undefined, fellBackAt: undefined }
	},
	/**
	 * Nobody's act, so it lifts no bar: whoever took the case over could else be absent on purpose. Who helps out in it goes
	 * on; the customer's contact person stays the one they know.
	 */
	CaseFellBack: (state, { from, to, at }) => ({
		...state,
		owner: to.kind === 'deputy' ? to.deputy : undefined,
		deputy: undefined,
		team: to.kind === 'team' ? to.team : state.team,
		claim: state.claim?.by === from ? undefined : state.claim,
		contactPerson: state.contactPerson ?? from,
		fellBackAt: at,
	}),
}
