import type { Evolvers } from '../evolvers.ts'
import type { StepId } from '../keys.ts'
import type { CaseState } from '../state.ts'
import type { NetiquetteFact } from './facts.ts'
import type { NetiquetteStep } from './state.ts'

/** More than any ladder has in 90 days. */
const STEPS_KEPT = 30

const withStatus = (state: CaseState, id: StepId, status: NetiquetteStep['status']): CaseState => ({
	...state,
	netiquette: state.netiquette.map((one) => (one.step === id ? { ...one, status } : one)),
})

export const netiquetteEvolvers: Evolvers<NetiquetteFact> = {
	/** A mute takes the place of the one before. */
	NetiquetteStepTaken: (state, { step, what, at, message, send, until }) => {
		const before = state.netiquette.map((one) =>
			what === 'muted' && one.what === 'muted' && one.status === 'stands' ? { ...one, status: 'ended' as const } : one,
		)
		const status = send === undefined ? ('stands' as const) : ('underWay' as const)
		const taken: NetiquetteStep = { step, what, at, message, send, until, status }
		return { ...state, netiquette: [...before, taken].slice(-STEPS_KEPT) }
	},
	NetiquetteStepUndone: (state, { step }) => withStatus(state, step, 'undone'),
	NetiquetteMuteEnded: (state, { step }) => withStatus(state, step, 'ended'),
}
