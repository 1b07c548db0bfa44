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
	newerMessages,
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

describe('ids beyond 2^53', () => {
	test('keep their digits as JSON numbers in every form', () => {
		const big = '1924465506158878979'
		const bodies = [
			`{"for_user_id":1001,"tweet_create_events":[{"id":${big},"text":"hi @hilft","user":{"id":5001}}]}`,
			`{"for_user_id":1001,"direct_message_events":[{"id":${big},"message_create":{"sender_id":5001,"target":{"recipient_id":1001},"message_data":{"text":"hi"}}}]}`,
			`{"data":{"event_type":"post.mention.create","filter":{"user_id":1001},"payload":{"id":${big},"author_id":5001,"text":"hi @hilft"}}}`,
			`{"data":{"id":${big},"author_id":5001,"text":"hi @hilft"},"matching_rules":[]}`,
		]
		for (const body of bodies)
			expect(readAll(body)).toMatchObject([{ contentId: big, author: { id: '5001' }, accountId: '1001' }])
		const deleted = `{"for_user_id":"77","tweet_delete_events":[{"status":{"id":${big},"user_id":5001}}]}`
		expect(readAll(deleted)).toMatchObject([{ kind: 'update', contentId: big }])
	})
	test('id_str is believed before id', () => {
		expect(classic({ id: 1_924_465_506_158_879_000, id_str: '1924465506158878979' })).toMatchObject({
			contentId: '1924465506158878979',
		})
	})
})

describe('edits with new ids', () => {
	const first = '1924465506158878979'
	const second = '1924465507000000001'
	const expected = { contentId: first, edition: second, text: '@hilft geht wieder' }

	test.each(['edit_history_tweet_ids', 'edit_history_post_ids'])('are editions of the first id in %s', (name) => {
		const event = newer({
			id: second,
			text: '@hilft geht wieder',
			conversation_id: first,
			edit_history_tweet_ids: undefined,
			[name]: [first, second],
		})
		expect(event).toMatchObject({ ...expected, threadId: first, order: first })
	})
	test('are editions of the first id in the older form', () => {
		const edit_history = { initial_tweet_id: first, edit_tweet_ids: [first, second] }
		expect(classic({ id_str: second, text: '@hilft geht wieder', edit_history })).toMatchObject(expected)
	})
	test('the first has no edition, and a history in another order is no other content', () => {
		expect(newer({})).not.toHaveProperty('edition', expect.anything())
		expect(newer({ id: second, edit_history_tweet_ids: [second, first] })).toMatchObject({ contentId: first })
		expect(newer({ id: '99', edit_history_tweet_ids: ['100', '99'] })).toMatchObject({ contentId: '99' })
	})
})

describe('deletions', () => {
	test('by us are ignored by name', () => {
		const own = [{ kind: 'ignored', reason: 'ownDelete' }]
		expect(readAll({ for_user_id: '1001', tweet_delete_events: [deletion()] })).toEqual(own)
		expect(readAll(activity('post.delete', { id: '5', author_id: '1001' }, { includes: undefined }))).toEqual(own)
	})
	test('of a customer erase, even before the post came', () => {
		const status = { id: '1924465506158878979', user_id: '5001' }
		const erased = { network: 'x', accountId: '1001', contentId: status.id, form: 'post', change: 'erased' }
		expect(readAll({ for_user_id: '1001', tweet_delete_events: [deletion({ status })] })).toEqual([
			{ kind: 'update', ...erased, changedAt: '2026-11-22T10:00:00.123Z' },
		])
		const wrapped = { filter: { user_id: '5001' }, includes: { users: [{ data: NEWER_USERS[0] }] } }
		expect(readAll(activity('post.delete', { id: status.id, author_id: '5001' }, wrapped))).toEqual([
			{ kind: 'update', ...erased },
		])
		expect(readAll(activity('post.delete', { id: status.id }, wrapped))).toMatchObject([{ kind: 'update' }])
	})
	test('parks one without an id', () => {
		expect(readAll(activity('post.delete', {}))).toEqual([{ kind: 'parked', reason: 'unknownShape' }])
	})
})

describe('several events in one delivery', () => {
	test('of one list, of several lists and of both generations are all read', () => {
		const delivery = {
			...postDelivery(post(), post({ id_str: '12' })),
			direct_message_events: [directMessage()],
			...activity('post.mention.create', newerPost({ id: '13', edit_history_tweet_ids: undefined })),
		}
		expect(readAll(delivery).map((event) => event.kind === 'message' && event.contentId)).toEqual([
			'1924465506158878979',
			'12',
			'1924465506158878980',
			'13',
		])
	})
})

describe('the same content under several events', () => {
	const id = '1924465506158878979'
	const words = { text: '@hilft &amp; ihr? @hilft_shop', created_at: '2025-05-19T14:01:46.000Z' }
	const mentions = [
		{ id: '1001', username: 'hilft', start: 0, end: 6 },
		{ id: '1002', username: 'hilft_shop', start: 18, end: 29 },
	]
	const to = {
		in_reply_to_user_id: '1001',
		referenced_tweets: [{ type: 'replied_to', id: '88' }],
		conversation_id: '88',
	}
	const asNewer = newerPost({ ...words, entities: { mentions } })
	const asClassic = {
		...words,
		created_at: 'Mon May 19 14:01:46 +0000 2025',
		entities: { user_mentions: mentions.map(({ id, start, end }) => ({ id_str: id, indices: [start, end] })) },
	}

	test('a mention means the same by the older API, the newer one and the stream, and for either account', () => {
		const forTheShop = { event_uuid: '7', filter: { user_id: '1002' } }
		const all = [
			postDelivery(post(asClassic)),
			{ ...postDelivery(post(asClassic)), for_user_id: '1002' },
			activity('post.mention.create', asNewer),
			activity('post.mention.create', asNewer, forTheShop),
			streamDelivery({ ...words, entities: { mentions } }),
		].map((delivery) => readAll(delivery)[0])
		for (const event of all) expect(event).toEqual(all[0])
		expect(all[0]).toMatchObject({ contentId: id, accountId: '1001', sentAt: '2025-05-19T14:01:46.165Z' })
	})
	test('a reply that also names us means the same as mention, as reply, by the older API and the stream', () => {
		const reply = { ...asNewer, ...to }
		const old = { ...asClassic, in_reply_to_status_id_str: '88', in_reply_to_user_id_str: '1001' }
		const all = [
			postDelivery(post(old)),
			activity('post.mention.create', reply),
			activity('post.reply.create', reply, { event_uuid: '8' }),
			streamDelivery({ ...words, ...to, entities: { mentions } }),
		].map((delivery) => readAll(delivery)[0])
		for (const event of all) expect(event).toEqual(all[0])
		expect(all[0]).toMatchObject({ form: 'reply', parentId: '88', threadId: '88' })
	})
	test('a direct message means the same by both APIs', () => {
		expect(readAll(activity('dm.received', newerMessages(directMessage())))).toEqual(
			readAll(messageDelivery(directMessage())),
		)
	})
})
