import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import { bytes, OWN, post, postDelivery } from '#test/deliveries/x.ts'

const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(event, OWN))
const read = (members: Readonly<Record<string, unknown>>) => readAll(postDelivery(post(members)))[0]

const stranger = { id_str: '9009', screen_name: 'jemand' }
const mentionOfUs = { user_mentions: [{ id_str: '1001', indices: [0, 6] }] }

describe('a post on X', () => {
	test('that names us is a message', () => {
		expect(read({})).toEqual({
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
	test('that answers our post is a reply, with its parent', () => {
		expect(read({ in_reply_to_status_id_str: '88', in_reply_to_user_id_str: '1001' })).toMatchObject({
			kind: 'message',
			form: 'reply',
			parentId: '88',
			threadId: '88',
		})
	})
	test('is no reply only because it begins with our handle', () => {
		expect(read({ in_reply_to_user_id_str: '1001', in_reply_to_status_id_str: null })).toMatchObject({
			form: 'mention',
		})
	})
	test('that answers somebody else and names us in its own words is a mention', () => {
		const members = {
			text: '@freund frag mal @hilft',
			in_reply_to_status_id_str: '88',
			in_reply_to_user_id_str: '9009',
			display_text_range: [8, 23],
			entities: {
				user_mentions: [
					{ id_str: '9009', indices: [0, 7] },
					{ id_str: '1001', indices: [17, 23] },
				],
			},
		}
		expect(read(members)).toMatchObject({ kind: 'message', form: 'mention', parentId: '88' })
	})
	test('that answers somebody else and names us only in the handles X prepends is an aside', () => {
		const members = {
			text: '@freund @hilft bei mir auch',
			in_reply_to_status_id_str: '88',
			in_reply_to_user_id_str: '9009',
			display_text_range: [15, 27],
			entities: {
				user_mentions: [
					{ id_str: '9009', indices: [0, 7] },
					{ id_str: '1001', indices: [8, 14] },
				],
			},
		}
		expect(read(members)).toMatchObject({ kind: 'aside', form: 'reply', contentId: '1924465506158878979' })
	})
	test('that goes on in the customer’s own thread is still for us, although only X put our handle there', () => {
		const members = {
			text: '@hilft und das Fernsehen auch',
			in_reply_to_status_id_str: '88',
			in_reply_to_user_id_str: '5001',
			display_text_range: [7, 29],
			entities: { user_mentions: [{ id_str: '1001', indices: [0, 6] }] },
		}
		expect(read(members)).toMatchObject({ kind: 'message', form: 'mention', parentId: '88' })
	})
	test('that answers somebody else without a displayed range is taken as a mention, rather too many than lost', () => {
		expect(read({ in_reply_to_status_id_str: '88', in_reply_to_user_id_str: '9009' })).toMatchObject({
			kind: 'message',
			form: 'mention',
		})
	})
	test('has its text and a late mention in the extended part', () => {
		const full = `${'sehr lang '.repeat(20)}@hilft &amp; jetzt?`
		const members = {
			text: 'sehr lang sehr lang… https://t.co/x',
			truncated: true,
			in_reply_to_user_id_str: null,
			entities: { user_mentions: [] },
			extended_tweet: { full_text: full, entities: { user_mentions: [{ id_str: '1001', indices: [200, 206] }] } },
		}
		expect(read(members)).toMatchObject({ form: 'mention', text: full.replace('&amp;', '&') })
	})
	test('whose full form is missing may name us further on, and is to be read by the API', () => {
		expect(read({ truncated: true, in_reply_to_user_id_str: null, entities: { user_mentions: [] } })).toMatchObject({
			kind: 'message',
			form: 'mention',
			incomplete: true,
		})
	})
	test('is unescaped once', () => {
		expect(read({ text: '@hilft &lt;3 &amp;amp; &gt; &quot;' })).toMatchObject({ text: '@hilft <3 &amp; > &quot;' })
	})
	test('with half a surrogate becomes well formed', () => {
		expect(read({ text: '@hilft \ud83d' })).toMatchObject({ text: '@hilft \ufffd' })
	})
	test('that quotes ours is a quote; the quoted words are not the customer’s', () => {
		const quoted = { is_quote_status: true, quoted_status: { text: 'von uns', user: { id_str: '1001' } }, entities: {} }
		expect(read({ ...quoted, text: 'ach ja?', in_reply_to_user_id_str: null })).toMatchObject({
			form: 'quote',
			text: 'ach ja?',
		})
	})
	test('that quotes ours is a quote even if the quoted post is gone', () => {
		const members = {
			is_quote_status: true,
			quoted_status_id_str: '77',
			entities: { user_mentions: [] },
			text: 'ach ja?',
		}
		expect(read(members)).toMatchObject({ kind: 'message', form: 'quote' })
	})
	test('that quotes somebody else and does not name us is ignored', () => {
		const members = { is_quote_status: true, quoted_status: { user: stranger }, entities: { user_mentions: [] } }
		expect(read(members)).toEqual({ kind: 'ignored', reason: 'notAddressed' })
	})
	test('of our own is known as such, of any of our accounts', () => {
		expect(read({ user: { id_str: '1001' } })).toMatchObject({ kind: 'own', accountId: '1001' })
		expect(read({ user: { id_str: '1002' } })).toMatchObject({ kind: 'own', accountId: '1002' })
	})
	test('that is a repost is ignored, although its text names us', () => {
		expect(read({ text: 'RT @hilft: mein', retweeted_status: { id_str: '3' } })).toEqual({
			kind: 'ignored',
			reason: 'repost',
		})
	})
	test('in the smallest form that X documents is a message without a time', () => {
		const smallest = {
			for_user_id: '1001',
			user_has_blocked: 'false',
			tweet_create_events: [
				{
					id_str: '9',
					text: '@hilft hi',
					truncated: false,
					in_reply_to_status_id_str: null,
					user: { id_str: '2', screen_name: 'kundin' },
					entities: { user_mentions: [{ id_str: '1001' }] },
				},
			],
		}
		const [event] = readAll(smallest)
		expect(event).toMatchObject({ kind: 'message', contentId: '9' })
		expect(event).not.toHaveProperty('sentAt', expect.anything())
		expect(event).not.toHaveProperty('blocked', expect.anything())
	})
	test('without a date is as old as its id says', () => {
		expect(read({ created_at: undefined })).toMatchObject({ sentAt: '2025-05-19T14:01:46.165Z' })
	})
	test('without a word on mentions is searched for our handle', () => {
		expect(read({ entities: undefined, text: 'hallo @HILFT!' })).toMatchObject({ form: 'mention' })
		expect(read({ entities: undefined, text: 'hallo @hilft_nicht a@hilft.example' })).toEqual({
			kind: 'ignored',
			reason: 'notAddressed',
		})
	})
	test('that names another account of ours is for that one, whichever delivery brought it', () => {
		const members = { entities: { user_mentions: [{ id_str: '1002' }] }, in_reply_to_user_id_str: null }
		expect(read(members)).toMatchObject({ kind: 'message', accountId: '1002' })
	})
	test('counts its pictures', () => {
		expect(read({ extended_entities: { media: [{}, {}] } })).toMatchObject({
			attached: [{ kind: 'image' }, { kind: 'image' }],
		})
	})
	test.each([
		['true', true],
		[true, true],
		['false', undefined],
		[false, undefined],
		[undefined, undefined],
	])('knows a blocked account: %s', (value, expected) => {
		const [event] = readAll({ ...postDelivery(post()), user_has_blocked: value })
		expect(event?.kind === 'message' && event.blocked).toBe(expected ?? undefined)
	})
	test('keeps the digits of ids that come as numbers', () => {
		const body = `{"for_user_id":1001,"tweet_create_events":[{"id":1924465506158878979,"text":"hi @hilft","user":{"id":1924465506158878978},"entities":{"user_mentions":[{"id":1001}]}}]}`
		expect(readAll(body)[0]).toMatchObject({
			contentId: '1924465506158878979',
			author: { id: '1924465506158878978' },
			accountId: '1001',
		})
	})
	test('parks what came for an account that is not ours', () => {
		expect(readAll({ ...postDelivery(post()), for_user_id: '4' })).toEqual([
			{ kind: 'parked', reason: 'unknownAccount' },
		])
	})
	test('parks one that is broken, and its neighbours go on', () => {
		expect(readAll(postDelivery(post(), { nonsense: 1 }, post({ id_str: '12' }))).map(({ kind }) => kind)).toEqual([
			'message',
			'parked',
			'message',
		])
	})
	test('has room for members nobody knows yet', () => {
		expect(read({ brand_new: { deep: [1] }, mentions: mentionOfUs })).toMatchObject({ kind: 'message' })
	})
})
