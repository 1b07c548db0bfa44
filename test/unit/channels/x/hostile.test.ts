import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChannelEvent, RawEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import {
	activity,
	bytes,
	chatMessage,
	deletion,
	directMessage,
	messageDelivery,
	newerMessages,
	newerPost,
	OWN,
	post,
	postDelivery,
	streamDelivery,
} from '#test/deliveries/x.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'
import { share } from '#test/support/night.ts'

type Json = Readonly<Record<string, unknown>>

/** One of each form there is. */
const DELIVERIES: readonly Json[] = [
	postDelivery(post({ extended_tweet: { full_text: 'lang @hilft', display_text_range: [0, 11] } })),
	postDelivery(
		post({ extended_entities: { media: [{ type: 'photo', media_url_https: 'https://pbs.example/1.jpg' }] } }),
	),
	postDelivery(post({ quoted_status: { user: { id_str: '1001' } }, edit_history: { edit_tweet_ids: ['1'] } })),
	messageDelivery(
		directMessage({}, { attachment: { type: 'media', media: { media_url_https: 'https://x.example/1' } } }),
	),
	{ for_user_id: '1001', tweet_delete_events: [deletion({ status: { id: '7', user_id: '5001' } })] },
	{ user_event: { revoke: { source: { user_id: '1001' } } } },
	activity(
		'post.mention.create',
		newerPost({ note_tweet: { text: 'lang @hilft', entities: { mentions: [{ id: '1001' }] } } }),
	),
	activity('post.quote.create', newerPost({ referenced_tweets: [{ type: 'quoted', id: '3' }] })),
	activity('post.reply.create', newerPost({ attachments: { media_keys: ['3_1'] } }), {
		includes: { users: [{ data: { id: '5001' } }], media: [{ media_key: '3_1', url: 'https://pbs.example/1.jpg' }] },
	}),
	activity('post.delete', { id: '7', author_id: '5001' }),
	activity('dm.received', newerMessages(directMessage())),
	activity('dm.received', { id: '8', event_type: 'MessageCreate', sender_id: '5001', text: 'hi' }),
	activity('chat.received', chatMessage()),
	activity('oauth.revoke', { user_id: '1001' }),
	streamDelivery(),
]

const KEY = /^[\x21-\x7e]{1,300}$/
const isInstant = (at: string | undefined) => at === undefined || new Date(at).toISOString() === at

const isWellFormed = (event: ChannelEvent): boolean => {
	if (event.kind === 'parked') return event.reason !== 'interpreterFailed'
	if (event.kind === 'update') return KEY.test(event.contentId) && isInstant(event.changedAt)
	if (event.kind !== 'message' && event.kind !== 'aside') return true
	const keys = [event.contentId, event.author.id, event.threadId, event.parentId ?? '1']
	const names = [event.text, event.author.handle ?? '', event.author.name ?? '']
	return (
		keys.every((key) => KEY.test(key)) &&
		names.every((name) => name.isWellFormed()) &&
		/^\d+$/.test(event.order) &&
		/^\d+$/.test(event.edition ?? '0') &&
		isInstant(event.sentAt) &&
		OWN.some(({ network, id }) => network === 'x' && id === event.accountId) &&
		(event.media ?? []).every(({ url }) => url.startsWith('https://'))
	)
}

/** Over JSON, because an event may travel alone. */
const meaning = (event: RawEvent): ChannelEvent => xChannel.interpret(JSON.parse(JSON.stringify(event)), OWN)
const meaningsIn = (body: Uint8Array): ChannelEvent[] => xChannel.splitDelivery(body).map(meaning)
const meanings = (delivery: unknown): ChannelEvent[] => meaningsIn(bytes(delivery))

/** A value with one place, chosen by the numbers, replaced by something else. */
const replaced = (value: unknown, path: readonly number[], other: unknown): unknown => {
	const [first, ...rest] = path
	if (first === undefined || typeof value !== 'object' || value === null) return other
	const entries = Object.entries(value)
	const chosen = entries[first % Math.max(entries.length, 1)]
	if (chosen === undefined) return other
	const [key, member] = chosen
	if (Array.isArray(value)) return value.map((item, index) => (`${index}` === key ? replaced(item, rest, other) : item))
	return { ...value, [key]: replaced(member, rest, other) }
}

const nasty = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom(
		'true',
		'false',
		'\ud800',
		'\ufffe',
		'\0',
		'',
		'0',
		'-1',
		'…',
		'@hilft',
		'ä'.repeat(300),
		'9'.repeat(300),
	),
	fc.constantFrom(-1, 1e300, 0.5, 2 ** 53, null, true, [[]], [{}], { data: {} }, { '': 0 }),
)

