import { type MessagingFacts, messagingWindow, SENDING_MARGIN } from '#shared/cases/messaging-window.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PrivateMessage, SendFailureReason } from '../channel.ts'
import { metaNetworkOf } from './length.ts'

/** What a private reply names as its recipient. */
export type PublicAct = { readonly comment_id: string } | { readonly post_id: string }

/** How a private message may go out now, if at all. */
export type PrivateMessageMode =
	| { readonly mode: 'standard' | 'humanAgent' }
	| { readonly mode: 'privateReply'; readonly recipient: PublicAct }
	| { readonly mode: 'closed'; readonly reason: SendFailureReason }

/** Whoever wrote without a name has no conversation with us: only what they wrote can be answered. */
const factsOf = ({ network, recipientId, inReplyTo, lastHeardAt, ...rest }: PrivateMessage): MessagingFacts => {
	const isKnown = !recipientId.startsWith('anonymous:')
	return {
		...rest,
		network: metaNetworkOf(network),
		answered: isKnown || inReplyTo?.form !== 'dm' ? inReplyTo : undefined,
		lastHeardAt: isKnown ? lastHeardAt : undefined,
	}
}

const recipientOf = ({ form, contentId }: NonNullable<PrivateMessage['inReplyTo']>): PublicAct =>
	form === 'post' ? { post_id: contentId } : { comment_id: contentId }

const REASON_OF = { never: 'recipientClosed', used: 'privateReplyUsed', over: 'windowClosed' } as const

/**
 * Returns how a private message may leave at `now`, the moment of sending. Where it may not: `recipientClosed` if the
 * customer never opened a window (a review, a mention elsewhere), `privateReplyUsed` if another send was the one private
 * reply, else `windowClosed`.
 */
export const privateMessageMode = (message: PrivateMessage, now: Instant): PrivateMessageMode => {
	const found = messagingWindow(factsOf(message), now, SENDING_MARGIN)
	if (found.outcome === 'open') {
		if (found.window.kind !== 'privateReply') return { mode: found.window.kind }
		if (message.inReplyTo !== undefined) return { mode: 'privateReply', recipient: recipientOf(message.inReplyTo) }
	}
	return { mode: 'closed', reason: found.outcome === 'closed' ? REASON_OF[found.reason] : 'recipientClosed' }
}
