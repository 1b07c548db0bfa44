import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import {
	activity,
	bytes,
	deletion,
	directMessage,
	messageDelivery,
	NEWER_USERS,
	newerPost,
	OWN,
	post,
	postDelivery,
	streamDelivery,
} from '#test/deliveries/x.ts'

// Every trap of NETWORKS.md 2 that bears on X's way in.
const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))
const classic = (members: Readonly<Record<string, unknown>>) => readAll(postDelivery(post(members)))[0]
const newer = (members: Readonly<Record<string, unknown>>, type = 'post.mention.create') =>
	readAll(activity(type, newerPost(members)))[0]
const withoutMention = { in_reply_to_user_id_str: null, entities: { user_mentions: [] } }

describe('"false" as a string', () => {
	test.each(['user_has_blocked', 'is_blocked_by'])('%s "false" drops nobody, "true" is a blocked account', (name) => {
		const { user_has_blocked: _, ...delivery } = postDelivery(post())
		expect(readAll({ ...delivery, [name]: 'false' })[0]).not.toHaveProperty('blocked', expect.anything())
		expect(readAll({ ...delivery, [name]: 'true' })[0]).toMatchObject({ kind: 'message', blocked: true })
	})
	test('is_quote_status "false" is no quote', () => {
		expect(classic({ is_quote_status: 'false' })).toMatchObject({ form: 'mention' })
	})
})

describe('own posts', () => {
	test('are known by the author’s id before anything else, whatever they say and answer', () => {
		const ours = { user: { id_str: '1001' }, in_reply_to_status_id_str: '88', in_reply_to_user_id_str: '1001' }
		expect(classic(ours)).toMatchObject({ kind: 'own', accountId: '1001' })
		expect(newer({ author_id: '1001' })).toMatchObject({ kind: 'own', accountId: '1001' })
		expect(readAll(streamDelivery({ author_id: '1001' }))).toMatchObject([{ kind: 'own', accountId: '1001' }])
	})
	test('an author with our handle but another id is a customer', () => {
		expect(classic({ user: { id_str: '5009', screen_name: 'hilft' } })).toMatchObject({ kind: 'message' })
	})
})

describe('missing authors and includes', () => {
	test.each([undefined, null, {}, [], { users: [] }, { users: 'niemand' }, 7])('includes may be %j', (includes) => {
		expect(readAll(activity('post.mention.create', newerPost(), { includes }))[0]).toMatchObject({
			kind: 'message',
			author: { id: '5001' },
		})
	})
	test('users may be wrapped in data, or be an object by id', () => {
		const author = { id: '5001', handle: 'kundin', name: 'Kundin K' }
		const [kundin] = NEWER_USERS
		for (const users of [[{ data: kundin }], { '5001': kundin }, { '5001': { data: kundin } }])
			expect(readAll(activity('post.mention.create', newerPost(), { includes: { users } }))[0]).toMatchObject({
				author,
			})
	})
	test('a post without an author is a message of nobody we know', () => {
		const author = { id: 'anonymous:1924465506158878979' }
		expect(newer({ author_id: undefined })).toMatchObject({ kind: 'message', author })
		expect(classic({ user: undefined })).toMatchObject({ kind: 'message', author })
	})
	test('a direct message without a sender or without users is a message', () => {
		expect(readAll(messageDelivery(directMessage({ sender_id: undefined })))).toMatchObject([
			{ kind: 'message', author: { id: 'anonymous:1924465506158878980' } },
		])
		expect(readAll(activity('dm.received', { direct_message_events: [directMessage()] }))).toMatchObject([
			{ kind: 'message', author: { id: '5001' } },
		])
	})
})

describe('unknown fields and types', () => {
	test('optional members of wrong types are as if they were absent', () => {
		const wrong = { created_at: [], entities: 'keine', display_text_range: 'x', attachments: 3, referenced_tweets: {} }
		expect(newer({ ...wrong, edit_history_tweet_ids: 'a', includes: 1 })).toMatchObject({ kind: 'message' })
		const wrongToo = { quoted_status: 'x', extended_tweet: 7, extended_entities: [], is_quote_status: {}, entities: 1 }
		expect(classic({ ...wrongToo, created_at: {}, timestamp_ms: 'bald' })).toMatchObject({ kind: 'message' })
	})
	test('parks a list, an activity and a message nobody knows', () => {
		expect(readAll({ for_user_id: '1001', tweet_edit_events: [{}] })).toEqual([
			{ kind: 'parked', reason: 'unknownEvent' },
		])
		expect(readAll(activity('post.poll.vote', {}))).toEqual([{ kind: 'parked', reason: 'unknownEvent' }])
	})
})

