import type { FactOf } from './facts.ts'
import type { EffectId } from './keys.ts'
import type { CaseState, Effect } from './state.ts'

/** What is to be sent for a case, from the fact that asks for it to its end. Pure, part of `evolve`. */

/** Finished effects kept in the head, so that a repeated job finds its end without reading the facts. */
const FINISHED_EFFECTS_KEPT = 10

export const hasEnded = ({ status }: Effect): boolean => ['sent', 'failed', 'unknown', 'withdrawn'].includes(status)

/** An answer whose fate is not known waits for a person, so it is never forgotten. */
const mayBeForgotten = (effect: Effect): boolean =>
	hasEnded(effect) && !(effect.purpose === 'reply' && effect.status === 'unknown')

export const queueEffect = (state: CaseState, effect: Effect): CaseState => {
	const finished = state.effects.filter(mayBeForgotten)
	const dropped = new Set(finished.slice(0, Math.max(0, finished.length - FINISHED_EFFECTS_KEPT)))
	return { ...state, effects: [...state.effects.filter((candidate) => !dropped.has(candidate)), effect] }
}

export const changeEffect = (state: CaseState, effect: EffectId, change: Partial<Effect>): CaseState => ({
	...state,
	effects: state.effects.map((candidate) => (candidate.effect === effect ? { ...candidate, ...change } : candidate)),
})

/** An effect as it begins. */
export const queued = (
	fact: { readonly effect: EffectId; readonly at: string },
	details: Omit<Effect, 'effect' | 'status' | 'attempt' | 'since'>,
): Effect => ({ ...details, effect: fact.effect, status: 'queued', attempt: 0, since: fact.at })

export const messageEffect = (
	fact: FactOf<'DataRequested' | 'RequestResent' | 'InvitationQueued' | 'NoticeQueued'>,
	purpose: Effect['purpose'],
): Effect => queued(fact, { purpose, via: fact.network, request: fact.request, message: fact.message })
