import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import { activity, bytes, newerPost, OWN, post, postDelivery } from '#test/deliveries/x.ts'

type Members = Readonly<Record<string, unknown>>
const readAll = (delivery: unknown): ChannelEvent[] =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(event, OWN))
const summons = (event: ChannelEvent | undefined) =>
	event?.kind === 'message' || event?.kind === 'aside' ? (event.summons ?? false) : undefined

/** The same post by both APIs: what is typed, who is named where, and whose post it answers. */
const both = (text: string, named: readonly [id: string, handle: string][], answers?: string, start = 0) => {
	const places = named.map(([id, handle]) => {
		const from = text.toLowerCase().lastIndexOf(`@${handle.toLowerCase()}`)
		return { id, handle, from, to: from + handle.length + 1 }
	})
	const range = start === 0 ? undefined : [start, text.length]
	const classic: Members = post({
		text,
		display_text_range: range,
		in_reply_to_status_id_str: answers === undefined ? null : '88',
		in_reply_to_user_id_str: answers ?? null,
		entities: { user_mentions: places.map(({ id, from, to }) => ({ id_str: id, indices: [from, to] })) },
	})
	const newer: Members = newerPost({
		text,
		display_text_range: range,
		in_reply_to_user_id: answers,
		referenced_tweets: answers === undefined ? undefined : [{ type: 'replied_to', id: '88' }],
		entities: { mentions: places.map(({ id, handle, from, to }) => ({ id, username: handle, start: from, end: to })) },
	})
	const type = answers === '1001' ? 'post.reply.create' : 'post.mention.create'
	return [readAll(postDelivery(classic))[0], readAll(activity(type, newer))[0]]
}

describe('a post on X summons us', () => {
	test.each<[string, (ChannelEvent | undefined)[]]>([
		['by a mention at its beginning, when it answers nobody', both('@hilft Netz weg', [['1001', 'hilft']])],
		['by a mention within', both('Netz weg, @HILFT ?', [['1001', 'HILFT']])],
		['by a mention of its own below our post', both('@hilft und nun, @hilft?', [['1001', 'hilft']], '1001', 7)],
		[
			'by a mention of its own below somebody else’s',
			both(
				'@freund frag @hilft',
				[
					['9009', 'freund'],
					['1001', 'hilft'],
				],
				'9009',
				8,
			),
		],
	])('%s', (_, events) => {
		expect(events.map(summons)).toEqual([true, true])
	})
	test('by a handle without an id, whatever its case', () => {
		const entities = { user_mentions: [{ screen_name: 'Hilft', indices: [9, 15] }] }
		expect(summons(readAll(postDelivery(post({ text: 'Netz weg @Hilft', entities })))[0])).toBe(true)
	})
	test('by quoting us, by the older and the newer API', () => {
		const classic = post({
			text: 'ach ja?',
			entities: {},
			is_quote_status: true,
			quoted_status: { user: { id_str: '1001' } },
		})
		const newer = newerPost({ text: 'ach ja?', entities: {}, referenced_tweets: [{ type: 'quoted', id: '77' }] })
		const events = [...readAll(postDelivery(classic)), ...readAll(activity('post.quote.create', newer))]
		expect(events.map(summons)).toEqual([true, true])
	})
	test('by X’s word where the post was cut before the mention', () => {
		const cut = newerPost({ text: `${'lang '.repeat(55)}…`, entities: undefined })
		expect(summons(readAll(activity('post.mention.create', cut))[0])).toBe(true)
	})
})

describe('a post on X does not summon us', () => {
	test.each<[string, (ChannelEvent | undefined)[]]>([
		['by the handle X puts before a reply to us', both('@hilft und nun?', [['1001', 'hilft']], '1001', 7)],
		['by that handle where X does not say where the text begins', both('@hilft und nun?', [['1001', 'hilft']], '1001')],
		[
			'by our handle among those X puts before a reply to somebody else',
			both(
				'@freund @hilft bei mir auch',
				[
					['9009', 'freund'],
					['1001', 'hilft'],
				],
				'9009',
				15,
			),
		],
		[
			'by naming another account of ours below our post',
			both('@hilft und @hilft_shop?', [['1002', 'hilft_shop']], '1001', 7),
		],
	])('%s', (_, events) => {
		expect(events.map(summons)).toEqual([false, false])
	})
	test('by a quote of somebody else’s post', () => {
		const quote = post({
			in_reply_to_status_id_str: '88',
			in_reply_to_user_id_str: '1001',
			text: 'ach ja?',
			entities: {},
			is_quote_status: true,
			quoted_status: { user: { id_str: '9009' } },
		})
		expect(summons(readAll(postDelivery(quote))[0])).toBe(false)
	})
	test('by X’s word against what the post itself shows', () => {
		const reply = newerPost({
			in_reply_to_user_id: '1001',
			referenced_tweets: [{ type: 'replied_to', id: '88' }],
			display_text_range: [7, 29],
		})
		expect(summons(readAll(activity('post.mention.create', reply))[0])).toBe(false)
	})
})
