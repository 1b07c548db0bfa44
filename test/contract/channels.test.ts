import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Network, networkSchema } from '#shared/cases/network.ts'
import {
	type Channel,
	type ChannelEvent,
	IGNORED_REASONS,
	type RawEvent,
	type WebhookSource,
} from '#shared/channels/channel.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import {
	comment,
	feed,
	instagramChanges,
	instagramComment,
	instagramMessage,
	instagramMessaging,
	messaging,
	metaPrivateMessage,
} from '#test/deliveries/meta.ts'
import {
	activity,
	bytes,
	directMessage,
	messageDelivery,
	newerMessages,
	newerPost,
	OWN,
	post,
	postDelivery,
} from '#test/deliveries/x.ts'

type Sample = {
	readonly source: WebhookSource
	readonly publicOne: unknown
	readonly privateOne: unknown
	readonly many: (count: number) => unknown
}

const numbered = <Item>(count: number, item: (index: number) => Item): Item[] =>
	Array.from({ length: count }, (_, index) => item(index))

/** What a network must bring to pass the suite: one public and one private message to us, and many of them at once. */
const SAMPLES: Readonly<Record<Network, Sample>> = {
	x: {
		source: 'x',
		publicOne: postDelivery(post()),
		privateOne: messageDelivery(directMessage()),
		many: (count) => postDelivery(...numbered(count, (index) => post({ id_str: `${1000 + index}` }))),
	},
	facebook: {
		source: 'meta',
		publicOne: feed(comment()),
		privateOne: messaging(metaPrivateMessage()),
		many: (count) => feed(...numbered(count, (index) => comment({ comment_id: `55_${index}` }))),
	},
	instagram: {
		source: 'meta',
		publicOne: instagramChanges('comments', instagramComment()),
		privateOne: instagramMessaging(instagramMessage()),
		many: (count) => instagramMessaging(...numbered(count, (index) => instagramMessage({ mid: `m_${index}` }))),
	},
}

/** X by its newer API, which shares the webhook with the older one. */
const NEWER_X: Sample = {
	source: 'x',
	publicOne: activity('post.mention.create'),
	privateOne: activity('dm.received', newerMessages(directMessage())),
	many: (count) => ({
		data: numbered(count, (index) => {
			const id = `${1000 + index}`
			return activity('post.mention.create', newerPost({ id, edit_history_tweet_ids: [id] })).data
		}),
	}),
}

const ALL: readonly (readonly [name: string, network: Network, sample: Sample])[] = [
	...networkSchema.options.map((network) => [network, network, SAMPLES[network]] as const),
	['x by its newer API', 'x', NEWER_X],
]

const IGNORED: readonly string[] = IGNORED_REASONS
const PARKED: readonly string[] = PARKED_REASONS

const isKey = (text: string): boolean => /^[\x21-\x7e]{1,300}$/.test(text)

const isWellFormed = (event: ChannelEvent): boolean => {
	switch (event.kind) {
		case 'ignored':
			return IGNORED.includes(event.reason)
		case 'parked':
			return PARKED.includes(event.reason) && event.reason !== 'interpreterFailed'
		case 'control':
			return /^[a-zA-Z]+$/.test(event.control)
		case 'update':
			return (
				isKey(event.contentId) &&
				(event.changedAt === undefined || new Date(event.changedAt).toISOString() === event.changedAt)
			)
		case 'own':
			return (
				isKey(event.contentId + event.accountId + (event.parentId ?? '') + (event.recipientId ?? '')) &&
				IGNORED.includes(event.reason) &&
				event.text.isWellFormed() &&
				(event.sentAt === undefined || new Date(event.sentAt).toISOString() === event.sentAt)
			)
		default:
			return (
				isKey(event.contentId + event.author.id) &&
				/^\d+$/.test(event.order) &&
				(event.edition === undefined || /^\d+$/.test(event.edition)) &&
				event.text.isWellFormed() &&
				(event.media ?? []).every(({ url }) => url.startsWith('https://')) &&
				(event.sentAt === undefined || new Date(event.sentAt).toISOString() === event.sentAt)
			)
	}
}

