import { type Instant, plus } from '#shared/kernel/clock.ts'
import type { CommandOf } from './commands.ts'
import { withClaim } from './decide-claim.ts'
import { accept, acceptVisibly, type DecisionOn, refuse } from './decision.ts'
import { hasEnded } from './evolve-effects.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import type { MessagingWindow } from './messaging-window.ts'
import { confirmedMailbox, reachBy } from './reply-target.ts'
import { type CaseState, type Effect, findEffect } from './state.ts'

type ReplyQueued = Extract<Fact, { kind: 'ReplyQueued' }>

type Place = Pick<ReplyQueued, 'via' | 'visibility' | 'message' | 'contact' | 'request'>

/** Where it goes, frozen when the agent presses send; or why it cannot. Windows count when it leaves. */
const placeOf = (
	state: CaseState,
	{ target, rules }: CommandOf<'reply'>,
	leavesAt: Instant,
): { readonly place: Place; readonly window?: MessagingWindow | undefined } | DecisionOn<'reply'> => {
	if (target.visibility === 'mail') {
		const request = confirmedMailbox(state)
		return request === undefined
			? refuse('noConfirmedAddress')
			: { place: { via: 'mail', visibility: 'private', request: request.request } }
	}
	const { answered, visibility } = target
	if (answered === undefined) return refuse('noMessageToAnswer')
	const reached = reachBy(state, answered, visibility, rules, leavesAt)
	if (reached.outcome === 'refused') return refuse(reached.refusal)
	const { network, message, contact } = answered
	return { place: { via: network, visibility, message, contact }, window: reached.window }
}

export const reply = (state: CaseState, command: CommandOf<'reply'>, now: Instant): DecisionOn<'reply'> => {
	const { by, effect, reply: words, purpose, undoMilliseconds, isUrgent, overrides } = command
	if (state.personErasure !== undefined) return refuse('personErased')
	const leavesAt = plus(now, undoMilliseconds)
	const placed = placeOf(state, command, leavesAt)
	if ('outcome' in placed) return placed
	const decision = withClaim(
		state,
		by,
		now,
		fact('ReplyQueued', now, {
			by,
			effect,
			reply: words,
			...placed.place,
			purpose,
			leavesAt,
			isUrgent: isUrgent === true ? isUrgent : undefined,
			overrides: overrides.length === 0 ? undefined : [...overrides],
		}),
	)
	return { ...decision, window: placed.window }
}

const findReply = (state: CaseState, reply: string): Effect | undefined =>
	state.effects.find((one) => one.reply?.reply === reply)

/** Legal until `SendStarted` and never afterwards, whatever the clocks say. */
export const withdrawReply = (
	state: CaseState,
	command: CommandOf<'withdrawReply'>,
	now: Instant,
): DecisionOn<'withdrawReply'> => {
	const effect = findReply(state, command.reply)
	if (effect === undefined) return refuse('replyUnknown')
	if (effect.status === 'withdrawn') return accept()
	if (effect.attempt > 0 || hasEnded(effect)) return refuse('sendUnderWay')
	const withdrawn = fact('ReplyWithdrawn', now, { by: command.by, effect: effect.effect })
	return effect.reply?.by === command.by ? accept(withdrawn) : withClaim(state, command.by, now, withdrawn)
}

/** A person looked at the network and says how a send ended that we could not follow. */
export const resolveReply = (
	state: CaseState,
	command: CommandOf<'resolveReply'>,
	now: Instant,
): DecisionOn<'resolveReply'> => {
	const effect = findReply(state, command.reply)
	if (effect === undefined) return refuse('replyUnknown')
	if (effect.status !== 'unknown') return refuse('replyNotInDoubt')
	const { by, arrived } = command
	const ended: Fact = arrived
		? fact('ReplySent', now, { effect: effect.effect, by })
		: fact('ReplyFailed', now, { effect: effect.effect, by, reason: 'notSent' })
	return arrived ? accept(ended) : acceptVisibly(state, now, ended)
}

/** An answer of ours that stands in public: nothing else can be changed. */
const standingReply = (state: CaseState, key: string) => {
	const sent = state.sentReplies.find(({ reply: one }) => one === key)
	if (sent === undefined) return refuse(findReply(state, key) === undefined ? 'replyUnknown' : 'replyNotSent')
	if (sent.isDeleted === true) return refuse('replyDeleted')
	return sent.visibility === 'public' ? sent : refuse('replyPrivate')
}

