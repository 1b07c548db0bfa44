import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import {
	activity,
	bytes,
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

describe('extended and long texts', () => {
	const long = `${'Wort '.repeat(80)}@hilft &amp; Schluss`
	const at = (text: string) => ({ start: text.indexOf('@hilft'), end: text.indexOf('@hilft') + 6 })

	test('the text is in extended_tweet when the outer text is cut', () => {
		const extended_tweet = { full_text: long, entities: { user_mentions: [{ id_str: '1001' }] } }
		const event = classic({ ...withoutMention, text: 'Wort Wort… https://t.co/abc', truncated: true, extended_tweet })
		expect(event).toMatchObject({ kind: 'message', text: long.replace('&amp;', '&') })
		expect(event).not.toHaveProperty('incomplete', expect.anything())
	})
	test.each(['note_tweet', 'note_post'])('the text is in %s when there is one', (name) => {
		const event = newer({ text: 'Wort Wort…', [name]: { text: long }, entities: undefined })
		expect(event).toMatchObject({ text: long.replace('&amp;', '&'), accountId: '1001' })
		expect(event).not.toHaveProperty('incomplete', expect.anything())
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
		expect(newer({ text: '@hilft also … nein' })).not.toHaveProperty('incomplete', expect.anything())
	})
	test('a post that is marked as cut without its extended part is to be read by the API', () => {
		expect(classic({ truncated: true })).toMatchObject({ incomplete: true, form: 'mention' })
		expect(classic({ truncated: 'false' })).not.toHaveProperty('incomplete', expect.anything())
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

describe('in_reply_to_user_id alone', () => {
	test('is no reply, in either form', () => {
		expect(classic({ in_reply_to_user_id_str: '1001', in_reply_to_status_id_str: null })).toMatchObject({
			form: 'mention',
		})
		const event = newer({ in_reply_to_user_id: '1001' })
		expect(event).toMatchObject({ form: 'mention' })
		expect(event).not.toHaveProperty('parentId', expect.anything())
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
		expect(event).toMatchObject({ attached: [{ kind: 'image' }, { kind: 'video' }], media: expected })
	})
	test('of a cut post are those of the extended part', () => {
		const extended_tweet = { full_text: '@hilft lang', extended_entities: { media: [photo] } }
		expect(classic({ truncated: true, extended_tweet })).toMatchObject({
			attached: [{ kind: 'image' }],
			media: expected.slice(0, 1),
		})
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
		expect(event).toMatchObject({ attached: [{ kind: 'image' }, { kind: 'video' }], media: expected })
		const [without] = readAll(activity('post.mention.create', shown))
		expect(without).toMatchObject({ attached: [{ kind: 'image' }, { kind: 'video' }] })
		expect(without).not.toHaveProperty('media', expect.anything())
	})
	test('of a direct message are its attachment; a complaint may be only a photo', () => {
		const message = directMessage({}, { text: '', attachment: { type: 'media', media: photo } })
		expect(readAll(messageDelivery(message))[0]).toMatchObject({
			kind: 'message',
			text: '',
			attached: [{ kind: 'image' }],
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
			attached: Array.from({ length: 5 }, () => ({ kind: 'image' })),
			media: [{ kind: 'image', url: 'https://pbs.example/alt.jpg' }],
		})
	})
})
