import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { authorOf, ownIds, sentAtOf } from '../fields.ts'
import { parked } from '../interpreter.ts'
import { ownMessageOf } from './own-content.ts'
import { orderOf } from './post.ts'
import type { XPrivateMessage } from './private-message.ts'

/**
 * Returns the meaning of a private message: ours by the sender's id, else a customer's. The other party is the thread
 * (NETWORKS.md 2.4).
 */
export const privateMeaningOf = (message: XPrivateMessage, own: readonly OwnAccount[]): ChannelEvent => {
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
		media: message.media.length > 0 ? message.media : undefined,
		sealed: message.text === undefined ? true : undefined,
		threadId: author,
		...sentAtOf(sentAt),
		order: orderOf(id, sentAt),
	}
}
