import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { answeredOutside, triedAgain } from '../closing/evolve.ts'
import type { ReplyPurpose } from '../codes.ts'
import type { Evolvers } from '../evolvers.ts'
import type { FactOf } from '../facts.ts'
import { waitingOf, withWaiting } from '../messages/evolve.ts'
import type { Waiting } from '../messages/state.ts'
import { answeredOf, joinWaiting, NOBODY, waitersAfter, waitingInBoth } from '../messages/waiting.ts'
import { changeReplies, enterStatus, queued, queueSend } from '../sends/queue.ts'
import { type DeletionSend, type ReplySend, type Send, usesPrivateReply } from '../sends/send.ts'
import { type CaseState, findSend } from '../state.ts'
import { ours } from '../turn.ts'
import type { RepliesFact } from './facts.ts'

/** What our answers do to a case (README.md, "What an answer answers"). */

/** After an answer it is the customer's turn for so long; then somebody looks whether the matter is done. */
const CUSTOMER_MAY_TAKE = 7 * DAY
const SENT_REPLIES_KEPT = 20
const NATIVE_ANSWERS_KEPT = 5
const PRIVATE_REPLIES_KEPT = 50
const BOUNCES_KEPT = 20

/** The customer's turn, unless they wait: for what was not answered yet, or since they wrote in the meantime. */
const handOver = (state: CaseState, at: Instant): CaseState =>
	state.state === 'open' && state.unanswered.count === 0 && state.waitingSince === undefined
		? { ...state, turn: { who: 'customer', until: addMilliseconds(at, CUSTOMER_MAY_TAKE) } }
		: state

/**
 * An answer that is there answers what its author saw: who came later waits on, unless something else answered them. Among
 * so many that some are only counted, the answer whose author saw more decides.
 */
const settle = (state: CaseState, seenVersion: number, later: Waiting): CaseState => {
	const now = waitingOf(state)
	const left = waitingInBoth(now, later) ?? (seenVersion > state.settledVersion ? later : now)
	return { ...withWaiting(state, left), settledVersion: Math.max(state.settledVersion, seenVersion) }
}

/** Keeps our turn after an interim answer, with the date by which more is owed; plain where somebody still waits. */
const keepTurn = (state: CaseState, dueAt: Instant | undefined): CaseState =>
	state.state === 'open' && state.unanswered.count === 0 && dueAt !== undefined
		? { ...state, turn: { who: 'ours', dueAt } }
		: state

/** Hands the turn over to whom was invited, for the time they were given, if nothing came after its author looked. */
const invite = (
	state: CaseState,
	later: { readonly count: number },
	until: Instant | undefined,
	at: Instant,
): CaseState =>
	later.count === 0 && state.state === 'open' && until !== undefined && until > at
		? { ...state, turn: { who: 'customer', until } }
		: state

/** What each purpose does to a case once it was sent: which of them answer, whose turn it is then, which of them ask. */
const SENT: Readonly<
	Record<
		ReplyPurpose,
		{
			/** It answers what its author saw. */
			readonly answers: boolean
			/** It asks the customer for something, or may. */
			readonly asks: boolean
			readonly turn: (state: CaseState, reply: ReplySend, at: Instant) => CaseState
		}
	>
> = {
	answer: { answers: true, asks: true, turn: (state, _, at) => handOver(state, at) },
	interim: { answers: true, asks: false, turn: (state, { until }) => keepTurn(state, until) },
	invitation: { answers: false, asks: true, turn: (state, { later, until }, at) => invite(state, later, until, at) },
	/** A word about tone is never a reason to lose a request from sight. */
	netiquette: { answers: false, asks: false, turn: (state) => state },
}

/** Marks the one private reply of what was answered in private as used, whatever its network makes of it. */
export const usePrivateReply = (state: CaseState, send: Send): CaseState => {
	return usesPrivateReply(send)
		? { ...state, repliedPrivately: [...state.repliedPrivately, send.message].slice(-PRIVATE_REPLIES_KEPT) }
		: state
}

const sentReply = (state: CaseState, fact: FactOf<'ReplySent'>): CaseState => {
	const reply = findSend(state, fact.send)
	if (reply?.purpose !== 'reply') return state
	const { contentId, via, visibility, replyPurpose, later, seenVersion } = reply
	const { answers: isAnswer, asks, turn } = SENT[replyPurpose]
	const before = waitingOf(state)
	const left = usePrivateReply(enterStatus(state, fact.send, { kind: 'sent' }, fact.at), reply)
	const sent = asks && later.count === 0 ? triedAgain(left, fact.at) : left
	const answers = turn(isAnswer ? settle(sent, seenVersion, later) : sent, reply, fact.at)
	const answered = answeredOf(before, waitingOf(answers))
	const standing = { contentId, send: fact.send, via, visibility, purpose: replyPurpose, answered }
	return { ...answers, sentReplies: [...state.sentReplies, standing].slice(-SENT_REPLIES_KEPT) }
}

