import type { ChannelEvent } from '../channel.ts'
import { timeOf } from '../fields.ts'
import { contentIdOf, type Post } from './post.ts'
import type { PrivateMessage } from './private-message.ts'

/** A post of ours, whoever sent it: what it says as typed, so that it can be compared with what we sent. */
export const ownPostOf = (post: Post, accountId: string): ChannelEvent => ({
	kind: 'own',
	reason: 'ownPost',
	network: 'x',
	accountId,
	contentId: contentIdOf(post),
	form: post.parentId !== undefined ? 'reply' : post.isQuote ? 'quote' : 'post',
	visibility: 'public',
	text: post.wording,
	parentId: post.parentId,
	...timeOf(post.sentAt),
})

/** A private message of ours; an encrypted one has no text. */
export const ownMessageOf = (message: PrivateMessage, accountId: string): ChannelEvent => {
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
		...timeOf(sentAt),
	}
}
