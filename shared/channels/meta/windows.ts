import { HUMAN_AGENT_WINDOW, MESSENGER_WINDOW, PRIVATE_REPLY_WINDOW } from '#shared/cases/answer-window.ts'
import { type Instant, SECOND } from '#shared/kernel/clock.ts'
import type { PrivateMessage, SendFailureReason } from '../channel.ts'

/**
 * So long before its end a window counts as closed: Meta judges by its own clock when the call arrives, which may be the
 * whole time-out of a call after we judged by ours.
 */
const SAFETY_MARGIN = 15 * SECOND

/** What a private reply names as its recipient. */
export type PublicAct = { readonly comment_id: string } | { readonly post_id: string }

/** How a private message may go out now, if at all. */
export type Way =
	| { readonly way: 'response' }
	| { readonly way: 'humanAgent' }
	| { readonly way: 'privateReply'; readonly recipient: PublicAct }
	| { readonly way: 'closed'; readonly reason: SendFailureReason }

const isOpen = (since: Instant | undefined, window: number, now: Instant): boolean =>
	since !== undefined && Date.parse(now) < Date.parse(since) + window - SAFETY_MARGIN

/** The customer's last private message: what is answered is one, too. */
const heardAt = ({ lastHeardAt, inReplyTo }: PrivateMessage): Instant | undefined => {
	const answered = inReplyTo?.form === 'dm' ? inReplyTo.sentAt : undefined
	return [lastHeardAt, answered]
		.filter((at) => at !== undefined)
		.toSorted()
		.at(-1)
}

/** Facebook takes private replies to comments and to posts of others on our page, Instagram to comments only. */
const repliedTo = ({ network, inReplyTo }: PrivateMessage): PublicAct | undefined => {
	if (inReplyTo?.form === 'comment') return { comment_id: inReplyTo.contentId }
	return inReplyTo?.form === 'post' && network === 'facebook' ? { post_id: inReplyTo.contentId } : undefined
}

/**
 * The way of a private message at the moment of sending (NETWORKS.md 3.4). Messenger, while a window is open: any text for
 * 24 hours after the customer's last private message, then what a person typed up to 7 days. Else the one private reply
 * that a comment or post may get within 7 days. Else it is closed: `windowClosed` where a way was open once,
 * `recipientClosed` where the customer never opened one (a review, a mention elsewhere).
 */
export const wayOf = (message: PrivateMessage, now: Instant): Way => {
	const isKnown = !message.recipientId.startsWith('anonymous:')
	const heard = isKnown ? heardAt(message) : undefined
	if (isOpen(heard, MESSENGER_WINDOW, now)) return { way: 'response' }
	if (message.typedBy === 'person' && isOpen(heard, HUMAN_AGENT_WINDOW, now)) return { way: 'humanAgent' }
	const recipient = repliedTo(message)
	if (recipient !== undefined && isOpen(message.inReplyTo?.sentAt, PRIVATE_REPLY_WINDOW, now))
		return { way: 'privateReply', recipient }
	return { way: 'closed', reason: heard === undefined && recipient === undefined ? 'recipientClosed' : 'windowClosed' }
}