describe('hostile deliveries of X', () => {
	test('one place of any form replaced by anything ends in one meaning per event', () => {
		const place = fc.array(fc.nat(40), { minLength: 1, maxLength: 8 })
		fc.assert(
			fc.property(
				fc.constantFrom(...DELIVERIES),
				place,
				nasty,
				place,
				nasty,
				(delivery, path, value, path2, value2) => {
					const hostile = replaced(replaced(delivery, path, value), path2, value2)
					const body = bytes(JSON.stringify(hostile))
					const isObject = typeof hostile === 'object' && hostile !== null && !Array.isArray(hostile)
					if (!isObject) return true
					const events = xChannel.splitDelivery(body)
					return events.length > 0 && events.every((event) => isWellFormed(meaning(event)))
				},
			),
			{ numRuns: share(2_000) },
		)
	})
	test('arbitrary JSON in any place where X has an event ends in one meaning', () => {
		const types = fc.constantFrom('post.mention.create', 'post.delete', 'dm.received', 'chat.received', 'post.create')
		fc.assert(
			fc.property(types, fc.jsonValue(), fc.jsonValue(), (type, payload, includes) =>
				meanings(activity(type, payload, { includes })).every(isWellFormed),
			),
			{ numRuns: share(1_000) },
		)
	})
	test('a member of any name beside the known ones changes nothing', () => {
		fc.assert(
			fc.property(fc.string(), fc.jsonValue(), (name, value) => {
				const known = newerPost()
				if (name in known || /^(note|in_reply|referenced|edit_history|attachments|author|data)/.test(name)) return
				expect(meanings(activity('post.mention.create', { ...known, [name]: value }))).toEqual(
					meanings(activity('post.mention.create')),
				)
			}),
			{ numRuns: 300 },
		)
	})
	test.each([
		['half a surrogate', '@hilft \ud83d', '@hilft \ufffd'],
		['a character SQS refuses', '@hilft \ufffe\uffff\u0001', '@hilft \ufffe\uffff\u0001'],
	])('%s in a text is a message', (_, text, expected) => {
		expect(meanings(postDelivery(post({ text })))).toMatchObject([{ kind: 'message', text: expected }])
		expect(meanings(activity('post.mention.create', newerPost({ text })))).toMatchObject([{ text: expected }])
		expect(meanings(messageDelivery(directMessage({}, { text })))).toMatchObject([{ text: expected }])
	})
	test('of duplicate keys the last counts, and nothing of a prototype is touched', () => {
		const body =
			'{"for_user_id":"1001","tweet_create_events":[{"id_str":"1","id_str":"2","text":"@hilft","__proto__":{"retweeted_status":{}},"user":{"id_str":"5001","__proto__":{"id_str":"1001"}}}]}'
		expect(meanings(body)).toMatchObject([{ kind: 'message', contentId: '2', author: { id: '5001' } }])
	})
	test('parks what is 10,000 levels deep, beside or inside an event', () => {
		const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
		const body = `{"for_user_id":"1001","tweet_create_events":[{"id_str":"1","text":${deep}}]}`
		expect(() => xChannel.splitDelivery(bytes(body))).toThrow(ParkedError)
	})
	test.each([
		['letters', 'ä'],
		['our name', '@hilft '],
		['dots', '…'],
		['dots and links', '… https://t.co/abc '],
		['escapes', '&amp;lt;'],
		['space', ' \n'],
	])('a text of nothing but %s is read in proportion to its length', async (_, piece) => {
		const read = (body: Uint8Array) => expect(meaningsIn(body)).toMatchObject([{ kind: 'message' }])
		const forms: readonly ((text: string) => Json)[] = [
			(text) => postDelivery(post({ text, entities: undefined, display_text_range: [5_000, 1_000_000] })),
			(text) => activity('post.mention.create', newerPost({ text, entities: undefined })),
			(text) => messageDelivery(directMessage({}, { text })),
		]
		for (const form of forms) {
			const bodies = hundredfold((size) => bytes(form(`@hilft ${repeated(piece)(size)}`)), share(1_000_000))
			expect(await growthOf(read, bodies)).toBeLessThan(IN_PROPORTION)
		}
	})
	test('a thousand activities with a thousand users stay small and quick', () => {
		const ids = Array.from({ length: 1_000 }, (_, index) => `${70_000 + index}`)
		const users = ids.map((id) => ({ id, username: `u${id}`, description: 'x'.repeat(100) }))
		const data = ids.map(
			(id) => activity('post.mention.create', newerPost({ id, author_id: id }), { includes: undefined }).data,
		)
		const events = xChannel.splitDelivery(bytes({ data, includes: { users } }))
		expect(events).toHaveLength(1_000)
		expect(JSON.stringify(events).length).toBeLessThan(1_048_576)
		expect(
			events.map(meaning).every((event, index) => event.kind === 'message' && event.author.handle === `u${ids[index]}`),
		).toBe(true)
	})
})

describe('order and repetition', () => {
	test('do not matter for what an event means', () => {
		const events = DELIVERIES.flatMap((delivery) => xChannel.splitDelivery(bytes(delivery)))
		const expected = new Map(events.map((event) => [event, JSON.stringify(meaning(event))]))
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (sequence) =>
				sequence.every((event) => JSON.stringify(meaning(event)) === expected.get(event)),
			),
		)
	})
	test('do not matter for the events of one delivery', () => {
		const posts = Array.from({ length: 8 }, (_, index) => post({ id_str: `${100 + index}`, text: `@hilft ${index}` }))
		const messages = Array.from({ length: 4 }, (_, index) => ({ ...directMessage(), id: `${200 + index}` }))
		const tell = (delivery: Json) =>
			meanings(delivery)
				.map((event) => JSON.stringify(event))
				.sort()
		const all = { ...messageDelivery(...messages), tweet_create_events: posts }
		fc.assert(
			fc.property(
				fc.shuffledSubarray(posts, { minLength: 8 }),
				fc.shuffledSubarray(messages, { minLength: 4 }),
				(p, m) => {
					expect(tell({ tweet_create_events: p, ...messageDelivery(...m) })).toEqual(tell(all))
				},
			),
		)
	})
	test('a broken neighbour changes nothing for the others', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (broken) => {
				const events = meanings(postDelivery(post(), broken as Json, post({ id_str: '12' })))
				expect([events[0], events[2]]).toEqual(meanings(postDelivery(post(), post({ id_str: '12' }))))
			}),
		)
	})
})
