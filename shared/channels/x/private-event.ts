import type { ChannelEvent, Media, OwnAccount } from '../channel.ts'
import { authorOf, ownIds, timeOf } from '../fields.ts'
import { parked } from '../interpreter.ts'
import { ownMessageOf } from './own-content.ts'
import { orderOf } from './post.ts'

/** A direct message or an encrypted one, whichever API it came by. */
export type PrivateMessage = {
	readonly id: string
	readonly senderId: string | undefined
	readonly recipientId: string | undefined
	readonly handle: string | undefined
	readonly name: string | undefined
	/** Undefined when it is encrypted for X's own app. */
	readonly text: string | undefined
	readonly attachments: number
	readonly media: readonly Media[]
	/** Milliseconds. */
	readonly sentAt: number | undefined
}

/** Ours by the sender's id, else a customer's: the other party is the thread (NETWORKS.md 2.4). */
export const privateMeaningOf = (message: PrivateMessage, own: readonly OwnAccount[]): ChannelEvent => {
	const ours = ownIds(own, 'x')
	const { id, senderId, recipientId, sentAt } = message
	if (senderId !== undefined && ours.has(senderId)) return ownMessageOf(message, senderId)
	if (recipientId === undefined || !ours.has(recipientId)) return parked('unknownAccount')
	const author = senderId ?? `anonymous:${id}`
	return {
		kind: 'message',
		form: 'dm',
		network: 'x',
		accountId: recipientId,
		contentId: id,
		visibility: 'private',
		author: authorOf(author, message.handle, message.name),
		text: message.text ?? '',
		attachments: message.attachments,
		...(message.media.length > 0 ? { media: message.media } : {}),
		...(message.text === undefined ? { sealed: true } : {}),
		threadId: author,
		...timeOf(sentAt),
		order: orderOf(id, sentAt),
	}
}
