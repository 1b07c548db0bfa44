import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import { type CloseWhenSent, QUEUED_CLOSE_REFUSALS, queueClose } from '../closing/decide.ts'
import { hasSeenWaiting } from '../closing/matrix.ts'
import type { OverrideReason, ReplyPurpose, ReplyWarning } from '../codes.ts'
import { accept, acceptVisibly, type Deciders, type RefusedFor, refuse } from '../decision.ts'
import { isErasureBegun } from '../erasing/state.ts'
import { evolve } from '../evolve.ts'
import { fact } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { AgentKey, MessageKey, SendId } from '../keys.ts'
import { STEP_REFUSALS, stepObjection } from '../netiquette/state.ts'
import type { Network, Visibility } from '../network.ts'
import { type NewPromise, PROMISE_REFUSALS, promised } from '../promises/decide.ts'
import { hasEnded, isReply, isUnderWay } from '../sends/send.ts'
import { type CaseState, findSend } from '../state.ts'
import {
	CHANGE_REFUSALS,
	type CorrectReply,
	changeReply,
	type DeleteReply,
	findReply,
	type HideMessage,
	hiding,
	standingReply,
} from './change-reply.ts'
import type { MessagingWindow } from './messaging-window.ts'
import { type AnsweredMessage, confirmedMailbox, NO_WAY, type ReplyRules, reachBy } from './reply-target.ts'
import { isCorrectable } from './ways.ts'

/** Our answers: queued, taken back, corrected, deleted, and what we learn of them. */

/** A step that is said in an answer, of a message. */
type SaidStep = { readonly what: 'pointer' | 'warning'; readonly message: MessageKey }

export type Reply = {
	readonly kind: 'reply'
	readonly by: AgentKey
	readonly send: SendId
	/** The key of its content, which holds the text and the recipient as they were when the agent pressed send. */
	readonly reply: MessageKey
	readonly target:
		| { readonly visibility: 'mail' }
		| { readonly visibility: Visibility; readonly answered?: AnsweredMessage | undefined }
	readonly purpose: ReplyPurpose
	/** By when an interim answer says that we say more, or until when who is invited has time. */
	readonly until?: Instant | undefined
	readonly rules: ReplyRules
	readonly undoMilliseconds: number
	readonly isUrgent?: boolean | undefined
	readonly overrides: readonly { readonly warning: ReplyWarning; readonly reason: OverrideReason }[]
	/** What it promises: void if it does not leave. */
	readonly promise?: NewPromise | undefined
	/** What of its words is a step about the customer's tone. Of the purpose `netiquette` it is a pointer by itself. */
	readonly netiquette?: SaidStep | undefined
	/** Closes the case when it was sent, if nothing comes in between. */
	readonly closing?: Omit<CloseWhenSent, 'by'> | undefined
}
/** Why an answer cannot leave, whoever asks for it. */
export const QUEUE_REFUSALS = ['noConfirmedAddress', ...NO_WAY, ...PROMISE_REFUSALS, ...STEP_REFUSALS] as const

export type RepliesCommand =
	| Reply
	| { readonly kind: 'withdrawReply'; readonly by: AgentKey; readonly reply: MessageKey }
	| { readonly kind: 'resolveReply'; readonly by: AgentKey; readonly reply: MessageKey; readonly arrived: boolean }
	| CorrectReply
	| DeleteReply
	| HideMessage
	/** `send`: the send of ours that it is; without one somebody wrote in the network's own app. */
	| {
			readonly kind: 'recordOwnContent'
			readonly message: MessageKey
			readonly network: Network
			readonly visibility: Visibility
			readonly sentAt: Instant
			readonly send?: SendId | undefined
	  }
	/** `seenVersion`: the last version whose words its author was shown, 0 for none. */
	| {
			readonly kind: 'confirmNativeAnswer'
			readonly by: AgentKey
			readonly message: MessageKey
			readonly seenVersion: number
			/** Its author ended so many waits alone a short while ago that a colleague must say it. */
			readonly isRapid?: boolean | undefined
	  }
	| {
			readonly kind: 'answeredByHand'
			readonly by: AgentKey
			readonly seenVersion: number
			readonly isRapid?: boolean | undefined
	  }
	| {
			readonly kind: 'recordReplyBounce'
			readonly send: SendId
			readonly reason: FactOf<'ReplyBounced'>['reason']
	  }

