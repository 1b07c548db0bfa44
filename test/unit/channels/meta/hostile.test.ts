import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChannelEvent, IGNORED_REASONS } from '#shared/channels/channel.ts'
import { metaChannel } from '#shared/channels/meta/channel.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import {
	changes,
	comment,
	feed,
	instagramChanges,
	instagramComment,
	instagramMessage,
	instagramMessaging,
	messaging,
	metaPrivateMessage,
} from '#test/deliveries/meta.ts'
import { bytes, OWN } from '#test/deliveries/x.ts'
import { growthOf, hundredfold, IN_PROPORTION } from '#test/support/growth.ts'
import { share } from '#test/support/night.ts'

const IGNORED: readonly string[] = IGNORED_REASONS
const PARKED: readonly string[] = PARKED_REASONS

const isKey = (text: string): boolean => /^[\x21-\x7e]{1,300}$/.test(text)
const isInstant = (at: string | undefined): boolean => at === undefined || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at)

const isSound = (event: ChannelEvent): boolean => {
	switch (event.kind) {
		case 'ignored':
			return IGNORED.includes(event.reason)
		case 'parked':
			return PARKED.includes(event.reason) && event.reason !== 'interpreterFailed'
		case 'control':
			return event.control === 'policyEnforcement'
		case 'update':
			return isKey(event.contentId) && isInstant(event.changedAt)
		case 'own':
			return (
				isKey(event.contentId) &&
				isKey(event.parentId ?? event.recipientId ?? '') &&
				isInstant(event.sentAt) &&
				event.text.isWellFormed() &&
				!OWN.some(({ network, id }) => network !== 'x' && id === event.recipientId)
			)
		default:
			return (
				isKey(event.contentId) &&
				isKey(event.author.id) &&
				isKey(event.threadId) &&
				/^\d{1,40}$/.test(event.order) &&
				/^[1-9]\d{0,40}$/.test(event.edition ?? '1') &&
				isInstant(event.sentAt) &&
				(event.media ?? []).every(({ url }) => url.startsWith('https://') && isKey(url.slice(0, 300))) &&
				event.text.isWellFormed() &&
				// What shows nothing says so, and only our own ids are never a customer's.
				(event.text !== '' || event.attached !== undefined || event.incomplete === true || event.form === 'review') &&
				!OWN.some(({ network, id }) => network !== 'x' && id === event.author.id)
			)
	}
}

/** Each event's meaning; a body that is parked as a whole has none. */
const read = (body: Uint8Array): readonly ChannelEvent[] => {
	try {
		return metaChannel.splitDelivery(body).map((event) => metaChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))
	} catch (error) {
		if (error instanceof ParkedError && PARKED.includes(error.reason)) return []
		throw error
	}
}

const other = (members: Readonly<Record<string, unknown>>) => {
	const { message: _, ...rest } = metaPrivateMessage()
	return { ...rest, ...members }
}

/** One event of every kind. */
const DELIVERIES: readonly unknown[] = [
	feed(comment({ message_tags: [{ id: '6002', offset: 0 }], parent_id: '55_1' })),
	feed(comment({ verb: 'edited', edited_time: 1795341700 })),
	feed(comment({ verb: 'remove' })),
	feed(comment({ item: 'photo', photos: ['https://example.test/1'], link: 'https://example.test/2' })),
	changes('mention', comment({ message: undefined })),
	changes('ratings', {
		item: 'rating',
		verb: 'add',
		open_graph_story_id: '1',
		reviewer_id: '6001',
		review_text: 'nie',
	}),
	messaging(metaPrivateMessage({ attachments: [{ type: 'image', payload: { url: 'https://example.test/1' } }] })),
	messaging(metaPrivateMessage({ is_deleted: true })),
	messaging(other({ message_edit: { mid: 'm_1', text: 'neu', num_edit: 3 } })),
	messaging(other({ postback: { title: 'Störung', payload: 'P' } })),
	messaging(other({ 'policy-enforcement': { action: 'block' } })),
	instagramChanges('comments', instagramComment()),
	instagramChanges('mentions', { media_id: '1', comment_id: '2' }),
	instagramMessaging(instagramMessage({ reply_to: { mid: 'm_0' } })),
	feed(comment({ from: { id: '2001' } })),
	messaging(metaPrivateMessage({ is_echo: true }, { sender: { id: '2001' }, recipient: { id: '6001' } })),
	instagramChanges('comments', instagramComment({ from: { id: '3001' }, parent_id: '1' })),
]

