import type { Instant } from '#shared/kernel/clock.ts'
import type { SendFailure, WaitReason } from '../codes.ts'
import { accept, acceptVisibly, type Deciders, type Decision, refuse } from '../decision.ts'
import { isErasureBegun } from '../erasing/state.ts'
import { fact } from '../fact.ts'
import type { Fact } from '../facts.ts'
import type { MessageKey, SendId } from '../keys.ts'
import { wayOfForm } from '../replies/ways.ts'
import { type CaseState, findRequest, findSend } from '../state.ts'
import { hasEnded, isReply, PURPOSES, type Send } from './send.ts'

/** How what is to be sent fares, as its sender tells. */

type OpenEnd = {
	readonly send: SendId
	/** The attempt that came to this; one that another has replaced says nothing. */
	readonly attempt: number
}

type Failure = OpenEnd & {
	readonly kind: 'recordFailure'
	readonly reason: SendFailure
	/** The key of the invitation that follows when a private message cannot be had. */
	readonly invitation: SendId
}

export type SendsCommand =
	/** `after` is the last attempt its sender saw: of two senders only one gets to start the next. */
	| { readonly kind: 'startSend'; readonly send: SendId; readonly after: number }
	| { readonly kind: 'recordSent'; readonly send: SendId; readonly message?: MessageKey | undefined }
	| Failure
	| (OpenEnd & { readonly kind: 'recordUnknown' })
	| (OpenEnd & { readonly kind: 'deferSend'; readonly until: Instant; readonly reason: WaitReason })

export const sendsRefusals = {
	startSend: ['sendUnknown', 'sendEnded', 'sendUnderWay', 'undoRunning'],
	recordSent: ['sendUnknown'],
	recordFailure: ['sendUnknown'],
	recordUnknown: ['sendUnknown'],
	deferSend: ['sendUnknown'],
} as const

const failed = ({ id: send, purpose }: Send, reason: SendFailure, now: Instant): Fact =>
	purpose === 'reply' ? fact('ReplyFailed', now, { send, reason }) : fact('SendFailed', now, { send, reason })

/** What belongs to a request that has ended is not sent any more, nor is anything to a person who is to be erased. */
const isObsolete = (state: CaseState, send: Send): boolean => {
	const { endsWith } = PURPOSES[send.purpose]
	if (endsWith === undefined) return false
	if (isErasureBegun(state)) return true
	return endsWith === 'request' && 'request' in send && findRequest(state, send.request)?.status !== 'open'
}

/** What an attempt came to, unless the send has ended or another attempt has taken its place: then it says nothing. */
const onAttempt = (
	state: CaseState,
	{ send: id, attempt }: OpenEnd,
	decideFor: (send: Send) => Decision<never>,
): Decision<'sendUnknown'> => {
	const send = findSend(state, id)
	if (send === undefined) return refuse('sendUnknown')
	return send.status.kind === 'started' && send.attempt === attempt ? decideFor(send) : accept()
}

/** The private message could not be had at all. */
const CLOSED: readonly SendFailure[] = ['recipientClosed', 'windowClosed', 'neverOpen', 'privateReplyUsed']

/** Who cannot be reached in private is invited where they wrote, if we may answer there in public. */
const invitationAfter = (state: CaseState, send: Send, command: Failure, now: Instant): readonly Fact[] => {
	if (send.purpose !== 'requestMessage' || !CLOSED.includes(command.reason)) return []
	const request = findRequest(state, send.request)
	const { lastMessage } = state
	if (lastMessage?.message !== send.message || request?.status !== 'open') return []
	const { message, network, form } = lastMessage
	if (wayOfForm(network, form).public.by === 'none') return []
	return [fact('InvitationQueued', now, { request: request.id, send: command.invitation, message, network })]
}

/** Something that somebody relies on, perhaps so much that they closed the case. */
const isReliedOn = ({ purpose }: Send): boolean =>
	purpose === 'reply' || purpose === 'correction' || purpose === 'deletion'

export const sendsDeciders: Deciders<SendsCommand, typeof sendsRefusals> = {
	/**
	 * Starts the next attempt, for the one sender that saw the last. Withdrawing is legal until then and never after; an
	 * answer does not leave before its time to undo is over.
	 */
	startSend: (state, { send: id, after }, now) => {
		const send = findSend(state, id)
		if (send === undefined) return refuse('sendUnknown')
		if (hasEnded(send)) return refuse('sendEnded')
		if (send.attempt !== after) return refuse('sendUnderWay')
		if (isReply(send) && send.leavesAt > now) return refuse('undoRunning')
		if (isObsolete(state, send)) return accept(failed(send, 'withdrawn', now))
		return accept(fact('SendStarted', now, { send: id, attempt: send.attempt + 1 }))
	},
	/** That it left is true whatever was believed before, and is said once. */
	recordSent: (state, { send: id, message }, now) => {
		const send = findSend(state, id)
		if (send === undefined) return refuse('sendUnknown')
		if (send.status.kind === 'sent') return accept()
		if (isReply(send)) return accept(fact('ReplySent', now, { send: id, message }))
		const succeeded = fact('SendSucceeded', now, { send: id, message })
		// Without the answer its messages wait again, and nobody may wait in a closed case.
		return send.purpose === 'deletion' ? acceptVisibly(state, now, succeeded) : accept(succeeded)
	},
	recordFailure: (state, command, now) =>
		onAttempt(state, command, (send) => {
			const facts = [failed(send, command.reason, now), ...invitationAfter(state, send, command, now)]
			return isReliedOn(send) && command.reason !== 'withdrawn' ? acceptVisibly(state, now, ...facts) : accept(...facts)
		}),
	recordUnknown: (state, command, now) =>
		onAttempt(state, command, (send) => {
			const unknown = fact(isReply(send) ? 'ReplyUnknown' : 'SendUnknown', now, { send: send.id })
			return isReliedOn(send) ? acceptVisibly(state, now, unknown) : accept(unknown)
		}),
	/** Waits for something that says when it ends: after an attempt that certainly did not arrive, or before there was any. */
	deferSend: (state, { send: id, attempt, until, reason }, now) => {
		const send = findSend(state, id)
		if (send === undefined) return refuse('sendUnknown')
		if (hasEnded(send) || send.attempt !== attempt) return accept()
		return accept(fact('SendDeferred', now, { send: id, until, reason }))
	},
}
