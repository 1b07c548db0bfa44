import type { OwnAccount } from '#shared/channels/channel.ts'

/** Deliveries as X sends them (NETWORKS.md 2.4), in our own words. */
export const OWN: readonly OwnAccount[] = [
	{ network: 'x', id: '1001', handle: 'hilft' },
	{ network: 'x', id: '1002', handle: 'hilft_shop' },
	{ network: 'facebook', id: '2001', handle: 'hilft' },
	{ network: 'instagram', id: '3001', handle: 'hilft' },
]

export const bytes = (value: unknown): Uint8Array =>
	Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8')

type Members = Readonly<Record<string, unknown>>

/** A mention by @kundin, sent 2026-11-22T10:00:00Z. */
export const post = (members: Members = {}): Members => ({
	id_str: '1924465506158878979',
	created_at: 'Sun Nov 22 10:00:00 +0000 2026',
	text: '@hilft mein Anschluss ist tot',
	truncated: false,
	in_reply_to_status_id_str: null,
	in_reply_to_user_id_str: '1001',
	user: { id_str: '5001', screen_name: 'kundin', name: 'Kundin K' },
	entities: { user_mentions: [{ id_str: '1001', indices: [0, 6] }] },
	...members,
})

export const postDelivery = (...posts: readonly Members[]): Members => ({
	for_user_id: '1001',
	user_has_blocked: 'false',
	tweet_create_events: posts,
})

export const directMessage = (members: Members = {}, data: Members = {}): Members => ({
	type: 'message_create',
	id: '1924465506158878980',
	created_timestamp: '1795341600123',
	message_create: {
		target: { recipient_id: '1001' },
		sender_id: '5001',
		message_data: { text: 'Kundennummer folgt', entities: {}, ...data },
		...members,
	},
})

export const messageDelivery = (...messages: readonly Members[]): Members => ({
	for_user_id: '1001',
	direct_message_events: messages,
	apps: {},
	users: {
		'5001': { id: '5001', screen_name: 'kundin', name: 'Kundin K' },
		'1001': { id: '1001', screen_name: 'hilft', name: 'Hilft' },
		'7777': { id: '7777', screen_name: 'fremd', name: 'Fremd' },
	},
})

/** The same mention as `post`, as the newer APIs write it (NETWORKS.md 2.5). */
export const newerPost = (members: Members = {}): Members => ({
	id: '1924465506158878979',
	text: '@hilft mein Anschluss ist tot',
	author_id: '5001',
	created_at: '2026-11-22T10:00:00.000Z',
	conversation_id: '1924465506158878979',
	entities: { mentions: [{ start: 0, end: 6, username: 'hilft', id: '1001' }] },
	display_text_range: [0, 29],
	edit_history_tweet_ids: ['1924465506158878979'],
	edit_controls: { edits_remaining: 5, is_edit_eligible: true, editable_until: '2026-11-22T11:00:00.000Z' },
	reply_settings: 'everyone',
	lang: 'de',
	...members,
})

export const NEWER_USERS: readonly Members[] = [
	{ id: '5001', username: 'kundin', name: 'Kundin K', description: 'mag @hilft nicht', protected: false },
	{ id: '1001', username: 'hilft', name: 'Hilft', verified: true },
]

/** An event of the X Activity API for @hilft. */
export const activity = (type: string, payload: unknown = newerPost(), members: Members = {}): Members => ({
	data: {
		event_uuid: '-2781149976877970683',
		filter: { user_id: '1001' },
		event_type: type,
		tag: 'hilft',
		payload,
		includes: { users: NEWER_USERS },
		...members,
	},
})

/** `dm.received` and `dm.sent`: the older message in a list, the users wrapped. */
export const newerMessages = (...messages: readonly Members[]): Members => ({
	direct_message_events: messages,
	users: { '5001': { data: NEWER_USERS[0] }, '1001': { data: NEWER_USERS[1] } },
})

export const chatMessage = (members: Members = {}): Members => ({
	id: '0a6f2b1e-31d5-4c62-9d0e-3d1b7d7f5a10',
	conversation_token: 'undurchsichtig',
	created_at_msec: '1795341600123',
	sender_id: '5001',
	conversation_id: '5001:1001',
	conversation_key_version: '1768236281331',
	encoded_event: 'VmVyc2NobMO8c3NlbHQ=',
	message_event_signature: { signature: 'c2lnbmllcnQ', signature_version: '7' },
	...members,
})

/** A delivery of the filtered stream. */
export const streamDelivery = (members: Members = {}, includes: unknown = { users: NEWER_USERS }): Members => ({
	data: newerPost(members),
	includes,
	matching_rules: [{ id: '1', tag: 'an uns' }],
})

export const deletion = (members: Members = {}): Members => ({
	status: { id: '1924465506158878979', user_id: '1001' },
	timestamp_ms: '1795341600123',
	...members,
})
