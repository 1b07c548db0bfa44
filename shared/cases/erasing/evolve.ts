import type { Evolvers } from '../evolvers.ts'
import { withWaiting } from '../messages/evolve.ts'
import { NOBODY } from '../messages/waiting.ts'
import { ours } from '../turn.ts'
import type { ErasingFact } from './facts.ts'

export const erasingEvolvers: Evolvers<ErasingFact> = {
	PersonErasureProposed: (state, { at, by }) => ({ ...state, personErasure: { state: 'proposed', at, by } }),
	PersonErasureDemanded: (state, { at, by, confirmedBy }) => ({
		...state,
		personErasure: { state: 'demanded', at, by, confirmedBy },
	}),
	PersonErasureWithdrawn: ({ personErasure: _, ...state }) => state,
	PersonErasureBegun: (state, { at }) => ({ ...state, personErasure: { state: 'begun', at } }),
	/** Nobody is left who waits for an answer; whether the matter is done is for an agent to say. */
	PersonErased: (state, { at }) => ({
		...ours(withWaiting(state, NOBODY)),
		settledVersion: state.version + 1,
		nativeAnswers: [],
		sentReplies: state.sentReplies.map((one) => ({ ...one, answered: NOBODY })),
		exposures: [],
		/** Erased with all that was sent to this case. */
		parkedMails: [],
		signals: [],
		/** A danger ends only with what was done, and names nobody. */
		dangers: state.dangers.map((one) => ({ ...one, messages: [] })),
		/** Whoever writes from there is new to us. */
		netiquette: [],
		personErasure: { state: 'done', at },
	}),
}