export const repliesRefusals = {
	reply: [...QUEUE_REFUSALS, ...QUEUED_CLOSE_REFUSALS, ...CLAIM_REFUSALS],
	withdrawReply: ['replyUnknown', 'replySent', 'sendUnderWay', ...CLAIM_REFUSALS],
	resolveReply: ['replyUnknown', 'replyNotInDoubt'],
	correctReply: ['noCorrections', ...CHANGE_REFUSALS],
	deleteReply: CHANGE_REFUSALS,
	hideMessage: ['sendUnderWay'],
	recordOwnContent: [],
	confirmNativeAnswer: ['replyUnknown', 'notRead', 'colleagueNeeded', ...CLAIM_REFUSALS],
	answeredByHand: ['nothingToAnswer', 'notRead', 'colleagueNeeded', ...CLAIM_REFUSALS],
	recordReplyBounce: [],
} as const

type Target = FactOf<'ReplyQueued'>['to']

/** Where it goes, frozen when the agent presses send; or why it cannot. Windows count when it leaves. */
const targetOf = (
	state: CaseState,
	{ target, rules }: Reply,
	leavesAt: Instant,
):
	| { readonly to: Target; readonly window?: MessagingWindow | undefined }
	| RefusedFor<(typeof QUEUE_REFUSALS)[number]> => {
	if (target.visibility === 'mail') {
		const request = confirmedMailbox(state)
		return request === undefined
			? refuse('noConfirmedAddress')
			: { to: { via: 'mail', visibility: 'private', request: request.id } }
	}
	const { answered, visibility } = target
	if (answered === undefined) return refuse('noMessageToAnswer')
	const reached = reachBy(state, answered, visibility, rules, leavesAt)
	if (reached.outcome === 'refused') return refuse(reached.refusal)
	const { network, message, contact } = answered
	return { to: { via: network, visibility, message, contact }, window: reached.window }
}

/** The step that an answer says: no pointer leaves of which the ladder does not know. */
const saidIn = (
	state: CaseState,
	{ purpose, netiquette, target }: Reply,
): SaidStep | 'noMessageToAnswer' | undefined => {
	if (netiquette !== undefined || purpose !== 'netiquette') return netiquette
	const answered = target.visibility === 'mail' ? undefined : target.answered
	const message = answered?.message ?? state.lastMessage?.message
	return message === undefined ? 'noMessageToAnswer' : { what: 'pointer', message }
}

/** Takes the step along that an answer says, under a key made of its send's. */
const saidStep = (
	state: CaseState,
	reply: Reply,
	now: Instant,
): readonly Fact[] | (typeof STEP_REFUSALS)[number] | 'noMessageToAnswer' => {
	const said = saidIn(state, reply)
	if (said === undefined) return []
	if (said === 'noMessageToAnswer') return said
	const { by, send } = reply
	const step = `step_${send.slice('send_'.length)}` as const
	return stepObjection(state, said, now) ?? [fact('NetiquetteStepTaken', now, { by, step, ...said, send })]
}

type Queued = {
	readonly outcome: 'queued'
	/** It is queued, and what it promises is made with it. */
	readonly queued: readonly Fact[]
	readonly window?: MessagingWindow | undefined
}

/** Queues an answer, whoever has the case; or tells why it cannot leave. */
export const queueReply = (
	state: CaseState,
	command: Reply,
	now: Instant,
): Queued | RefusedFor<(typeof QUEUE_REFUSALS)[number]> => {
	const { by, send, reply: key, purpose, until, undoMilliseconds, isUrgent, overrides, promise } = command
	if (isErasureBegun(state)) return refuse('personErased')
	const leavesAt = addMilliseconds(now, undoMilliseconds)
	const targeted = targetOf(state, command, leavesAt)
	if ('outcome' in targeted) return targeted
	const queued = fact('ReplyQueued', now, {
		by,
		send,
		reply: key,
		to: targeted.to,
		purpose,
		until,
		leavesAt,
		isUrgent: isUrgent === true ? isUrgent : undefined,
		overrides: overrides.length === 0 ? undefined : [...overrides],
	})
	const made = promised(state, promise, { by, from: 'reply', send }, now)
	if (typeof made === 'string') return { ...refuse(made), window: targeted.window }
	const said = saidStep(state, command, now)
	if (typeof said === 'string') return { ...refuse(said), window: targeted.window }
	return { outcome: 'queued', queued: [queued, ...made, ...said], window: targeted.window }
}

