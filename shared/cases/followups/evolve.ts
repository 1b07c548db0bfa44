import type { Evolvers } from '../evolvers.ts'
import { ours } from '../turn.ts'
import type { FollowUpsFact } from './facts.ts'

export const followUpsEvolvers: Evolvers<FollowUpsFact> = {
	/** Takes the place of an earlier one. */
	FollowUpSet: (state, { by, dueAt }) => ({ ...state, followUp: { by, dueAt } }),
	FollowUpDue: (state) =>
		state.followUp === undefined ? state : { ...ours(state), followUp: { ...state.followUp, isDue: true } },
	FollowUpCleared: ({ followUp: _, ...state }) => state,
}
