import type { CaseState } from './state.ts'

/** Makes it our turn: somebody of the team must act. */
export const ours = (state: CaseState): CaseState => ({ ...state, turn: { who: 'ours' } })
