import { isOwn, ownAccountId } from './network.ts'
import type { Person } from './people.ts'
import type { Post } from './posts.ts'
import { threadText, type XDirectory } from './x-text.ts'

const rootOf = (post: Post, directory: XDirectory): string => {
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	return parent ? rootOf(parent, directory) : post.id
}

/** A post as the v2 API shows it; all fields always, whatever `tweet.fields` asks for. */
export const tweetView = (post: Post, directory: XDirectory) => {
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	return {
		id: post.id,
		text: threadText(post, directory).text,
		author_id: post.authorId,
		created_at: post.at,
		conversation_id: rootOf(post, directory),
		edit_history_tweet_ids: [post.id],
		...(parent ? { in_reply_to_user_id: parent.authorId } : {}),
		...(post.inReplyTo ? { referenced_tweets: [{ type: 'replied_to', id: post.inReplyTo }] } : {}),
	}
}

export const userView = (person: Person) => ({ id: person.id, name: person.name, username: person.handle })

/** The id of a one-to-one conversation: both user ids, the smaller first. */
export const conversationId = (personId: string): string =>
	[ownAccountId.x, personId].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1)).join('-')

/** A direct message as the v2 API shows it. */
export const messageView = (post: Post) => ({
	id: post.id,
	event_type: 'MessageCreate',
	text: post.text,
	sender_id: post.authorId,
	created_at: post.at,
	dm_conversation_id: conversationId(isOwn('x', post.authorId) ? (post.toId ?? '') : post.authorId),
})
