import type { Evolvers } from '../evolvers.ts'
import type { ClaimsFact } from './facts.ts'

export const claimsEvolvers: Evolvers<ClaimsFact> = {
	CaseClaimed: (state, { by, at }) => ({ ...state, claim: { by, at }, owner: state.owner ?? by }),
	/** Lets go of the agent's own: another agent's claim stays when the owner releases. */
	CaseReleased: (state, { by }) => ({
		...state,
		claim: state.claim?.by === by ? undefined : state.claim,
		owner: state.owner === by ? undefined : state.owner,
	}),
	CaseAssigned: (state, { owner, deputy }) => ({ ...state, owner, deputy }),
	NoteWritten: (state) => state,
}
