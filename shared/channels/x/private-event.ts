import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { authorOf, ownIds, sentAtOf } from '../fields.ts'
import { parked } from '../interpreter.ts'
import { ownMessageOf } from './own-content.ts'
import { orderOf } from './post.ts'
import type { XPrivateMessage } from './private-message.ts'
import { isBareLink, sharedPostIn } from './wording.ts'

/** Returns what was said and shared: a message that is nothing but the address of a post shares that post. */
const saidIn = ({ text, attached }: XPrivateMessage): Pick<XPrivateMessage, 'text' | 'attached'> => {
	const url = sharedPostIn(text ?? '')
	return url === undefined ? { text, attached } : { text: '', attached: [...attached, { kind: 'post', url }] }
}

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
	const { text, attached } = saidIn(message)
	return {
		kind: 'message',
		form: 'dm',
		network: 'x',
		accountId: recipientId,
		contentId: id,
		visibility: 'private',
		author: authorOf(author, message.handle, message.name),
		text: text ?? '',
		attached: attached.length > 0 ? attached : undefined,
		media: message.media.length > 0 ? message.media : undefined,
		sealed: text === undefined ? true : undefined,
		incomplete: isBareLink(text ?? '') ? true : undefined,
		threadId: author,
		...sentAtOf(sentAt),
		order: orderOf(id, sentAt),
	}
}
