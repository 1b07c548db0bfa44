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
} from '#test/support/x-deliveries.ts'

// Every trap of contracts.md that bears on X's way in, by the name it has there.
const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.explode(bytes(delivery)).map((event) => xChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))
const classic = (members: Readonly<Record<string, unknown>>) => readAll(postDelivery(post(members)))[0]
const newer = (members: Readonly<Record<string, unknown>>, type = 'post.mention.create') =>
	readAll(activity(type, newerPost(members)))[0]
const withoutMention = { in_reply_to_user_id_str: null, entities: { user_mentions: [] } }

describe('extended and long texts', () => {
	const long = `${'Wort '.repeat(80)}@hilft &amp; Schluss`
	const at = (text: string) => ({ start: text.indexOf('@hilft'), end: text.indexOf('@hilft') + 6 })

	test('the words are in extended_tweet when the outer text is cut', () => {
		const extended_tweet = { full_text: long, entities: { user_mentions: [{ id_str: '1001' }] } }
		const event = classic({ ...withoutMention, text: 'Wort Wort… https://t.co/abc', truncated: true, extended_tweet })
		expect(event).toMatchObject({ kind: 'message', text: long.replace('&amp;', '&') })
		expect(event).not.toHaveProperty('incomplete')
	})
	test.each(['note_tweet', 'note_post'])('the words are in %s when there is one', (name) => {
		const event = newer({ text: 'Wort Wort…', [name]: { text: long }, entities: undefined })
		expect(event).toMatchObject({ text: long.replace('&amp;', '&'), accountId: '1001' })
		expect(event).not.toHaveProperty('incomplete')
	})
	test('late mentions past character 140 are only in the entities of the extended part', () => {
		const extended_tweet = { full_text: long, entities: { user_mentions: [{ id_str: '1001', indices: [400, 406] }] } }
		expect(classic({ ...withoutMention, truncated: true, extended_tweet })).toMatchObject({ form: 'mention' })
	})
	test('late mentions are only in the entities of the note', () => {
		const note_tweet = { text: long, entities: { mentions: [{ id: '1001', username: 'hilft', ...at(long) }] } }
		expect(readAll(streamDelivery({ text: 'Wort…', entities: { mentions: [] }, note_tweet }))).toMatchObject([
			{ kind: 'message', form: 'mention', accountId: '1001' },
		])
	})
	test.each(['Es geht nichts …', 'Es geht nichts… https://t.co/abc123', 'Es geht nichts…  '])(
		'a text that ends in … without a note is to be read by the API: %s',
		(text) => expect(newer({ text })).toMatchObject({ kind: 'message', incomplete: true, text }),
	)
	test('a … in the middle is the customer’s own', () => {
		expect(newer({ text: '@hilft also … nein' })).not.toHaveProperty('incomplete')
	})
	test('a post that is marked as cut without its extended part is to be read by the API', () => {
		expect(classic({ truncated: true })).toMatchObject({ incomplete: true, form: 'mention' })
		expect(classic({ truncated: 'false' })).not.toHaveProperty('incomplete')
	})
	test('a post without any text is to be read by the API', () => {
		expect(newer({ text: undefined })).toMatchObject({ kind: 'message', text: '', incomplete: true })
		expect(classic({ text: null })).toMatchObject({ kind: 'message', text: '', incomplete: true })
	})
	test('a repost may be cut at 140 although it says it is not, and is no text of anybody', () => {
		const event = classic({ text: 'RT @hilft: Wort…', truncated: false, retweeted_status: { text: long } })
		expect(event).toEqual({ kind: 'ignored', reason: 'repost' })
	})
})

describe('HTML entities', () => {
	test('are taken out of posts, long texts and direct messages, once', () => {
		const escaped = '@hilft 1 &lt; 2 &amp;amp; &gt;'
		const plain = '@hilft 1 < 2 &amp; >'
		expect(classic({ text: escaped })).toMatchObject({ text: plain })
		expect(newer({ text: escaped })).toMatchObject({ text: plain })
		expect(newer({ text: 'kurz…', note_tweet: { text: escaped } })).toMatchObject({ text: plain })
		expect(readAll(messageDelivery(directMessage({}, { text: escaped })))[0]).toMatchObject({ text: plain })
	})
})

describe('code-point offsets', () => {
	const reply = { in_reply_to_status_id_str: '88', in_reply_to_user_id_str: '9009' }
	const hidden = '@freund @hilft '
	const text = `${hidden}👩‍👩‍👧‍👦🎉 frag mal @hilft`
	const points = Array.from(text).length

	test('a mention after pictures of many halves is in the displayed text', () => {
		const user_mentions = [
			{ id_str: '9009', indices: [0, 7] },
			{ id_str: '1001', indices: [8, 14] },
			{ id_str: '1001', indices: [points - 6, points] },
		]
		const event = classic({ ...reply, text, display_text_range: [15, points], entities: { user_mentions } })
		expect(event).toMatchObject({ kind: 'message', form: 'mention' })
	})
	test('the same is found in the text when the mentions are not listed', () => {
		const members = { ...reply, text, display_text_range: [15, points], entities: undefined }
		expect(classic(members)).toMatchObject({ kind: 'message' })
		expect(classic({ ...members, text: `${hidden}👩‍👩‍👧‍👦🎉 ach ja` })).toMatchObject({ kind: 'aside' })
	})
	test('leading reply handles in emoji-rich threads stay leading', () => {
		const members = { ...reply, text: `😀😀 @hilft ja`, display_text_range: [9, 12], entities: undefined }
		expect(classic(members)).toMatchObject({ kind: 'aside' })
		expect(classic({ ...members, display_text_range: [8, 12] })).toMatchObject({ kind: 'message' })
	})
})

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

