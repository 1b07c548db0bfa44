import { DAY, type Instant, plus } from '#shared/kernel/clock.ts'
import { changeEffect, queued, queueEffect } from './evolve-effects.ts'
import { waitingOf, withWaiting } from './evolve-messages.ts'
import type { FactOf } from './facts.ts'
import type { MessageKey } from './keys.ts'
import { type CaseState, type Effect, findEffect } from './state.ts'
import { ours } from './turn.ts'
import { answeredOf, joinWaiting, NOBODY, waitersAfter } from './waiting.ts'

/** What our answers do to a case (README.md, "What an answer answers"). Pure, part of `evolve`. */

/** After an answer it is the customer's turn for so long; then somebody looks whether the matter is done. */
const CUSTOMER_MAY_TAKE = 7 * DAY
const SENT_REPLIES_KEPT = 20
const NATIVE_ANSWERS_KEPT = 5
const PRIVATE_REPLIES_KEPT = 50

export const queueReply = (state: CaseState, fact: FactOf<'ReplyQueued'>): CaseState =>
	queueEffect(
		state,
		queued(fact, {
			purpose: 'reply',
			via: fact.via,
			message: fact.message,
			request: fact.request,
			reply: {
				reply: fact.reply,
				by: fact.by,
				visibility: fact.visibility,
				purpose: fact.purpose,
				contact: fact.contact,
				leavesAt: fact.leavesAt,
				isUrgent: fact.isUrgent,
				seenVersion: state.version,
				later: NOBODY,
			},
		}),
	)

/** The customer's turn, unless they wait: for what was not answered yet, or since they wrote in the meantime. */
const handOver = (state: CaseState, at: Instant): CaseState =>
	state.state === 'open' && state.unanswered.count === 0 && state.waitingSince === undefined
		? { ...state, turn: { who: 'customer', until: plus(at, CUSTOMER_MAY_TAKE) } }
		: state

/** An answer that is there answers what its author saw, once: an older one that ends later answers nothing more. */
const settle = (
	state: CaseState,
	seenVersion: number,
	later: CaseState['nativeAnswers'][number]['later'],
): CaseState =>
	seenVersion > state.settledVersion ? { ...withWaiting(state, later), settledVersion: seenVersion } : state

/** Pointers hand over the turn but answer nothing, and only if nothing came after their author looked. */
const pointTheWay = (state: CaseState, later: { readonly count: number }, at: Instant): CaseState =>
	later.count === 0 && state.state === 'open'
		? { ...state, turn: { who: 'customer', until: plus(at, CUSTOMER_MAY_TAKE) } }
		: state

/** A private answer to a public message used up its one private reply, whatever its network makes of it. */
const privatelyReplied = ({ reply, message }: Effect): readonly MessageKey[] =>
	reply?.visibility === 'private' && message !== undefined ? [message] : []

export const replySent = (state: CaseState, fact: FactOf<'ReplySent'>): CaseState => {
	const effect = findEffect(state, fact.effect)
	if (effect?.reply === undefined) return state
	const { reply, purpose, visibility, later, seenVersion } = effect.reply
	const before = waitingOf(state)
	const sent = changeEffect(state, fact.effect, { status: 'sent', since: fact.at })
	const answers =
		purpose === 'answer' ? handOver(settle(sent, seenVersion, later), fact.at) : pointTheWay(sent, later, fact.at)
	const answered = answeredOf(before, waitingOf(answers))
	const { repliedPrivately, sentReplies } = state
	return {
		...answers,
		sentReplies: [...sentReplies, { reply, effect: fact.effect, via: effect.via, visibility, answered }].slice(
			-SENT_REPLIES_KEPT,
		),
		repliedPrivately: [...repliedPrivately, ...privatelyReplied(effect)].slice(-PRIVATE_REPLIES_KEPT),
	}
}

/** Without the answer its messages wait again, unless something newer answers them. */
export const replyDeleted = (state: CaseState, effect: Effect): CaseState => {
	const index = state.sentReplies.findIndex(({ reply }) => reply === effect.message)
	const deleted = state.sentReplies[index]
	if (deleted === undefined) return state
	const isNewest = state.sentReplies.slice(index + 1).every(({ isDeleted }) => isDeleted === true)
	const marked = state.sentReplies.map((one) => (one === deleted ? { ...one, isDeleted: true as const } : one))
	const after = { ...state, sentReplies: marked }
	if (!isNewest || deleted.answered.count === 0) return after
	return ours(withWaiting(after, joinWaiting(waitingOf(state), deleted.answered)))
}

export const queueChange = (
	state: CaseState,
	fact: FactOf<'ReplyCorrectionQueued' | 'ReplyDeletionQueued'>,
): CaseState => {
	const sent = state.sentReplies.find(({ reply }) => reply === fact.reply)
	if (sent === undefined) return state
	const change =
		fact.kind === 'ReplyDeletionQueued'
			? ({ purpose: 'deletion' } as const)
			: ({ purpose: 'correction', words: fact.words } as const)
	return queueEffect(state, queued(fact, { ...change, via: sent.via, message: fact.reply }))
}

export const queueHide = (state: CaseState, fact: FactOf<'HideQueued'>): CaseState =>
	queueEffect(
		state,
		queued(fact, { purpose: fact.isHidden ? 'hide' : 'unhide', via: fact.network, message: fact.message }),
	)

/** It answers what was written before it, if an agent says so; until then nobody is taken from the queue. */
export const nativeAnswerSeen = (state: CaseState, { message, sentAt }: FactOf<'NativeAnswerSeen'>): CaseState => ({
	...state,
	nativeAnswers: [...state.nativeAnswers, { message, sentAt, later: waitersAfter(waitingOf(state), sentAt) }].slice(
		-NATIVE_ANSWERS_KEPT,
	),
})

export const nativeAnswerConfirmed = (
	state: CaseState,
	{ message, at }: FactOf<'NativeAnswerConfirmed'>,
): CaseState => {
	const native = state.nativeAnswers.find((one) => one.message === message)
	if (native === undefined) return state
	const nativeAnswers = state.nativeAnswers.filter((one) => one !== native)
	return handOver({ ...withWaiting(state, native.later), nativeAnswers, settledVersion: state.version }, at)
}

export const answeredByHand = (state: CaseState, { at }: FactOf<'AnsweredByHand'>): CaseState =>
	handOver({ ...withWaiting(state, NOBODY), nativeAnswers: [], settledVersion: state.version }, at)
