import type { RawEvent } from '../channel.ts'
import { isRecord } from '../lossless-json.ts'
import { unwrapped } from './includes.ts'

type Members = Readonly<Record<string, unknown>>

/** An id as text; empty when the value is none. */
export const idOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const members = (value: unknown): Members => (isRecord(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []

/** What came along, by id: looked up once for each event, for a delivery may hold a thousand of both. */
type Index = {
	readonly users: Map<string, unknown>
	readonly posts: Map<string, unknown>
	readonly media: Map<string, unknown>
}

const byKey = (list: readonly unknown[], key: string): Map<string, unknown> =>
	new Map(list.map((value) => [idOf(members(unwrapped(value))[key]), unwrapped(value)]))

const indexOf = (includes: unknown): Index => {
	const { users, tweets, posts, media } = members(includes)
	return {
		users: byKey(listOf(users), 'id'),
		posts: byKey([...listOf(tweets), ...listOf(posts)], 'id'),
		media: byKey(listOf(media), 'media_key'),
	}
}

const only = (value: unknown, keys: readonly string[]): Members =>
	Object.fromEntries(Object.entries(members(value)).filter(([key]) => keys.includes(key)))

/** Of what came along only what this post needs: its author's names, whose posts it refers to, its own pictures. */
const includesOf = (post: Members, index: Index): Members => {
	const references = [...listOf(post.referenced_tweets), ...listOf(post.referenced_posts)].map((one) => members(one).id)
	const posts = [...references, post.in_reply_to_tweet_id, post.in_reply_to_post_id].map(idOf)
	const keys = listOf(members(post.attachments).media_keys).map(idOf)
	const found = (map: Map<string, unknown>, ids: readonly string[]) =>
		[...new Set(ids)].filter((id) => map.has(id)).map((id) => map.get(id))
	return {
		users: found(index.users, [idOf(post.author_id)]).map((user) =>
			only(user, ['id', 'username', 'screen_name', 'name']),
		),
		tweets: found(index.posts, posts).map((one) => only(one, ['id', 'author_id'])),
		media: found(index.media, keys),
	}
}

/** Each direct message with its sender alone; everything else as it is. */
const splitPayload = (payload: unknown): readonly unknown[] => {
	if (Array.isArray(payload)) return payload
	const list = members(payload).direct_message_events
	if (!Array.isArray(list) || list.length === 0) return [payload]
	const users = members(members(payload).users)
	return list.map((message) => {
		const sender = idOf(members(members(message).message_create).sender_id ?? members(message).sender_id)
		return { direct_message_events: [message], users: Object.hasOwn(users, sender) ? { [sender]: users[sender] } : {} }
	})
}

const activity = (item: Members, shared: Index): RawEvent[] => {
	const index = item.includes === undefined ? shared : indexOf(item.includes)
	const { event_type, filter, payload: whole } = item
	const accountId = idOf(members(filter).user_id) || (event_type === 'oauth.revoke' ? idOf(members(whole).user_id) : '')
	return splitPayload(whole).map((payload) => ({
		source: 'xaa',
		accountId,
		payload: { event_type, payload },
		context: { includes: includesOf(members(unwrapped(payload)), index) },
	}))
}

/**
 * The X Activity API and the filtered stream share the door (NETWORKS.md 2.5, 2.6): what has an `event_type` is an
 * activity. `data` is an object or a list; an envelope without `data` around it is taken as well.
 */
export const splitActivity = (root: Members): RawEvent[] => {
	const items =
		'data' in root
			? Array.isArray(root.data)
				? root.data
				: [root.data]
			: 'event_type' in root && 'payload' in root
				? [root]
				: []
	const shared = indexOf(root.includes)
	return items.flatMap((item: unknown): RawEvent[] => {
		if (isRecord(item) && 'event_type' in item) return activity(item, shared)
		const isPost = 'matching_rules' in root || (isRecord(item) && 'id' in item && 'text' in item)
		if (!isPost) return [{ source: 'xaa', accountId: '', payload: item }]
		return [
			{ source: 'stream', accountId: '', payload: item, context: { includes: includesOf(members(item), shared) } },
		]
	})
}