describe('"false" as a string', () => {
	test.each(['user_has_blocked', 'is_blocked_by'])('%s "false" drops nobody, "true" is a blocked account', (name) => {
		const { user_has_blocked: _, ...delivery } = postDelivery(post())
		expect(readAll({ ...delivery, [name]: 'false' })[0]).not.toHaveProperty('blocked')
		expect(readAll({ ...delivery, [name]: 'true' })[0]).toMatchObject({ kind: 'message', blocked: true })
	})
	test('is_quote_status "false" is no quote', () => {
		expect(classic({ is_quote_status: 'false' })).toMatchObject({ form: 'mention' })
	})
})

describe('own posts', () => {
	test('are told by the author’s id before anything else, whatever they say and whoever they answer', () => {
		const ours = { user: { id_str: '1001' }, in_reply_to_status_id_str: '88', in_reply_to_user_id_str: '1001' }
		expect(classic(ours)).toEqual({ kind: 'ignored', reason: 'ownPost' })
		expect(newer({ author_id: '1001' })).toEqual({ kind: 'ignored', reason: 'ownPost' })
		expect(readAll(streamDelivery({ author_id: '1001' }))).toEqual([{ kind: 'ignored', reason: 'ownPost' }])
	})
	test('an author with our handle but another id is a customer', () => {
		expect(classic({ user: { id_str: '5009', screen_name: 'hilft' } })).toMatchObject({ kind: 'message' })
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
		expect(newer({})).not.toHaveProperty('edition')
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

describe('in_reply_to_user_id alone', () => {
	test('is no reply, in either form', () => {
		expect(classic({ in_reply_to_user_id_str: '1001', in_reply_to_status_id_str: null })).toMatchObject({
			form: 'mention',
		})
		const event = newer({ in_reply_to_user_id: '1001' })
		expect(event).toMatchObject({ form: 'mention' })
		expect(event).not.toHaveProperty('parentId')
	})
	test('of somebody else does not make our name at the beginning an implicit one', () => {
		expect(newer({ in_reply_to_user_id: '9009', display_text_range: [7, 29] })).toMatchObject({ kind: 'message' })
	})
})

describe('media', () => {
	const photo = { type: 'photo', media_url_https: 'https://pbs.example/1.jpg', url: 'https://t.co/kurz' }
	const variants = [
		{ content_type: 'application/x-mpegURL', url: 'https://video.example/list.m3u8' },
		{ bitrate: 832_000, content_type: 'video/mp4', url: 'https://video.example/mittel.mp4' },
		{ bitrate: 10_368_000, content_type: 'video/mp4', url: 'https://video.example/gross.mp4' },
	]
	const film = { type: 'video', media_url_https: 'https://pbs.example/vorschau.jpg', video_info: { variants } }
	const expected = [
		{ kind: 'image', url: 'https://pbs.example/1.jpg' },
		{ kind: 'video', url: 'https://video.example/mittel.mp4' },
	]

	test('of a post in the older form are the files of extended_entities, not short links or previews', () => {
		const event = classic({ extended_entities: { media: [photo, film] }, entities: { media: [photo] } })
		expect(event).toMatchObject({ attachments: 2, media: expected })
	})
	test('of a cut post are those of the extended part', () => {
		const extended_tweet = { full_text: '@hilft lang', extended_entities: { media: [photo] } }
		expect(classic({ truncated: true, extended_tweet })).toMatchObject({ attachments: 1, media: expected.slice(0, 1) })
	})
	test('of a newer post are found among includes by their keys', () => {
		const media = [
			{
				media_key: '7_2',
				type: 'video',
				variants: variants.map(({ bitrate, ...rest }) => ({ ...rest, bit_rate: bitrate })),
			},
			{ media_key: '3_1', type: 'photo', url: 'https://pbs.example/1.jpg' },
			{ media_key: '3_9', type: 'photo', url: 'https://pbs.example/fremd.jpg' },
		]
		const shown = newerPost({ attachments: { media_keys: ['3_1', '7_2'] } })
		const [event] = readAll(activity('post.mention.create', shown, { includes: { users: NEWER_USERS, media } }))
		expect(event).toMatchObject({ attachments: 2, media: expected })
		const [without] = readAll(activity('post.mention.create', shown))
		expect(without).toMatchObject({ attachments: 2 })
		expect(without).not.toHaveProperty('media')
	})
	test('of a direct message are its attachment; a complaint may be only a photo', () => {
		const message = directMessage({}, { text: '', attachment: { type: 'media', media: photo } })
		expect(readAll(messageDelivery(message))[0]).toMatchObject({
			kind: 'message',
			text: '',
			attachments: 1,
			media: expected.slice(0, 1),
		})
	})
	test('are https only, and what is no address is only counted', () => {
		const media = [
			{ type: 'photo', media_url: 'http://pbs.example/alt.jpg' },
			{ type: 'photo', media_url_https: 'javascript:alert(1)' },
			{ type: 'photo', media_url_https: 'https://pbs.example/mit leer.jpg' },
			{ type: 'photo', media_url_https: 7 },
			'kein Bild',
		]
		expect(classic({ extended_entities: { media } })).toMatchObject({
			attachments: 5,
			media: [{ kind: 'image', url: 'https://pbs.example/alt.jpg' }],
		})
	})
})

describe('what other projects were sent', () => {
	const [only] = OWN
	const one = (delivery: unknown): ChannelEvent[] =>
		xChannel.explode(bytes(delivery)).map((event) => xChannel.interpret(event, only ? [only] : []))

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