/** Explodes and interprets as the worker does, over JSON, because an event may travel alone. */
const process = (channel: Channel, body: Uint8Array): ChannelEvent[] =>
	channel.splitDelivery(body).map((event) => {
		const travelled: RawEvent = JSON.parse(JSON.stringify(event))
		return channel.interpret(travelled, OWN)
	})

const processOrPark = (channel: Channel, body: Uint8Array): ChannelEvent[] | string => {
	try {
		return process(channel, body)
	} catch (error) {
		if (error instanceof ParkedError && PARKED.includes(error.reason)) return error.reason
		throw error
	}
}

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

describe.each(ALL)('%s', (_, network, sample) => {
	const channel = CHANNELS[sample.source]

	test('is registered under the name of its source', () => expect(channel.source).toBe(sample.source))

	test('reads a public message', () => {
		expect(process(channel, bytes(sample.publicOne))).toMatchObject([
			{ kind: 'message', network, visibility: 'public' },
		])
	})
	test('reads a private message', () => {
		expect(process(channel, bytes(sample.privateOne))).toMatchObject([
			{ kind: 'message', network, visibility: 'private', form: 'dm' },
		])
	})
	test('reads a delivery of a thousand to the last one', () => {
		const events = process(channel, bytes(sample.many(1_000)))
		expect(new Set(events.map((event) => event.kind === 'message' && event.contentId)).size).toBe(1_000)
	})
	test('does not name anything of the delivery in the source of an event', () => {
		for (const { source } of channel.splitDelivery(bytes(sample.privateOne)))
			expect(source).toMatch(/^[a-z]+(\.[a-z_]+)?$/)
	})
	test.each([
		['notUtf8', Buffer.from([0x7b, 0xff, 0x7d])],
		['notJson', bytes('{"for_user_id":')],
		['notJson', bytes('')],
		['tooDeep', bytes(`{"entry":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)],
		['unknownShape', bytes('[]')],
		['unknownShape', bytes('null')],
	])('parks a body as a whole: %s', (reason, body) => {
		expect(processOrPark(channel, body)).toBe(reason)
	})
	test('brackets inside strings are no depth', () => {
		const text = `\\"${'['.repeat(1_000)}`
		expect(
			processOrPark(channel, bytes({ for_user_id: '1001', entry: [{ id: '2001', note: text }], text })),
		).toHaveLength(1)
	})
	test('never throws on arbitrary bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
				const result = processOrPark(channel, body)
				return typeof result === 'string' || result.every(isWellFormed)
			}),
		)
	})
	test('never throws on arbitrary JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const result = processOrPark(channel, bytes(JSON.stringify(value)))
				return typeof result === 'string' || result.every(isWellFormed)
			}),
		)
	})
	test('never throws, and never gives an ill-formed message, when one place of a delivery is something else', () => {
		const other = fc.oneof(
			fc.jsonValue(),
			fc.constantFrom('true', 'false', '\ud800', '\ufffe', '', '0', -1, 1e300, 'ä'.repeat(300), '9'.repeat(300)),
		)
		const place = fc.array(fc.nat(30), { minLength: 1, maxLength: 7 })
		fc.assert(
			fc.property(fc.constantFrom(sample.publicOne, sample.privateOne), place, other, (delivery, path, value) => {
				const result = processOrPark(channel, bytes(JSON.stringify(replaced(delivery, path, value))))
				return typeof result === 'string' || result.every(isWellFormed)
			}),
			{ numRuns: 2_000 },
		)
	})
	test('never throws on an arbitrary event', () => {
		const source = fc.oneof(
			fc.string(),
			fc.constantFrom(...channel.splitDelivery(bytes(sample.publicOne)).map((e) => e.source)),
		)
		fc.assert(
			fc.property(source, fc.string(), fc.jsonValue(), fc.jsonValue(), (name, accountId, payload, context) =>
				isWellFormed(channel.interpret({ source: name, accountId, payload, context }, OWN)),
			),
		)
	})
	test('gives the same result for the same delivery', () => {
		const digest = () =>
			createHash('sha256')
				.update(JSON.stringify(process(channel, bytes(sample.many(20)))))
				.digest('hex')
		expect(digest()).toBe(digest())
	})
})