export const repliesDeciders: Deciders<RepliesCommand, typeof repliesRefusals> = {
	reply: (state, command, now) => {
		const { by, closing } = command
		const queued = queueReply(state, command, now)
		if (queued.outcome === 'refused') return queued
		const { queued: facts, window } = queued
		if (closing === undefined) return { ...withClaim(state, by, now, ...facts), window }
		const closed = queueClose(facts.reduce(evolve, state), { by, ...closing }, now)
		if (closed.outcome === 'refused') return { ...closed, window }
		return { ...withClaim(state, by, now, ...facts, ...closed.facts), window }
	},
	/** Legal while nothing is under way, whatever the clocks say: before any attempt, and while it waits for the next. */
	withdrawReply: (state, { by, reply }, now) => {
		const sought = findReply(state, reply)
		if (sought === undefined) return refuse('replyUnknown')
		if (sought.status.kind === 'withdrawn') return accept()
		if (sought.status.kind === 'sent') return refuse('replySent')
		if (isUnderWay(sought) || hasEnded(sought)) return refuse('sendUnderWay')
		const withdrawn = fact('ReplyWithdrawn', now, { by, send: sought.id })
		return sought.by === by ? accept(withdrawn) : withClaim(state, by, now, withdrawn)
	},
	/** A person looked at the network and says how a send ended that we could not follow. */
	resolveReply: (state, { by, reply, arrived }, now) => {
		const sought = findReply(state, reply)
		if (sought === undefined) return refuse('replyUnknown')
		if (sought.status.kind !== 'unknown') return refuse('replyNotInDoubt')
		if (arrived) return accept(fact('ReplySent', now, { send: sought.id, by }))
		return acceptVisibly(state, now, fact('ReplyFailed', now, { send: sought.id, by, reason: 'notSent' }))
	},
	correctReply: (state, command, now) => {
		const { by, send, reply: key, correction } = command
		const shown = standingReply(state, key)
		if ('outcome' in shown) return shown
		if (shown.via === 'mail' || !isCorrectable[shown.via]) return refuse('noCorrections')
		return changeReply(state, command, now, fact('ReplyCorrectionQueued', now, { by, send, reply: key, correction }))
	},
	deleteReply: (state, command, now) => {
		const { by, send, reply: key } = command
		const shown = standingReply(state, key)
		if ('outcome' in shown) return shown
		return changeReply(state, command, now, fact('ReplyDeletionQueued', now, { by, send, reply: key }))
	},
	hideMessage: hiding,
	/** What we learn of a post of ours: one of our answers is there, or somebody wrote in the network's own app. */
	recordOwnContent: (state, { message, network, visibility, sentAt, send: id }, now) => {
		if (id === undefined) {
			// What is written to a person who is being erased is not kept.
			if (isErasureBegun(state)) return accept()
			const isKnown = state.nativeAnswers.some((one) => one.message === message)
			return isKnown ? accept() : accept(fact('NativeAnswerSeen', now, { message, network, visibility, sentAt }))
		}
		const send = findSend(state, id)
		if (send === undefined) return accept()
		const ended = isReply(send) ? 'ReplySent' : 'SendSucceeded'
		const sent: Fact[] = send.status.kind === 'sent' ? [] : [fact(ended, now, { send: id, message })]
		const isConfirmed = !isReply(send) || send.confirmedAt !== undefined
		return accept(...sent, ...(isConfirmed ? [] : [fact('ReplyConfirmed', now, { send: id, message })]))
	},
	confirmNativeAnswer: (state, { by, message, seenVersion, isRapid }, now) => {
		if (!state.nativeAnswers.some((one) => one.message === message)) return refuse('replyUnknown')
		if (!hasSeenWaiting(state, seenVersion)) return refuse('notRead')
		if (isRapid === true) return refuse('colleagueNeeded')
		return withClaim(state, by, now, fact('NativeAnswerConfirmed', now, { by, message }))
	},
	answeredByHand: (state, { by, seenVersion, isRapid }, now) => {
		if (state.unanswered.count === 0) return refuse('nothingToAnswer')
		if (!hasSeenWaiting(state, seenVersion)) return refuse('notRead')
		if (isRapid === true) return refuse('colleagueNeeded')
		return withClaim(state, by, now, fact('AnsweredByHand', now, { by }))
	},
	/** A mail that SES took came back. */
	recordReplyBounce: (state, { send, reason }, now) => {
		const isOurs = findSend(state, send)?.purpose === 'reply' && !state.bouncedReplies.includes(send)
		return isOurs ? acceptVisibly(state, now, fact('ReplyBounced', now, { send, reason })) : accept()
	},
}