describe('forms of time', () => {
	const at = { sentAt: '2026-11-22T10:00:00.000Z' }

	test.each([
		'Sun Nov 22 10:00:00 +0000 2026',
		'Sun Nov 22 11:00:00 +0100 2026',
		'2026-11-22T10:00:00.000Z',
		'2026-11-22T10:00:00Z',
		'2026-11-22T11:00:00+01:00',
		'2026-11-22T10:00:00',
		'1795341600000',
		1_795_341_600_000,
		1_795_341_600,
	])('created_at %j', (created_at) => {
		expect(classic({ created_at })).toMatchObject(at)
		expect(newer({ created_at })).toMatchObject(at)
	})
	test.each([1_795_341_600_123, '1795341600123'])('timestamp_ms and created_timestamp %j', (time) => {
		const sentAt = '2026-11-22T10:00:00.123Z'
		expect(classic({ timestamp_ms: time })).toMatchObject({ sentAt })
		const message = { ...directMessage(), created_timestamp: time }
		expect(readAll(messageDelivery(message))[0]).toMatchObject({ sentAt })
		expect(
			readAll({ for_user_id: '5', tweet_delete_events: [deletion({ status: { id: '1' }, timestamp_ms: time })] })[0],
		).toMatchObject({ changedAt: sentAt })
	})
	test.each(['5', 'Thu Jan 01 00:00:00 +0000 1970', 'gestern', '2026-99-99T10:00:00Z', '', null, -1, 1e300])(
		'%j is none: the id tells',
		(created_at) => {
			expect(newer({ created_at })).toMatchObject({ sentAt: '2025-05-19T14:01:46.165Z' })
		},
	)
	test('the id tells the milliseconds where the words agree with it', () => {
		expect(newer({ created_at: '2025-05-19T14:01:46.000Z' })).toMatchObject({ sentAt: '2025-05-19T14:01:46.165Z' })
	})
})

describe('what other projects were sent', () => {
	const [only] = OWN
	const one = (delivery: unknown): ChannelEvent[] =>
		xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(event, only ? [only] : []))

	test('a direct message without the account it is for, by its recipient', () => {
		const { for_user_id: _, ...delivery } = messageDelivery(directMessage())
		expect(readAll(delivery)).toMatchObject([{ kind: 'message', accountId: '1001' }])
	})
	test('a direct message without any account is for our only one, and parked when there are more', () => {
		const delivery = { direct_message_events: [directMessage({ target: undefined })] }
		expect(one(delivery)).toMatchObject([{ kind: 'message', accountId: '1001' }])
		expect(readAll(delivery)).toEqual([{ kind: 'parked', reason: 'unknownAccount' }])
	})
	test('a mention by the newer API without a filter, entities or includes', () => {
		const bare = { id: '9', text: 'hallo @hilft, geht nicht', author_id: '5001' }
		expect(readAll({ data: { event_type: 'post.mention.create', payload: bare } })).toMatchObject([
			{ kind: 'message', accountId: '1001' },
		])
		const unnamed = { ...bare, text: 'geht nicht' }
		expect(one({ data: { event_type: 'post.mention.create', filter: {}, payload: unnamed } })).toMatchObject([
			{ kind: 'message', accountId: '1001' },
		])
	})
	test('an empty extended part beside a whole text', () => {
		expect(classic({ extended_tweet: {}, text: '@Hilft_alt Störung' })).toMatchObject({
			kind: 'message',
			text: '@Hilft_alt Störung',
		})
	})
	test('a mention by handle alone', () => {
		const entities = { user_mentions: [{ screen_name: 'Hilft' }] }
		expect(classic({ ...withoutMention, entities })).toMatchObject({ kind: 'message', accountId: '1001' })
	})
	test('ids that are no numbers', () => {
		const event = classic({ id_str: 'tw_1', in_reply_to_status_id_str: 'post_1' })
		expect(event).toMatchObject({ kind: 'message', contentId: 'tw_1', order: '1795341600000' })
	})
	test('an encrypted message in the list of direct messages', () => {
		const sealed = { id: 'm1', event_type: 'MessageCreate', sender_id: '5001', message: { encrypted_content: 'ab' } }
		const delivery = { event_type: 'chat.received', for_user_id: '1001', direct_message_events: [sealed] }
		expect(readAll(delivery)).toMatchObject([{ kind: 'message', sealed: true, text: '', author: { id: '5001' } }])
	})
	test.each([
		['unfollow_events', 'follow'],
		['unblock_events', 'block'],
		['unmute_events', 'mute'],
	])('%s by a name of their own', (key, reason) => {
		expect(readAll({ for_user_id: '1001', [key]: [{}] })).toEqual([{ kind: 'ignored', reason }])
	})
})
