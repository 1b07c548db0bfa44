import type { Instant } from '#shared/kernel/clock.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact } from '../facts.ts'
import type { AgentKey, MessageKey, SendId } from '../keys.ts'
import type { Network } from '../network.ts'
import { hasEnded, isReply, isUnderWay, type ReplySend, type Send } from '../sends/send.ts'
import type { CaseState } from '../state.ts'

/** What becomes of what stands on a network: an answer of ours is corrected or deleted, a message of theirs hidden. */

export type CorrectReply = {
	readonly kind: 'correctReply'
	readonly by: AgentKey
	readonly send: SendId
	readonly reply: MessageKey
	readonly correction: MessageKey
}
export type DeleteReply = {
	readonly kind: 'deleteReply'
	readonly by: AgentKey
	readonly send: SendId
	readonly reply: MessageKey
}

export type HideMessage = {
	readonly kind: 'hideMessage'
	readonly by: AgentKey
	readonly send: SendId
	readonly message: MessageKey
	readonly network: Network
	readonly isHidden: boolean
}

/** A change of an answer that stands in public. */
export const CHANGE_REFUSALS = [
	'replyUnknown',
	'replyNotSent',
	'replyDeleted',
	'replyPrivate',
	'sendUnderWay',
	...CLAIM_REFUSALS,
] as const

/** Finds the send of an answer by the key of its content. */
export const findReply = (state: CaseState, key: string): ReplySend | undefined =>
	state.sends.filter(isReply).find(({ contentId }) => contentId === key)

/** Returns the answer of ours that stands in public, or why it cannot be changed: nothing else can. */
export const standingReply = (state: CaseState, key: string) => {
	const sent = state.sentReplies.find(({ contentId }) => contentId === key)
	if (sent === undefined) return refuse(findReply(state, key) === undefined ? 'replyUnknown' : 'replyNotSent')
	if (sent.isDeleted === true) return refuse('replyDeleted')
	return sent.visibility === 'public' ? sent : refuse('replyPrivate')
}

/** Takes back what was asked for before and is not under way: the newer word holds. */
const takenBack = (sends: readonly Send[], now: Instant): readonly Fact[] =>
	sends.map(({ id }) => fact('SendFailed', now, { send: id, reason: 'withdrawn' }))

/**
 * Allows one change of an answer at a time: a newer one takes the place of a correction that has not begun. Of what is
 * ours to mend nothing stands for good because its case was closed: a correction leaves it so, without the answer it opens.
 */
export const changeReply = (
	state: CaseState,
	{ kind, by, reply: key }: CorrectReply | DeleteReply,
	now: Instant,
	change: Fact,
): Decision<(typeof CHANGE_REFUSALS)[number]> => {
	const open = state.sends.filter((one) => 'reply' in one && one.reply === key && !hasEnded(one))
	if (kind === 'deleteReply' && open.some(({ purpose }) => purpose === 'deletion')) return accept()
	if (open.some((one) => one.purpose === 'deletion' || isUnderWay(one))) return refuse('sendUnderWay')
	const facts = [...takenBack(open, now), change]
	if (state.state === 'closed' && kind === 'correctReply') return accept(...facts)
	if (state.state === 'closed') return accept(fact('CaseReopened', now), fact('CaseClaimed', now, { by }), ...facts)
	return withClaim(state, by, now, ...facts)
}

/** Hides a message, or shows it again. */
export const hiding = (
	{ sends }: CaseState,
	{ by, send, message, network, isHidden }: Omit<HideMessage, 'kind'>,
	now: Instant,
): Decision<'sendUnderWay'> => {
	const open = sends.find(
		(one) => (one.purpose === 'hide' || one.purpose === 'unhide') && one.message === message && !hasEnded(one),
	)
	if (open === undefined) return accept(fact('HideQueued', now, { by, send, message, network, isHidden }))
	if ((open.purpose === 'hide') === isHidden) return accept()
	// What is not under way is taken back, and all is as before.
	return isUnderWay(open) ? refuse('sendUnderWay') : accept(...takenBack([open], now))
}
