import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import {
	activity,
	bytes,
	chatMessage,
	directMessage,
	NEWER_USERS,
	newerMessages,
	newerPost,
	OWN,
	streamDelivery,
} from '#test/deliveries/x.ts'

const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))
const read = (...args: Parameters<typeof activity>) => readAll(activity(...args))[0]

const ownPost = { kind: 'own', reason: 'ownPost' }
const answerToUs = {
	conversation_id: '80',
	in_reply_to_tweet_id: '88',
	in_reply_to_user_id: '1001',
	referenced_tweets: [{ type: 'replied_to', id: '88' }],
}

describe('a post by the X Activity API', () => {
	test('that names us is a message, with the names of its author', () => {
		expect(read('post.mention.create')).toEqual({
			kind: 'message',
			form: 'mention',
			network: 'x',
			accountId: '1001',
			contentId: '1924465506158878979',
			visibility: 'public',
			author: { id: '5001', handle: 'kundin', name: 'Kundin K' },
			text: '@hilft mein Anschluss ist tot',
			threadId: '1924465506158878979',
			sentAt: '2026-11-22T10:00:00.000Z',
			order: '1924465506158878979',
			summons: true,
		})
	})
	test('that answers us is a reply in its conversation', () => {
		expect(read('post.reply.create', newerPost(answerToUs))).toMatchObject({
			kind: 'message',
			form: 'reply',
			parentId: '88',
			threadId: '80',
		})
	})
	test('is a reply also when only the event says to whom', () => {
		const members = { text: 'und nun?', entities: undefined, referenced_tweets: [{ type: 'replied_to', id: '88' }] }
		expect(read('post.reply.create', newerPost(members))).toMatchObject({ form: 'reply', parentId: '88' })
		expect(read('post.reply.create', newerPost({ text: 'und nun?', entities: undefined }))).toMatchObject({
			form: 'reply',
			accountId: '1001',
		})
	})
	test('that quotes us is a quote, whose quoted author is found or taken from the event', () => {
		const quote = newerPost({ text: 'ach ja?', entities: undefined, referenced_tweets: [{ type: 'quoted', id: '77' }] })
		const included = { includes: { users: NEWER_USERS, tweets: [{ id: '77', author_id: '1001', text: 'von uns' }] } }
		expect(read('post.quote.create', quote, included)).toMatchObject({ form: 'quote', text: 'ach ja?' })
		expect(read('post.quote.create', quote)).toMatchObject({ form: 'quote', accountId: '1001' })
	})
	test('of our own is known by its author, as is what our own accounts say to each other', () => {
		expect(read('post.create', newerPost({ author_id: '1001' }))).toMatchObject({ ...ownPost, accountId: '1001' })
		expect(read('post.mention.create', newerPost({ author_id: '1002' }))).toMatchObject({
			...ownPost,
			accountId: '1002',
		})
	})
	test('of the filtered user is by him, also when it does not say so', () => {
		expect(read('post.create', newerPost({ author_id: undefined }))).toMatchObject({ ...ownPost, accountId: '1001' })
	})
	test('of a customer whom we follow closely is a message if it is for us, else not', () => {
		const filter = { filter: { user_id: '5001' } }
		expect(read('post.create', newerPost(), filter)).toMatchObject({ kind: 'message', author: { id: '5001' } })
		expect(read('post.create', newerPost({ text: 'Mittag', entities: undefined }), filter)).toEqual({
			kind: 'ignored',
			reason: 'notAddressed',
		})
	})
	test('that is a repost is ignored, by type or by reference, in both spellings', () => {
		const repost = { kind: 'ignored', reason: 'repost' }
		expect(read('post.repost.create', { id: 'any' })).toEqual(repost)
		for (const members of [
			{ referenced_tweets: [{ type: 'retweeted', id: '3' }] },
			{ referenced_posts: [{ type: 'reposted', id: '3' }] },
		])
			expect(read('post.create', newerPost(members))).toEqual(repost)
	})
	test('in the older form is read as such', () => {
		const classic = { id_str: '9', text: '@hilft hi', user: { id_str: '5001', screen_name: 'kundin' } }
		expect(read('post.mention.create', classic)).toMatchObject({ contentId: '9', author: { handle: 'kundin' } })
	})
	test('parks one for an account that is not ours, and one without an id', () => {
		const members = { text: 'hallo', entities: undefined }
		expect(read('post.mention.create', newerPost(members), { filter: {} })).toEqual({
			kind: 'parked',
			reason: 'unknownAccount',
		})
		expect(read('post.mention.create', { text: 'hallo' })).toEqual({ kind: 'parked', reason: 'unknownShape' })
	})
})

