import type { Instant } from '#shared/kernel/clock.ts'
import type { MessageForm } from '../codes.ts'
import type { ContactKey, MessageKey } from '../keys.ts'
import type { Reach } from '../messages/state.ts'
import type { Network, OutboundChannel, Visibility } from '../network.ts'
import type { DataRequest } from '../requests/state.ts'
import type { CaseState } from '../state.ts'
import { contactFactsOf, type MessagingWindow, messagingWindow, SENDING_MARGIN } from './messaging-window.ts'
import { wayOfForm } from './ways.ts'

/** Why no answer may leave: there is no channel for it. */
export const NO_WAY = ['noMessageToAnswer', 'windowClosed', 'neverOpen', 'privateReplyUsed', 'answerByHand'] as const
type NoWay = (typeof NO_WAY)[number]

/** The customer's message that an answer is written under, or whose author gets it. */
export type AnsweredMessage = {
	readonly message: MessageKey
	readonly contact: ContactKey
	readonly network: Network
	readonly visibility: Visibility
	readonly form: MessageForm
	readonly sentAt: Instant
	readonly isSummons?: true | undefined
}

/** Stage settings that bind what may be answered. */
export type ReplyRules = {
	/** X's self-serve tiers answer by API only who mentioned or quoted us (NETWORKS.md 2.8). */
	readonly xAnswersSummonsOnly: boolean
}

export type Targeted =
	/** `window`: by which it leaves, where its network knows an end. */
	| { readonly outcome: 'open'; readonly window?: MessagingWindow | undefined }
	| { readonly outcome: 'refused'; readonly refusal: NoWay }

const open = (window?: MessagingWindow): Targeted => ({ outcome: 'open', window })
const refused = (refusal: NoWay): Targeted => ({ outcome: 'refused', refusal })

const REFUSAL_OF = { never: 'neverOpen', used: 'privateReplyUsed', over: 'windowClosed' } as const

/** X knows no windows. */
const inPrivate = (state: CaseState, answered: AnsweredMessage, leavesAt: Instant): Targeted => {
	const { network, contact, message } = answered
	if (network === 'x') return open()
	const facts = { network, answered, typedBy: 'person', ...contactFactsOf(state, contact, message) } as const
	const found = messagingWindow(facts, leavesAt, SENDING_MARGIN)
	if (found.outcome === 'open') return open(found.window)
	return refused(REFUSAL_OF[found.reason])
}

/**
 * Tells whether an answer to a message may leave by its network at `leavesAt`: when it is sent, not when it is written, as
 * windows close in between. The sender asks the same rule at that moment, with the same margin.
 */
export const reachBy = (
	state: CaseState,
	answered: AnsweredMessage,
	visibility: Visibility,
	rules: ReplyRules,
	leavesAt: Instant,
): Targeted => {
	if (visibility === 'public') {
		if (answered.visibility !== 'public') return refused('noMessageToAnswer')
		const { network, form, isSummons } = answered
		const isNotCalled = network === 'x' && rules.xAnswersSummonsOnly && isSummons !== true
		return isNotCalled || wayOfForm(network, form).public.by === 'none' ? refused('answerByHand') : open()
	}
	return inPrivate(state, answered, leavesAt)
}

/** Returns the request whose data were submitted by a mailed link: submitting proves control of that mailbox. */
export const confirmedMailbox = (state: CaseState): DataRequest | undefined =>
	state.requests.findLast(({ submissions }) => submissions.some(({ assurance }) => assurance === 'controlsMailbox'))

/** A way in which the customer can be answered. */
export type PossibleAnswer = {
	readonly visibility: Visibility | 'mail'
	readonly channel: OutboundChannel
	readonly until?: Instant | undefined
}

const placesOf = (state: CaseState, reach: Reach, rules: ReplyRules, leavesAt: Instant): readonly PossibleAnswer[] => {
	const { contact, network, public: shown, private: heard } = reach
	const open = (visibility: Visibility, ref: Reach['public']): readonly PossibleAnswer[] => {
		if (ref === undefined) return []
		const reached = reachBy(state, { ...ref, contact }, visibility, rules, leavesAt)
		if (reached.outcome === 'refused') return []
		const until = reached.window?.until
		return [{ visibility, channel: network, until }]
	}
	return [...open('public', shown), ...open('private', heard ?? shown)]
}

/** Returns every answer that may leave at `leavesAt`: what an agent can do when one is refused. */
export const possibleAnswers = (state: CaseState, rules: ReplyRules, leavesAt: Instant): readonly PossibleAnswer[] => {
	const mail = confirmedMailbox(state)
	return [
		...state.reach.flatMap((reach) => placesOf(state, reach, rules, leavesAt)),
		...(mail === undefined ? [] : [{ visibility: 'mail', channel: 'mail' } as const]),
	]
}