/** Marks an answer as deleted. Its messages wait again, unless a newer answer stands, which answers them from now on. */
export const deletedReply = (state: CaseState, { reply }: DeletionSend): CaseState => {
	const index = state.sentReplies.findIndex(({ contentId }) => contentId === reply)
	const deleted = state.sentReplies[index]
	if (deleted === undefined) return state
	const newer = state.sentReplies
		.slice(index + 1)
		.find(({ purpose, isDeleted }) => SENT[purpose].answers && isDeleted !== true)
	const sentReplies = state.sentReplies.map((one) => {
		if (one === deleted) return { ...one, answered: NOBODY, isDeleted: true as const }
		return one === newer ? { ...one, answered: joinWaiting(one.answered, deleted.answered) } : one
	})
	const after = { ...state, sentReplies }
	if (newer !== undefined || deleted.answered.count === 0) return after
	return ours(withWaiting(after, joinWaiting(waitingOf(state), deleted.answered)))
}

/** Queues a correction or a deletion of an answer that left by a network. */
const queueChange = (state: CaseState, fact: FactOf<'ReplyCorrectionQueued' | 'ReplyDeletionQueued'>): CaseState => {
	const { kind, reply } = fact
	const via = state.sentReplies.find(({ contentId }) => contentId === reply)?.via
	if (via === undefined || via === 'mail') return state
	const change = { ...queued(fact), via, reply }
	return kind === 'ReplyDeletionQueued'
		? queueSend(state, { ...change, purpose: 'deletion' })
		: queueSend(state, { ...change, purpose: 'correction', contentId: fact.correction })
}

export const repliesEvolvers: Evolvers<RepliesFact> = {
	ReplyQueued: (state, fact) =>
		queueSend(state, {
			...queued(fact),
			...fact.to,
			purpose: 'reply',
			contentId: fact.reply,
			by: fact.by,
			replyPurpose: fact.purpose,
			until: fact.until,
			leavesAt: fact.leavesAt,
			isUrgent: fact.isUrgent,
			seenVersion: state.version,
			later: NOBODY,
		}),
	ReplyWithdrawn: (state, { send, at }) => enterStatus(state, send, { kind: 'withdrawn' }, at),
	ReplySent: sentReply,
	ReplyFailed: (state, { send, reason, at }) => ours(enterStatus(state, send, { kind: 'failed', failure: reason }, at)),
	ReplyUnknown: (state, { send, at }) => ours(enterStatus(state, send, { kind: 'unknown' }, at)),
	ReplyConfirmed: (state, { send, at }) =>
		changeReplies(state, (reply) => (reply.id === send ? { ...reply, confirmedAt: at } : reply)),
	ReplyBounced: (state, { send }) =>
		ours({ ...state, bouncedReplies: [...state.bouncedReplies, send].slice(-BOUNCES_KEPT) }),
	ReplyCorrectionQueued: queueChange,
	ReplyDeletionQueued: queueChange,
	HideQueued: (state, fact) => {
		const { isHidden, network: via, message } = fact
		return queueSend(state, { ...queued(fact), purpose: isHidden ? 'hide' : 'unhide', via, message })
	},
	/** Answers what was written before it, if an agent says so; until then nobody is taken from the queue. */
	NativeAnswerSeen: (state, { message, sentAt }) => {
		const seen = { message, sentAt, later: waitersAfter(waitingOf(state), sentAt) }
		return { ...state, nativeAnswers: [...state.nativeAnswers, seen].slice(-NATIVE_ANSWERS_KEPT) }
	},
	NativeAnswerConfirmed: (state, { message, at }) => {
		const native = state.nativeAnswers.find((one) => one.message === message)
		if (native === undefined) return state
		const nativeAnswers = state.nativeAnswers.filter((one) => one !== native)
		const left = waitingInBoth(waitingOf(state), native.later) ?? native.later
		const answered = { ...withWaiting(state, left), nativeAnswers, settledVersion: state.version }
		// It proves an answer only to what it answered: whoever wrote after it waits on.
		return handOver(left.count === 0 ? answeredOutside(answered) : answered, at)
	},
	AnsweredByHand: (state, { at }) =>
		handOver({ ...withWaiting(state, NOBODY), nativeAnswers: [], settledVersion: state.version }, at),
}
