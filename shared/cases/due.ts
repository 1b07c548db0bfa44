import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { erasureBeginsAt } from './erasing/state.ts'
import { followUpAt } from './followups/state.ts'
import { standingMute } from './netiquette/state.ts'
import { isReply, type Send } from './sends/send.ts'
import { type CaseState, currentRequest } from './state.ts'
import { turnEndsAt } from './turn.ts'

/** The sweep re-queues sends that are still queued or started after this. */
export const SEND_OVERDUE = 5 * MINUTE

export const sendDueAt = (send: Send): Instant | undefined => {
	const { status, since } = send
	if (status.kind === 'queued' || status.kind === 'started') {
		const leavesAt = isReply(send) ? send.leavesAt : since
		return addMilliseconds(leavesAt > since ? leavesAt : since, SEND_OVERDUE)
	}
	return status.kind === 'deferred' ? status.until : undefined
}

/**
 * Returns when somebody must look at a case without being called: the earliest of a send without an end, the end of
 * a turn, a request's expiry, an erasure of data or of the person, something that we promised, a date that one of us set, the end of
 * a mute.
 * Undefined: nothing is due. It is the key of the sparse index `due`.
 */
export const caseDueAt = (state: CaseState): Instant | undefined => {
	const request = currentRequest(state)
	const candidates: readonly (Instant | undefined)[] = [
		...state.sends.map(sendDueAt),
		turnEndsAt(state),
		state.state === 'open' && request?.status === 'open' ? request.expiresAt : undefined,
		state.eraseAt,
		erasureBeginsAt(state),
		...state.promises.map(({ nextAt }) => nextAt),
		state.state === 'open' ? followUpAt(state) : undefined,
		state.state === 'open' ? standingMute(state)?.until : undefined,
	]
	return candidates.filter((instant) => instant !== undefined).sort()[0]
}