describe('data of the X Activity API', () => {
	const second = { ...newerPost({ id: '1924465506158879999', author_id: '6002', edit_history_tweet_ids: undefined }) }

	test('may be a list, each with includes of its own', () => {
		const other = { includes: { users: [{ id: '6002', username: 'kunde' }] } }
		const list = [activity('post.mention.create').data, activity('post.mention.create', second, other).data]
		expect(readAll({ data: list })).toMatchObject([
			{ contentId: '1924465506158878979', author: { handle: 'kundin' } },
			{ contentId: '1924465506158879999', author: { handle: 'kunde' } },
		])
	})
	test('may have its includes beside it', () => {
		const { data } = activity('post.mention.create', newerPost(), { includes: undefined })
		expect(readAll({ data, includes: { users: NEWER_USERS } })[0]).toMatchObject({ author: { handle: 'kundin' } })
	})
	test('may be without anything around it', () => {
		expect(readAll(activity('post.mention.create').data)[0]).toMatchObject({ kind: 'message' })
	})
	test('that is an empty list is ignored', () => {
		expect(readAll({ data: [] })).toEqual([{ kind: 'ignored', reason: 'emptyEntry' }])
	})
	test('takes only what an event needs along when the delivery is split', () => {
		const [event] = xChannel.splitDelivery(bytes(activity('post.mention.create')))
		expect(event?.context).toEqual({
			includes: { users: [{ id: '5001', username: 'kundin', name: 'Kundin K' }], tweets: [], media: [], places: [] },
		})
	})
})

describe('a private event of the X Activity API', () => {
	test('a direct message is the same as by the older API', () => {
		expect(read('dm.received', newerMessages(directMessage()))).toEqual({
			kind: 'message',
			form: 'dm',
			network: 'x',
			accountId: '1001',
			contentId: '1924465506158878980',
			visibility: 'private',
			author: { id: '5001', handle: 'kundin', name: 'Kundin K' },
			text: 'Kundennummer folgt',
			threadId: '5001',
			sentAt: '2026-11-22T10:00:00.123Z',
			order: '1924465506158878980',
		})
	})
	test('several direct messages in one are several events, each with its sender alone', () => {
		const delivery = activity('dm.received', newerMessages(directMessage(), { ...directMessage(), id: '12' }))
		expect(readAll(delivery)).toMatchObject([{ contentId: '1924465506158878980' }, { contentId: '12' }])
		for (const event of xChannel.splitDelivery(bytes(delivery))) expect(JSON.stringify(event)).not.toContain('"hilft"')
	})
	test('a direct message of ours is an echo, whatever the event is called', () => {
		const ours = directMessage({ sender_id: '1001', target: { recipient_id: '5001' } })
		for (const type of ['dm.sent', 'dm.received'])
			expect(read(type, newerMessages(ours))).toMatchObject({ kind: 'own', reason: 'echo', recipientId: '5001' })
	})
	test('a direct message in the form of the v2 API is read', () => {
		const message = { id: '13', event_type: 'MessageCreate', sender_id: '5001', text: 'a &lt; b' }
		expect(read('dm.received', { ...message, created_at: '2026-11-22T10:00:00.500Z' })).toMatchObject({
			form: 'dm',
			accountId: '1001',
			text: 'a < b',
			sentAt: '2026-11-22T10:00:00.500Z',
		})
		expect(read('dm.received', { ...message, event_type: 'ParticipantsJoin' })).toEqual({
			kind: 'ignored',
			reason: 'membership',
		})
	})
	test('an encrypted message has a sender and a time, and must be answered in the app', () => {
		expect(read('chat.received', chatMessage())).toEqual({
			kind: 'message',
			form: 'dm',
			network: 'x',
			accountId: '1001',
			contentId: '0a6f2b1e-31d5-4c62-9d0e-3d1b7d7f5a10',
			visibility: 'private',
			author: { id: '5001' },
			text: '',
			sealed: true,
			threadId: '5001',
			sentAt: '2026-11-22T10:00:00.123Z',
			order: '1795341600123',
		})
	})
	test('an encrypted message is known by its conversation and its content where the rest is missing', () => {
		const bare = chatMessage({ id: undefined, sender_id: undefined })
		const first = read('chat.received', bare, { filter: {} })
		expect(first).toMatchObject({ accountId: '1001', author: { id: '5001' }, sealed: true })
		expect(read('chat.received', bare)).toMatchObject({ contentId: first?.kind === 'message' && first.contentId })
	})
	test('an encrypted message of ours is an echo', () => {
		expect(read('chat.sent', chatMessage({ sender_id: '1001' }))).toMatchObject({
			kind: 'own',
			reason: 'echo',
			recipientId: '5001',
			text: '',
		})
	})
	test('parks an encrypted message that says nothing at all', () => {
		expect(read('chat.received', {})).toEqual({ kind: 'parked', reason: 'unknownShape' })
	})
	test('a withdrawn access is known by name, with the account', () => {
		const revoke = activity('oauth.revoke', { user_id: '1001', app_id: '7' }, { filter: {}, includes: undefined })
		expect(readAll(revoke)).toEqual([{ kind: 'control', control: 'accessRevoked' }])
		expect(xChannel.splitDelivery(bytes(revoke))[0]?.accountId).toBe('1001')
	})
})

