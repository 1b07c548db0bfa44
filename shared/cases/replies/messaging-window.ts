import { addMilliseconds, DAY, HOUR, type Instant, SECOND } from '#shared/kernel/clock.ts'
import { isPrivateForm, type MessageForm } from '../codes.ts'
import type { ContactKey, MessageKey, SendId } from '../keys.ts'
import type { Network } from '../network.ts'
import { type Send, usesPrivateReply } from '../sends/send.ts'
import type { CaseState } from '../state.ts'
import { wayOfForm } from './ways.ts'

/**
 * When Meta takes a private message (NETWORKS.md 3.4), stated once: the decider, the sender and what the API shows all ask here. Messenger
 * and Instagram: any text for 24 hours after the customer's last private message, then what a person typed up to 7 days.
 * Else one private reply to what the customer wrote in public, where its form has one (ways.ts), and once ever.
 */

const STANDARD = 24 * HOUR
const HUMAN_AGENT = 7 * DAY

/**
 * How long before its end a window counts as closed for what is sent, in milliseconds: Meta judges by its own clock when
 * the call arrives, which may be the whole time-out of a call after we judged by ours.
 */
export const SENDING_MARGIN = 15 * SECOND

/** Who made the text: what a machine wrote may not leave under the rules for people. */
export type TypedBy = 'person' | 'system'

/** What the rule depends on. */
export type MessagingFacts = {
	readonly network: Exclude<Network, 'x'>
	/** The customer's last private message to this account, by the network's time. */
	readonly lastHeardAt?: Instant | undefined
	/** The message that is answered: a private one was heard, too; a public one may have its private reply. */
	readonly answered?: { readonly form: MessageForm; readonly sentAt: Instant } | undefined
	/** The one private reply to the answered message has left, or another send is about to be it. */
	readonly isReplyUsed?: boolean | undefined
	readonly typedBy: TypedBy
}

/** `until`: the network's own end, in UTC with milliseconds. */
export type MessagingWindow = { readonly kind: 'standard' | 'humanAgent' | 'privateReply'; readonly until: Instant }

/** `never`: the customer opened no window; `used`: the one private reply has left; `over`: a window was open once. */
export type MessagingOutcome =
	| { readonly outcome: 'open'; readonly window: MessagingWindow }
	| { readonly outcome: 'closed'; readonly reason: 'never' | 'used' | 'over' }

const heardAt = ({ lastHeardAt, answered }: MessagingFacts): Instant | undefined =>
	[lastHeardAt, answered !== undefined && isPrivateForm(answered.form) ? answered.sentAt : undefined]
		.filter((at) => at !== undefined)
		.toSorted((a, b) => Date.parse(a) - Date.parse(b))
		.at(-1)

/** Returns the end of the one private reply to the answered message; undefined where its form has none. */
const replyEnd = ({ network, answered }: MessagingFacts): Instant | undefined => {
	if (answered === undefined) return undefined
	const way = wayOfForm(network, answered.form).private
	return way.by === 'privateReply' ? addMilliseconds(answered.sentAt, way.within) : undefined
}

const messengerWindows = (facts: MessagingFacts): readonly MessagingWindow[] => {
	const heard = heardAt(facts)
	if (heard === undefined) return []
	const standard: MessagingWindow = { kind: 'standard', until: addMilliseconds(heard, STANDARD) }
	if (facts.typedBy === 'system') return [standard]
	return [standard, { kind: 'humanAgent', until: addMilliseconds(heard, HUMAN_AGENT) }]
}

/** Returns every window the facts ever opened, in the order in which they are used, also those that are over. */
export const messagingWindows = (facts: MessagingFacts): readonly MessagingWindow[] => {
	const until = replyEnd(facts)
	if (until === undefined || facts.isReplyUsed === true) return messengerWindows(facts)
	return [...messengerWindows(facts), { kind: 'privateReply', until }]
}

/** Tells whether a window is open at `now` and stays so for `margin` milliseconds. */
export const isWindowOpen = ({ until }: MessagingWindow, now: Instant, margin: number): boolean =>
	Date.parse(now) + margin < Date.parse(until)

const closedReason = (facts: MessagingFacts): 'never' | 'used' | 'over' => {
	if (replyEnd(facts) !== undefined) return facts.isReplyUsed === true ? 'used' : 'over'
	return heardAt(facts) === undefined ? 'never' : 'over'
}

/**
 * Returns the window by which a private message on one of Meta's networks leaves at `now`, if one stays open for `margin`
 * milliseconds; else why there is none.
 */
export const messagingWindow = (facts: MessagingFacts, now: Instant, margin: number): MessagingOutcome => {
	const window = messagingWindows(facts).find((one) => isWindowOpen(one, now, margin))
	return window === undefined ? { outcome: 'closed', reason: closedReason(facts) } : { outcome: 'open', window }
}

/** Its one private reply may have left, or may leave yet; one that left is in `repliedPrivately`. */
const mayLeave = ({ status }: Send): boolean => ['queued', 'deferred', 'started', 'unknown'].includes(status.kind)

/** The sends that were asked for before this one; all where it is none of them. */
const sendsBefore = ({ sends }: CaseState, id: SendId | undefined): readonly Send[] => {
	const index = sends.findIndex((send) => send.id === id)
	return index === -1 ? sends : sends.slice(0, index)
}

/**
 * Returns what a case knows that bears on a private message to a contact, in answer to a message. Of two sends that would
 * both be the one private reply the first one is: `send` is the one that is about to leave, if it is in the case yet.
 */
export const contactFactsOf = (
	state: CaseState,
	contact: ContactKey | undefined,
	message: MessageKey | undefined,
	send?: SendId,
): Pick<MessagingFacts, 'lastHeardAt' | 'isReplyUsed'> => ({
	lastHeardAt: state.reach.find((one) => one.contact === contact)?.private?.sentAt,
	isReplyUsed:
		message !== undefined &&
		(state.repliedPrivately.includes(message) ||
			sendsBefore(state, send).some((one) => usesPrivateReply(one) && one.message === message && mayLeave(one))),
})
