import type { Instant } from '#shared/kernel/clock.ts'
import type { WaitReason } from '../codes.ts'
import type { FactOf } from '../facts.ts'
import type { SendId } from '../keys.ts'
import { stepsAfterSend } from '../netiquette/state.ts'
import type { CaseState } from '../state.ts'
import {
	hasEnded,
	isReply,
	type ReplySend,
	type RequestMessageSend,
	type Send,
	type SendCore,
	type SendStatus,
} from './send.ts'

/** What is to be sent for a case, from the fact that asks for it to its end. */

/** Finished sends kept in the head, so that a repeated job finds its end without reading the facts. */
const FINISHED_SENDS_KEPT = 10

/** An answer whose fate is not known waits for a person, so it is never forgotten. */
const mayBeForgotten = (send: Send): boolean => hasEnded(send) && !(isReply(send) && send.status.kind === 'unknown')

export const queueSend = (state: CaseState, send: Send): CaseState => {
	const finished = state.sends.filter(mayBeForgotten)
	const dropped = new Set(finished.slice(0, Math.max(0, finished.length - FINISHED_SENDS_KEPT)))
	return { ...state, sends: [...state.sends.filter((candidate) => !dropped.has(candidate)), send] }
}

/** Enters a status at `since`, with the number of its attempt where one is given. */
export const enterStatus = (
	state: CaseState,
	id: SendId,
	status: SendStatus,
	since: Instant,
	attempt?: number,
): CaseState => ({
	...state,
	netiquette: stepsAfterSend(state.netiquette, id, status),
	sends: state.sends.map((send) =>
		send.id === id ? { ...send, status, since, attempt: attempt ?? send.attempt } : send,
	),
})

/** Counts a wait against its cause, unless nothing was tried before it. */
export const countWait = (state: CaseState, id: SendId, reason: WaitReason): CaseState => ({
	...state,
	sends: state.sends.map((send) =>
		send.id === id && send.attempt > 0
			? { ...send, waits: { ...send.waits, [reason]: (send.waits[reason] ?? 0) + 1 } }
			: send,
	),
})

/** Takes a step on each answer that the case still knows. */
export const changeReplies = (state: CaseState, step: (reply: ReplySend) => ReplySend): CaseState => ({
	...state,
	sends: state.sends.map((send) => (isReply(send) ? step(send) : send)),
})

/** Begins a send: queued, no attempt yet. */
export const queued = ({ send, at }: { readonly send: SendId; readonly at: Instant }): SendCore => ({
	id: send,
	status: { kind: 'queued' },
	attempt: 0,
	since: at,
	askedAt: at,
	waits: {},
})

export const messageSend = (
	fact: FactOf<'DataRequested' | 'RequestResent' | 'InvitationQueued' | 'NoticeQueued'>,
	purpose: RequestMessageSend['purpose'],
): Send => ({ ...queued(fact), purpose, via: fact.network, request: fact.request, message: fact.message })
