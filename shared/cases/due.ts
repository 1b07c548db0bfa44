import { type Instant, MINUTE, plus } from '#shared/kernel/clock.ts'
import { type CaseState, currentRequest, type Effect } from './state.ts'

/** An effect that was queued or started and has no end after this long is looked after by the sweep. */
export const EFFECT_OVERDUE = 5 * MINUTE

export const effectDueAt = (effect: Effect): Instant | undefined => {
	if (effect.status === 'queued' || effect.status === 'started') {
		const leavesAt = effect.reply?.leavesAt ?? effect.since
		return plus(leavesAt > effect.since ? leavesAt : effect.since, EFFECT_OVERDUE)
	}
	return effect.status === 'deferred' ? effect.until : undefined
}

/**
 * When somebody must look at a case without being called: the earliest of an effect without an end, the end of the
 * others' turn, a request's expiry, an erasure. Undefined: nothing is due. It is the key of the sparse index `due`.
 */
export const dueAt = (state: CaseState): Instant | undefined => {
	const request = currentRequest(state)
	const candidates: readonly (Instant | undefined)[] = [
		...state.effects.map(effectDueAt),
		state.state === 'open' && state.turn.who !== 'ours' ? state.turn.until : undefined,
		state.state === 'open' && request?.status === 'open' ? request.expiresAt : undefined,
		state.eraseAt,
	]
	return candidates.filter((instant) => instant !== undefined).sort()[0]
}
