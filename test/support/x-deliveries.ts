import type { OwnAccount } from '#shared/channels/channel.ts'

/** Deliveries as X sends them (contracts.md 2.4), in our own words. */
export const OWN: readonly OwnAccount[] = [
	{ network: 'x', id: '1001', handle: 'hilft' },
	{ network: 'x', id: '1002', handle: 'hilft_shop' },
	{ network: 'facebook', id: '2001', handle: 'hilft' },
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
