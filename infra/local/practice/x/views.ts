import { isOwn, ownAccountId } from '#infra/local/practice/world/network.ts'
import type { Directory } from '#infra/local/practice/world/network-rules.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { escapeHtml, linkEntities, threadText, withShortLinks } from './text.ts'

const rootOf = (post: Post, directory: Directory): string => {
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	return parent ? rootOf(parent, directory) : (post.firstId ?? post.id)
}

const COMMUNITY_ID = '1146654567674912769'

/** `text` has so many characters of a long post; the whole is the note (NETWORKS.md 2.5). */
const SHORT_LENGTH = 280

const wordsOf = (typed: string, post: Post) => {
	const { text, links } = withShortLinks(typed, post)
	const entitiesOf = (shown: string) => {
		const urls = linkEntities(shown, links).map(({ isPicture, indices: _, ...link }) => ({
			...link,
			media_key: isPicture ? `3_${post.id}` : undefined,
		}))
		return urls.length === 0 ? undefined : { urls }
	}
	const points = Array.from(text)
	const whole = escapeHtml(text)
	if (points.length <= SHORT_LENGTH) return { text: whole, entities: entitiesOf(whole) }
	const cut = escapeHtml(`${points.slice(0, SHORT_LENGTH - 5).join('')}…`)
	return { text: cut, entities: entitiesOf(cut), note_tweet: { text: whole, entities: entitiesOf(whole) } }
}

/** Returns the members of what v1.1 does not know: an article's title is its first line. */
const placeMembers = ({ form, text }: Post) => ({
	community_id: form === 'communityPost' ? COMMUNITY_ID : undefined,
	article: form === 'article' ? { title: text.split('\n')[0] } : undefined,
})

/** Renders a post as the v2 API shows it, with all fields whatever `tweet.fields` asks for. */
export const tweetView = (post: Post, directory: Directory) => {
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	const referenced = [
		...(post.inReplyTo ? [{ type: 'replied_to', id: post.inReplyTo }] : []),
		...(post.quotes ? [{ type: 'quoted', id: post.quotes }] : []),
	]
	return {
		id: post.id,
		...wordsOf(threadText(post, directory).text, post),
		author_id: post.authorId,
		created_at: post.at,
		conversation_id: rootOf(post, directory),
		edit_history_tweet_ids: directory.posts.history(post),
		in_reply_to_user_id: parent?.authorId,
		referenced_tweets: referenced.length > 0 ? referenced : undefined,
		...placeMembers(post),
	}
}

export const userView = (person: Person) => ({ id: person.id, name: person.name, username: person.handle })

/** Returns the id of a one-to-one conversation: both user ids, the smaller first. */
export const conversationId = (personId: string): string =>
	[ownAccountId.x, personId].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1)).join('-')

/** Renders a direct message as the v2 API shows it. */
export const xMessageView = (post: Post) => ({
	id: post.id,
	event_type: 'MessageCreate',
	text: withShortLinks(post.text, post).text,
	sender_id: post.authorId,
	created_at: post.at,
	dm_conversation_id: conversationId(isOwn('x', post.authorId) ? (post.toId ?? '') : post.authorId),
})
