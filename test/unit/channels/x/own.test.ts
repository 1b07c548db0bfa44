import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { isSameText } from '#shared/channels/same-text.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import {
	activity,
	bytes,
	chatMessage,
	directMessage,
	messageDelivery,
	newerMessages,
	newerPost,
	OWN,
	post,
	postDelivery,
	streamDelivery,
} from '#test/deliveries/x.ts'

const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))
const textOf = (event: ChannelEvent | undefined) => (event?.kind === 'own' ? event.text : undefined)

const SENT = 'Gern & sofort: telekom.de/hilfe ^on'
const TYPED = 'Gern &amp; sofort: https://t.co/aB3 ^on'
const link = { url: 'https://t.co/aB3', expanded_url: 'http://telekom.de/hilfe', display_url: 'telekom.de/hilfe' }

describe('a reply of ours', () => {
	const asClassic = post({
		user: { id_str: '1001', screen_name: 'hilft' },
		text: `@kundin ${TYPED}`,
		in_reply_to_status_id_str: '88',
		in_reply_to_user_id_str: '5001',
		display_text_range: [8, 47],
		entities: { user_mentions: [{ id_str: '5001', indices: [0, 7] }], urls: [{ ...link, indices: [28, 44] }] },
	})
	const asNewer = newerPost({
		author_id: '1001',
		text: `@kundin ${TYPED}`,
		in_reply_to_user_id: '5001',
		referenced_tweets: [{ type: 'replied_to', id: '88' }],
		display_text_range: [8, 47],
		entities: { mentions: [{ start: 0, end: 7, username: 'kundin', id: '5001' }], urls: [{ ...link, start: 28 }] },
	})
	const expected = {
		kind: 'own',
		reason: 'ownPost',
		network: 'x',
		accountId: '1001',
		contentId: '1924465506158878979',
		form: 'reply',
		visibility: 'public',
		text: 'Gern & sofort: http://telekom.de/hilfe ^on',
		parentId: '88',
		sentAt: '2026-11-22T10:00:00.000Z',
	}
	test.each<[string, unknown]>([
		['the older API', postDelivery(asClassic)],
		['the newer one', activity('post.create', asNewer)],
		['the newer one as a mention of another account of ours', activity('post.mention.create', asNewer)],
		['the stream', streamDelivery(asNewer)],
	])('tells by %s what we typed, and below which post', (_, delivery) => {
		expect(readAll(delivery)).toEqual([expected])
		expect(isSameText(expected.text, SENT)).toBe(true)
	})
	test('loses the handles at its beginning also where X does not say where it begins', () => {
		const [event] = readAll(postDelivery({ ...asClassic, text: '@kundin @b Ja @c', display_text_range: undefined }))
		expect(textOf(event)).toBe('Ja @c')
	})
	test('keeps its whole text when it is long, with the links of the long form', () => {
		const long = `${'ja '.repeat(120)}https://t.co/aB3`
		const extended = {
			full_text: `@kundin ${long}`,
			display_text_range: [8, 8 + long.length],
			entities: { urls: [link] },
		}
		const [classic] = readAll(postDelivery({ ...asClassic, truncated: true, entities: {}, extended_tweet: extended }))
		const note = { text: `@kundin ${long}`, entities: { urls: [link] } }
		const [newer] = readAll(activity('post.create', { ...asNewer, note_tweet: note }))
		for (const event of [classic, newer]) expect(textOf(event)).toBe(`${'ja '.repeat(120)}http://telekom.de/hilfe`)
	})
	test('keeps a short link that X does not explain', () => {
		const [event] = readAll(postDelivery({ ...asClassic, entities: undefined }))
		expect(textOf(event)).toBe('Gern & sofort: https://t.co/aB3 ^on')
	})
	test('has the id of its first edition', () => {
		const edited = {
			...asNewer,
			id: '1924465506158879999',
			edit_history_tweet_ids: [asNewer.id, '1924465506158879999'],
		}
		expect(readAll(activity('post.create', edited))).toMatchObject([{ contentId: '1924465506158878979' }])
	})
})

describe('a post of ours', () => {
	test('that answers nobody has no parent, and keeps the handle it begins with', () => {
		const [event] = readAll(postDelivery(post({ user: { id_str: '1002' }, text: '@kundin schaut her' })))
		expect(event).toEqual({
			kind: 'own',
			reason: 'ownPost',
			network: 'x',
			accountId: '1002',
			contentId: '1924465506158878979',
			form: 'post',
			visibility: 'public',
			text: '@kundin schaut her',
			sentAt: '2026-11-22T10:00:00.000Z',
		})
	})
	test('that quotes a customer is a quote', () => {
		expect(readAll(postDelivery(post({ user: { id_str: '1001' }, is_quote_status: true })))).toMatchObject([
			{ kind: 'own', form: 'quote' },
		])
	})
	test('that only reposts stays ignored', () => {
		const repost = post({ user: { id_str: '1001' }, retweeted_status: { id_str: '3' } })
		expect(readAll(postDelivery(repost))).toEqual([{ kind: 'ignored', reason: 'repost' }])
	})
})

describe('a private message of ours', () => {
	const ours = directMessage({ sender_id: '1001', target: { recipient_id: '5001' } }, { text: 'a &lt; b' })
	const expected = {
		kind: 'own',
		reason: 'echo',
		network: 'x',
		accountId: '1001',
		contentId: '1924465506158878980',
		form: 'dm',
		visibility: 'private',
		text: 'a < b',
		recipientId: '5001',
		sentAt: '2026-11-22T10:00:00.123Z',
	}
	test('tells what it says and to whom, by both APIs', () => {
		expect(readAll(messageDelivery(ours))).toEqual([expected])
		expect(readAll(activity('dm.sent', newerMessages(ours)))).toEqual([expected])
	})
	test('in the form of the v2 API names its recipient by the conversation', () => {
		const newer = { id: '13', event_type: 'MessageCreate', sender_id: '1001', text: 'hallo' }
		expect(readAll(activity('dm.sent', { ...newer, dm_conversation_id: '1001-5001' }))).toMatchObject([
			{ kind: 'own', recipientId: '5001' },
		])
		const [group] = readAll(activity('dm.sent', { ...newer, dm_conversation_id: '99887766' }))
		expect(group).toMatchObject({ kind: 'own', contentId: '13' })
		expect(group).not.toHaveProperty('recipientId', expect.anything())
	})
	test('that is encrypted names its recipient and has no text', () => {
		expect(readAll(activity('chat.sent', chatMessage({ sender_id: '1001' })))).toMatchObject([
			{ kind: 'own', reason: 'echo', recipientId: '5001', text: '' },
		])
	})
})
