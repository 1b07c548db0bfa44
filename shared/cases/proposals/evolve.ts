import type { Evolvers } from '../evolvers.ts'
import type { CaseState } from '../state.ts'
import type { ProposalsFact } from './facts.ts'

/** Authors whose proposals a case keeps: more than ever learn at one case. */
const PROPOSALS_KEPT = 20

const without = (state: CaseState, { proposal }: { readonly proposal: string }): CaseState => ({
	...state,
	proposals: state.proposals.filter((one) => one.proposal !== proposal),
})

export const proposalsEvolvers: Evolvers<ProposalsFact> = {
	/** A newer one takes the place of its author's last. It answers nothing, and moves no turn. */
	ReplyProposed: (state, { by, proposal, at }) => {
		const others = state.proposals.filter((one) => one.by !== by)
		const proposed = { proposal, by, at, seenVersion: state.version }
		return { ...state, proposals: [...others, proposed].slice(-PROPOSALS_KEPT) }
	},
	ReplyReleased: without,
	ReplyReturned: without,
}
