import type { ChannelEvent } from '../channel.ts'
import { sentAtOf } from '../fields.ts'
import { contentIdOf, type XPost } from './post.ts'
import type { XPrivateMessage } from './private-message.ts'

/**
 * Returns a post of ours, by us or by an agent in X's app, with its text as typed, so that it can be compared with what we
 * sent.
 */
export const ownPostOf = (post: XPost, accountId: string): ChannelEvent => ({
	kind: 'own',
	reason: 'ownPost',
	network: 'x',
	accountId,
	contentId: contentIdOf(post),
	form: post.parentId !== undefined ? 'reply' : post.isQuote ? 'quote' : 'post',
	visibility: 'public',
	text: post.wording,
	parentId: post.parentId,
	...sentAtOf(post.sentAt),
})

/** Returns a private message of ours; an encrypted one has no text. */
export const ownMessageOf = (message: XPrivateMessage, accountId: string): ChannelEvent => {
	const { id, recipientId, text, sentAt } = message
	return {
		kind: 'own',
		reason: 'echo',
		network: 'x',
		accountId,
		contentId: id,
		form: 'dm',
		visibility: 'private',
		text: text ?? '',
		recipientId: recipientId === undefined || recipientId === accountId ? undefined : recipientId,
		...sentAtOf(sentAt),
	}
}