/** A value with one place, chosen by the numbers, replaced by something else, or a member taken out. */
const replaced = (value: unknown, path: readonly number[], by: unknown): unknown => {
	const [first, ...rest] = path
	if (first === undefined || typeof value !== 'object' || value === null) return by
	const entries = Object.entries(value)
	const [key, member] = entries[first % Math.max(entries.length, 1)] ?? []
	if (key === undefined) return by
	if (Array.isArray(value)) return value.map((item, index) => (`${index}` === key ? replaced(item, rest, by) : item))
	return { ...value, [key]: replaced(member, rest, by) }
}

const hostile = fc.oneof(
	fc.jsonValue(),
	fc.constant(undefined),
	fc.constantFrom<unknown>('true', 'false', '\ud800', '\ufffe', '', '0', '2001', '__proto__', 'ä'.repeat(300)),
	fc.constantFrom<unknown>(-1, 0, 1e300, 2 ** 60, '9'.repeat(256), '9'.repeat(300), 'https://x.test/\ud800', 8.64e15),
	fc.constantFrom<unknown>(
		[],
		{},
		[[]],
		{ id: null },
		[null],
		'9999-12-31T23:59:59Z',
		'-271821-04-20',
		'+275760-09-13',
	),
)
const places = fc.array(fc.tuple(fc.array(fc.nat(30), { minLength: 1, maxLength: 9 }), hostile), {
	minLength: 1,
	maxLength: 3,
})

test('hostile values in any places of any kind of event never throw, and give a sound meaning', () => {
	fc.assert(
		fc.property(fc.constantFrom(...DELIVERIES), places, (delivery, changed) => {
			const altered = changed.reduce((value, [path, by]) => replaced(value, path, by), delivery)
			return read(bytes(JSON.stringify(altered) ?? 'null')).every(isSound)
		}),
		{ numRuns: share(20_000) },
	)
})

test('a broken event leaves its neighbours as they are', () => {
	const neighbour = metaPrivateMessage({ mid: 'm_neighbour' })
	fc.assert(
		fc.property(hostile, fc.jsonValue(), (first, second) => {
			const events = read(bytes(JSON.stringify(messaging(first ?? null, neighbour, second))))
			return events.length === 3 && events[1]?.kind === 'message' && events[1].contentId === 'm_neighbour'
		}),
	)
})

test('every event of a delivery has one meaning', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...DELIVERIES), { maxLength: 30 }), (deliveries) => {
			const entries = deliveries.flatMap((delivery) => Object(delivery).entry)
			if (entries.length === 0) return
			expect(read(bytes(JSON.stringify({ object: 'page', entry: entries })))).toEqual(
				deliveries.flatMap((delivery) => read(bytes(JSON.stringify(delivery)))),
			)
		}),
	)
})

test.each([
	['a key that comes twice', '{"object":"page","entry":[{"id":"0","id":"2001","messaging":[]}]}', ['ignored']],
	['a name from the prototype', '{"object":"page","entry":[{"id":"2001","__proto__":{"messaging":[{}]}}]}', ['parked']],
	[
		'a key __proto__',
		'{"object":"__proto__","entry":[{"id":"2001","changes":[{"field":"__proto__","value":{}}]}]}',
		['parked'],
	],
	[
		'half a surrogate',
		`{"object":"page","entry":[{"id":"2001","messaging":[{"sender":{"id":"6001"},"message":{"mid":"m","text":"\\ud800"}}]}]}`,
		['message'],
	],
])('%s harms nobody', (_, body, kinds) => {
	const events = read(bytes(body))
	expect(events.map(({ kind }) => kind)).toEqual(kinds)
	expect(events.every(isSound)).toBe(true)
})

const textOf = (part: string) => (count: number) =>
	`{"object":"page","entry":[{"id":"2001","messaging":"${part.repeat(count)}"}]}`

test.each([
	...['[', '9', 'ä', '{"a":', '\\u0000'].map((part) => [`text of ${part}`, 500_000, textOf(part)] as const),
	['brackets', 2_000_000, (count: number) => `{"object":"page","entry":${'['.repeat(count)}`],
	['digits', 2_000_000, (count: number) => `{"object":"page","entry":[{"id":${'9'.repeat(count)},"messaging":[{}]}]}`],
] as const)('a body full of %s is read or parked in proportion', async (_, count, body) => {
	const bodies = hundredfold((size) => bytes(body(size)), share(count))
	expect(await growthOf(read, bodies)).toBeLessThan(IN_PROPORTION)
})
