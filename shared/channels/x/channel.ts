import * as z from 'zod'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { Channel, RawEvent } from '../channel.ts'
import { control, ignored, interpretBy, parked, type Reader } from '../interpreter.ts'
import { isRecord, parseBody } from '../lossless-json.ts'
import { unwrapped } from './includes.ts'
import { readActivity } from './read-activity.ts'
import { readClassicDeletion } from './read-deletion.ts'
import { readDirectMessage } from './read-direct-message.ts'
import { readPost, readStreamPost } from './read-post.ts'

type Members = Readonly<Record<string, unknown>>

/** Returns an id as text; empty when the value is none. */
const idOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const members = (value: unknown): Members => (isRecord(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []

/** The included objects by id, built once per delivery, which may have a thousand of them. */
type Index = {
	readonly users: Map<string, unknown>
	readonly posts: Map<string, unknown>
	readonly media: Map<string, unknown>
	readonly places: Map<string, unknown>
}

const byKey = (list: readonly unknown[], key: string): Map<string, unknown> =>
	new Map(list.map((value) => [idOf(members(unwrapped(value))[key]), unwrapped(value)]))

const indexOf = (includes: unknown): Index => {
	const { users, tweets, posts, media, places } = members(includes)
	return {
		users: byKey(listOf(users), 'id'),
		posts: byKey([...listOf(tweets), ...listOf(posts)], 'id'),
		media: byKey(listOf(media), 'media_key'),
		places: byKey(listOf(places), 'id'),
	}
}

const only = (value: unknown, keys: readonly string[]): Members =>
	Object.fromEntries(Object.entries(members(value)).filter(([key]) => keys.includes(key)))

/**
 * Returns only the included objects that a post needs: its author's names, the authors of posts it refers to, its own
 * pictures, its place.
 */
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
		places: found(index.places, [idOf(members(post.geo).place_id)]).map((one) =>
			only(one, ['id', 'full_name', 'name']),
		),
	}
}

/** Splits direct messages, each with its sender alone; leaves everything else as it is. */
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
 * Splits what came by the X Activity API or the filtered stream, which share the webhook (NETWORKS.md 2.5, 2.6): an item
 * with an `event_type` is an activity. `data` is an object or a list; an activity without `data` around it is accepted,
 * too.
 */
const splitActivity = (root: Members): RawEvent[] => {
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

const SINGLE_EVENTS = ['user_event', 'replay_job_status']

const eventListOf = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value : value === null ? [] : [value]

/** Returns the sender of a direct message from the delivery's users. */
const senderOf = (payload: unknown, users: unknown): Members => {
	const message = isRecord(payload) && isRecord(payload.message_create) ? payload.message_create : payload
	const id = isRecord(message) ? idOf(message.sender_id) : ''
	return isRecord(users) && Object.hasOwn(users, id) ? { [id]: users[id] } : {}
}

const contextOf = (key: string, payload: unknown, root: Members): RawEvent['context'] => {
	if (key === 'direct_message_events') return { users: senderOf(payload, root.users) }
	const userHasBlocked = root.user_has_blocked ?? root.is_blocked_by
	return userHasBlocked === undefined ? undefined : { userHasBlocked }
}

/** Returns the account whose access was withdrawn: `user_event` comes without `for_user_id`. */
const revokedBy = (root: Members): string => {
	const event = isRecord(root.user_event) ? root.user_event : {}
	const revoke = isRecord(event.revoke) ? event.revoke : {}
	return isRecord(revoke.source) ? idOf(revoke.source.user_id) : ''
}

const accountActivity = (root: Members): { isKnown: boolean; events: RawEvent[] } => {
	const accountId = idOf(root.for_user_id) || revokedBy(root)
	const keys = Object.keys(root).filter((key) => /^[a-z_]{1,60}_events$/.test(key) || SINGLE_EVENTS.includes(key))
	const events = keys.flatMap((key) =>
		eventListOf(root[key]).map((payload) => ({
			source: `aaa.${key}`,
			accountId,
			payload,
			context: contextOf(key, payload, root),
		})),
	)
	return { isKnown: keys.length > 0 || (Array.isArray(root.data) && root.data.length === 0), events }
}

/** Splits a delivery from X into its events; a body without any known list is one event that will be parked. */
const splitXDelivery: Channel['splitDelivery'] = (body) => {
	const root = parseBody(body)
	if (!isRecord(root)) throw new ParkedError('unknownShape')
	const { isKnown, events } = accountActivity(root)
	const all = [...events, ...splitActivity(root)]
	if (all.length > 0) return all
	return [{ source: isKnown ? 'aaa.empty' : 'unknown', accountId: idOf(root.for_user_id), payload: root }]
}

const userEventSchema = z.object({ revoke: z.looseObject({}) })

const readUserEvent: Reader = ({ payload }) =>
	userEventSchema.safeParse(payload).success ? control('accessRevoked') : parked('unknownEvent')

/**
 * The channel of X: every list of the Account Activity API by name, the X Activity API, the filtered stream (NETWORKS.md
 * 2.4 to 2.6).
 */
export const xChannel: Channel = {
	source: 'x',
	splitDelivery: splitXDelivery,
	interpret: interpretBy({
		'aaa.tweet_create_events': readPost,
		'aaa.direct_message_events': readDirectMessage,
		'aaa.tweet_delete_events': readClassicDeletion,
		'aaa.favorite_events': () => ignored('like'),
		'aaa.follow_events': () => ignored('follow'),
		'aaa.unfollow_events': () => ignored('follow'),
		'aaa.block_events': () => ignored('block'),
		'aaa.unblock_events': () => ignored('block'),
		'aaa.mute_events': () => ignored('mute'),
		'aaa.unmute_events': () => ignored('mute'),
		'aaa.direct_message_indicate_typing_events': () => ignored('typing'),
		'aaa.direct_message_mark_read_events': () => ignored('read'),
		'aaa.user_event': readUserEvent,
		'aaa.replay_job_status': () => control('replayStatus'),
		'aaa.empty': () => ignored('emptyEntry'),
		xaa: readActivity,
		stream: readStreamPost,
	}),
}