/** One change of an answer at a time. */
const changeReply = (
	state: CaseState,
	{ by, reply: key }: CommandOf<'correctReply' | 'deleteReply'>,
	now: Instant,
	fact: Fact,
): DecisionOn<'deleteReply'> => {
	const isUnderWay = state.effects.some((one) => one.message === key && !hasEnded(one))
	return isUnderWay ? refuse('sendUnderWay') : withClaim(state, by, now, fact)
}

export const correctReply = (
	state: CaseState,
	command: CommandOf<'correctReply'>,
	now: Instant,
): DecisionOn<'correctReply'> => {
	const { by, effect, reply: key, words } = command
	const standing = standingReply(state, key)
	if ('outcome' in standing) return standing
	if (standing.via !== 'facebook') return refuse('noCorrections')
	return changeReply(state, command, now, fact('ReplyCorrectionQueued', now, { by, effect, reply: key, words }))
}

export const deleteReply = (
	state: CaseState,
	command: CommandOf<'deleteReply'>,
	now: Instant,
): DecisionOn<'deleteReply'> => {
	const { by, effect, reply: key } = command
	const standing = standingReply(state, key)
	if ('outcome' in standing) return standing
	return changeReply(state, command, now, fact('ReplyDeletionQueued', now, { by, effect, reply: key }))
}

export const hideMessage = (
	state: CaseState,
	command: CommandOf<'hideMessage'>,
	now: Instant,
): DecisionOn<'hideMessage'> => {
	const { by, effect, message, network, isHidden } = command
	const isUnderWay = state.effects.some(
		(one) => one.message === message && (one.purpose === 'hide' || one.purpose === 'unhide') && !hasEnded(one),
	)
	if (isUnderWay) return refuse('sendUnderWay')
	return accept(fact('HideQueued', now, { by, effect, message, network, isHidden }))
}

/** What we heard of a post of ours: that one of our answers is there, or that somebody wrote in the network's own app. */
export const recordOwnContent = (
	state: CaseState,
	command: CommandOf<'recordOwnContent'>,
	now: Instant,
): DecisionOn<'recordOwnContent'> => {
	const { message, network, visibility, sentAt, effect: id } = command
	if (id === undefined) {
		// What is written to a person who is being erased is not kept.
		if (state.personErasure !== undefined) return accept()
		const isKnown = state.nativeAnswers.some((one) => one.message === message)
		return isKnown ? accept() : accept(fact('NativeAnswerSeen', now, { message, network, visibility, sentAt }))
	}
	const effect = findEffect(state, id)
	if (effect === undefined) return accept()
	const sent: Fact[] =
		effect.status === 'sent'
			? []
			: [
					effect.reply === undefined
						? fact('SendSucceeded', now, { effect: id, message })
						: fact('ReplySent', now, { effect: id, message }),
				]
	const isConfirmed = effect.reply === undefined || effect.reply.confirmedAt !== undefined
	return accept(...sent, ...(isConfirmed ? [] : [fact('ReplyConfirmed', now, { effect: id, message })]))
}

export const confirmNativeAnswer = (
	state: CaseState,
	{ by, message }: CommandOf<'confirmNativeAnswer'>,
	now: Instant,
): DecisionOn<'confirmNativeAnswer'> =>
	state.nativeAnswers.some((one) => one.message === message)
		? withClaim(state, by, now, fact('NativeAnswerConfirmed', now, { by, message }))
		: refuse('replyUnknown')

export const answeredByHand = (
	state: CaseState,
	{ by }: CommandOf<'answeredByHand'>,
	now: Instant,
): DecisionOn<'answeredByHand'> =>
	state.unanswered.count === 0
		? refuse('nothingToAnswer')
		: withClaim(state, by, now, fact('AnsweredByHand', now, { by }))

/** A mail that SES took came back. */
export const recordReplyBounce = (
	state: CaseState,
	command: CommandOf<'recordReplyBounce'>,
	now: Instant,
): DecisionOn<'recordReplyBounce'> => {
	const { effect, reason } = command
	const isOurs = findEffect(state, effect)?.purpose === 'reply' && !state.bouncedReplies.includes(effect)
	return isOurs ? acceptVisibly(state, now, fact('ReplyBounced', now, { effect, reason })) : accept()
}