describe('other events of the X Activity API', () => {
	test.each([
		['like.create', 'like'],
		['follow.follow', 'follow'],
		['follow.unfollow', 'follow'],
		['mute.mute', 'mute'],
		['mute.unmute', 'mute'],
		['block.block', 'block'],
		['block.unblock', 'block'],
		['dm.read', 'read'],
		['dm.indicate_typing', 'typing'],
		['chat.conversation_join', 'membership'],
		['chat.conversation.join', 'membership'],
		['ChatConversationJoin', 'membership'],
		['chat.conversation.member_added', 'membership'],
		['profile.update.bio', 'profile'],
		['ProfileBioUpdate', 'profile'],
		['news.new', 'news'],
		['spaces.start', 'broadcast'],
		['broadcast.chat', 'broadcast'],
	])('%s is ignored as %s', (type, reason) => {
		expect(read(type, {})).toEqual({ kind: 'ignored', reason })
	})
	test.each(['post.brand_new', '__proto__', 'constructor', '', 'x'.repeat(200), 7, null])(
		'parks the type %j',
		(type) => {
			expect(readAll({ data: { event_type: type, payload: newerPost() } })).toEqual([
				{ kind: 'parked', reason: 'unknownEvent' },
			])
		},
	)
})

describe('a post by the filtered stream', () => {
	test('is known by its rules and means the same', () => {
		expect(readAll(streamDelivery())).toEqual(readAll(activity('post.mention.create')))
	})
	test('that names nobody of ours is ignored, though a rule of ours found it', () => {
		expect(readAll(streamDelivery({ text: 'Netz weg', entities: undefined }))).toEqual([
			{ kind: 'ignored', reason: 'notAddressed' },
		])
	})
	test('that answers somebody else and names us only among the handles X prepends is an aside', () => {
		const members = {
			text: '@freund @hilft bei mir auch',
			in_reply_to_user_id: '9009',
			referenced_tweets: [{ type: 'replied_to', id: '88' }],
			display_text_range: [15, 27],
			entities: {
				mentions: [
					{ start: 0, end: 7, username: 'freund', id: '9009' },
					{ start: 8, end: 14, username: 'hilft', id: '1001' },
				],
			},
		}
		expect(readAll(streamDelivery(members))).toMatchObject([{ kind: 'aside', form: 'reply', accountId: '1001' }])
	})
	test('parks a long cut one that may name us further on', () => {
		expect(readAll(streamDelivery({ text: `${'lang '.repeat(50)}…`, entities: undefined }))).toEqual([
			{ kind: 'parked', reason: 'missingText' },
		])
	})
})
