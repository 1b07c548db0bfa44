import type { Instant } from '#shared/kernel/clock.ts'
import type { CaseState } from './state.ts'

/** Makes it our turn: somebody of the team must act. The date that an interim answer named stays. */
export const ours = (state: CaseState): CaseState =>
	state.turn.who === 'ours' ? state : { ...state, turn: { who: 'ours' } }

/** Returns when the turn of an open case ends by itself, or what we said of it falls due. */
export const turnEndsAt = ({ state, turn }: Pick<CaseState, 'state' | 'turn'>): Instant | undefined => {
	if (state === 'closed') return undefined
	return turn.who === 'ours' ? turn.dueAt : turn.until
}
