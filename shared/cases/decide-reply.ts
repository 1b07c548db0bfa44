import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import type { CommandOf } from './commands.ts'
import { withClaim } from './decide-claim.ts'
import { accept, acceptVisibly, type DecisionOn, refuse } from './decision.ts'
import { fact } from './fact.ts'
import type { Fact, FactOf } from './facts.ts'
import type { MessagingWindow } from './messaging-window.ts'
import { confirmedMailbox, reachBy } from './reply-target.ts'
import { hasEnded, isReply, type ReplySend } from './send.ts'
import { type CaseState, findSend } from './state.ts'

type Target = FactOf<'ReplyQueued'>['to']

/** Where it goes, frozen when the agent presses send; or why it cannot. Windows count when it leaves. */
const targetOf = (
	state: CaseState,
	{ target, rules }: CommandOf<'reply'>,
	leavesAt: Instant,
): { readonly to: Target; readonly window?: MessagingWindow | undefined } | DecisionOn<'reply'> => {
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

export const decideReply = (state: CaseState, command: CommandOf<'reply'>, now: Instant): DecisionOn<'reply'> => {
	const { by, send, reply: key, purpose, undoMilliseconds, isUrgent, overrides } = command
	if (state.personErasure !== undefined) return refuse('personErased')
	const leavesAt = addMilliseconds(now, undoMilliseconds)
	const targeted = targetOf(state, command, leavesAt)
	if ('outcome' in targeted) return targeted
	const decision = withClaim(
		state,
		by,
		now,
		fact('ReplyQueued', now, {
			by,
			send,
			reply: key,
			to: targeted.to,
			purpose,
			leavesAt,
			isUrgent: isUrgent === true ? isUrgent : undefined,
			overrides: overrides.length === 0 ? undefined : [...overrides],
		}),
	)
	return { ...decision, window: targeted.window }
}

const findReply = (state: CaseState, key: string): ReplySend | undefined =>
	state.sends.filter(isReply).find(({ contentId }) => contentId === key)

/** Legal until `SendStarted` and never afterwards, whatever the clocks say. */
export const decideWithdrawReply = (
	state: CaseState,
	command: CommandOf<'withdrawReply'>,
	now: Instant,
): DecisionOn<'withdrawReply'> => {
	const sought = findReply(state, command.reply)
	if (sought === undefined) return refuse('replyUnknown')
	if (sought.status.kind === 'withdrawn') return accept()
	if (sought.attempt > 0 || hasEnded(sought)) return refuse('sendUnderWay')
	const withdrawn = fact('ReplyWithdrawn', now, { by: command.by, send: sought.id })
	return sought.by === command.by ? accept(withdrawn) : withClaim(state, command.by, now, withdrawn)
}

/** A person looked at the network and says how a send ended that we could not follow. */
export const decideResolveReply = (
	state: CaseState,
	command: CommandOf<'resolveReply'>,
	now: Instant,
): DecisionOn<'resolveReply'> => {
	const sought = findReply(state, command.reply)
	if (sought === undefined) return refuse('replyUnknown')
	if (sought.status.kind !== 'unknown') return refuse('replyNotInDoubt')
	const { by, arrived } = command
	const ended: Fact = arrived
		? fact('ReplySent', now, { send: sought.id, by })
		: fact('ReplyFailed', now, { send: sought.id, by, reason: 'notSent' })
	return arrived ? accept(ended) : acceptVisibly(state, now, ended)
}

/** An answer of ours that stands in public: nothing else can be changed. */
const standingReply = (state: CaseState, key: string) => {
	const sent = state.sentReplies.find(({ contentId }) => contentId === key)
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
	const isUnderWay = state.sends.some((one) => 'reply' in one && one.reply === key && !hasEnded(one))
	return isUnderWay ? refuse('sendUnderWay') : withClaim(state, by, now, fact)
}

export const decideCorrectReply = (
	state: CaseState,
	command: CommandOf<'correctReply'>,
	now: Instant,
): DecisionOn<'correctReply'> => {
	const { by, send, reply: key, correction } = command
	const shown = standingReply(state, key)
	if ('outcome' in shown) return shown
	if (shown.via !== 'facebook') return refuse('noCorrections')
	return changeReply(state, command, now, fact('ReplyCorrectionQueued', now, { by, send, reply: key, correction }))
}

export const decideDeleteReply = (
	state: CaseState,
	command: CommandOf<'deleteReply'>,
	now: Instant,
): DecisionOn<'deleteReply'> => {
	const { by, send, reply: key } = command
	const shown = standingReply(state, key)
	if ('outcome' in shown) return shown
	return changeReply(state, command, now, fact('ReplyDeletionQueued', now, { by, send, reply: key }))
}

export const decideHideMessage = (
	state: CaseState,
	command: CommandOf<'hideMessage'>,
	now: Instant,
): DecisionOn<'hideMessage'> => {
	const { by, send, message, network, isHidden } = command
	const isUnderWay = state.sends.some(
		(one) => (one.purpose === 'hide' || one.purpose === 'unhide') && one.message === message && !hasEnded(one),
	)
	if (isUnderWay) return refuse('sendUnderWay')
	return accept(fact('HideQueued', now, { by, send, message, network, isHidden }))
}

/** What we heard of a post of ours: that one of our answers is there, or that somebody wrote in the network's own app. */
export const decideRecordOwnContent = (
	state: CaseState,
	command: CommandOf<'recordOwnContent'>,
	now: Instant,
): DecisionOn<'recordOwnContent'> => {
	const { message, network, visibility, sentAt, send: id } = command
	if (id === undefined) {
		// What is written to a person who is being erased is not kept.
		if (state.personErasure !== undefined) return accept()
		const isKnown = state.nativeAnswers.some((one) => one.message === message)
		return isKnown ? accept() : accept(fact('NativeAnswerSeen', now, { message, network, visibility, sentAt }))
	}
	const send = findSend(state, id)
	if (send === undefined) return accept()
	const sent: Fact[] =
		send.status.kind === 'sent'
			? []
			: [
					!isReply(send)
						? fact('SendSucceeded', now, { send: id, message })
						: fact('ReplySent', now, { send: id, message }),
				]
	const isConfirmed = !isReply(send) || send.confirmedAt !== undefined
	return accept(...sent, ...(isConfirmed ? [] : [fact('ReplyConfirmed', now, { send: id, message })]))
}

export const decideConfirmNativeAnswer = (
	state: CaseState,
	{ by, message }: CommandOf<'confirmNativeAnswer'>,
	now: Instant,
): DecisionOn<'confirmNativeAnswer'> =>
	state.nativeAnswers.some((one) => one.message === message)
		? withClaim(state, by, now, fact('NativeAnswerConfirmed', now, { by, message }))
		: refuse('replyUnknown')

export const decideAnsweredByHand = (
	state: CaseState,
	{ by }: CommandOf<'answeredByHand'>,
	now: Instant,
): DecisionOn<'answeredByHand'> =>
	state.unanswered.count === 0
		? refuse('nothingToAnswer')
		: withClaim(state, by, now, fact('AnsweredByHand', now, { by }))

/** A mail that SES took came back. */
export const decideRecordReplyBounce = (
	state: CaseState,
	command: CommandOf<'recordReplyBounce'>,
	now: Instant,
): DecisionOn<'recordReplyBounce'> => {
	const { send, reason } = command
	const isOurs = findSend(state, send)?.purpose === 'reply' && !state.bouncedReplies.includes(send)
	return isOurs ? acceptVisibly(state, now, fact('ReplyBounced', now, { send, reason })) : accept()
}
