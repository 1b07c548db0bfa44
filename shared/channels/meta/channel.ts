import { ParkedError } from '#shared/kernel/errors.ts'
import type { Channel, IgnoredReason, RawEvent } from '../channel.ts'
import { INSTAGRAM_FIELDS } from '../instagram/fields.ts'
import { ignored, interpretBy, parked, type Reader } from '../interpreter.ts'
import { isRecord, parseBody } from '../lossless-json.ts'
import { readFeed, readMention } from './read-feed.ts'
import { readMessaging } from './read-messaging.ts'
import { readRating } from './read-rating.ts'

type Members = Readonly<Record<string, unknown>>
type Named = { readonly name: string; readonly payload: unknown }

/** The values of `object` that we serve (NETWORKS.md 3.2 to 3.5). */
const OBJECTS: ReadonlySet<string> = new Set(['page', 'instagram'])

/** Returns Meta's name of a field for the source; `unknown` for anything that is no name. */
const nameOf = (value: unknown): string =>
	typeof value === 'string' && /^[a-z_]{1,60}$/.test(value) ? value : 'unknown'

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const listOf = (value: unknown): readonly unknown[] => {
	if (value === undefined || value === null) return []
	return Array.isArray(value) ? value : [value]
}

/** The lists of private events: as a field of `changes` they come only from the dashboard's test button. */
const LISTS: ReadonlySet<string> = new Set(['messaging', 'standby'])

const changeOf = (change: unknown): Named => {
	if (!isRecord(change)) return { name: 'unknown', payload: change }
	const name = nameOf(change.field)
	return { name: LISTS.has(name) ? 'messages' : name, payload: name === 'unknown' ? change : change.value }
}

/** Members beside the lists, which mean nothing alone. */
const SILENT: ReadonlySet<string> = new Set(['id', 'time', 'uid', 'changes', 'messaging', 'standby', 'hop_context'])

/**
 * Returns the events of an entry: each of `changes`, `messaging`, `standby` (it may have several of these lists, or none);
 * the one change that Instagram Login puts into the entry itself; and each unknown list as one event.
 */
const namedOf = (entry: Members): readonly Named[] => {
	const known = [
		...listOf(entry.changes).map(changeOf),
		...(typeof entry.field === 'string' ? [changeOf(entry)] : []),
		...listOf(entry.messaging).map((payload) => ({ name: 'messaging', payload })),
		...listOf(entry.standby).map((payload) => ({ name: 'standby', payload })),
	]
	const unknown = Object.keys(entry)
		.filter((key) => !SILENT.has(key) && Array.isArray(entry[key]) && entry[key].length > 0)
		.map((key) => ({ name: key === 'changed_fields' ? key : 'unknown', payload: { [key]: entry[key] } }))
	if (known.length + unknown.length > 0) return [...known, ...unknown]
	const isBare = Object.keys(entry).every((key) => SILENT.has(key))
	return [{ name: isBare ? 'empty' : 'unknown', payload: entry }]
}

const eventsOf = (object: string, entry: unknown): readonly RawEvent[] => {
	if (!isRecord(entry)) return [{ source: `${object}.unknown`, accountId: '', payload: entry }]
	const context = entry.time === undefined ? undefined : { time: entry.time }
	const accountId = textOf(entry.id)
	return namedOf(entry).map(({ name, payload }) => ({ source: `${object}.${name}`, accountId, payload, context }))
}

const deliveryOf = (root: unknown): readonly RawEvent[] => {
	if (!isRecord(root)) throw new ParkedError('unknownShape')
	const object = nameOf(root.object)
	// Threads has no entries: its values stand in the delivery itself (NETWORKS.md 4).
	if (object === 'unknown' && 'topic' in root && 'values' in root) {
		return [{ source: `threads.${nameOf(root.topic)}`, accountId: textOf(root.target_id), payload: root }]
	}
	if (!Array.isArray(root.entry)) throw new ParkedError('unknownShape')
	if (root.entry.length === 0) return [{ source: `${object}.empty`, accountId: '', payload: root }]
	return root.entry.flatMap((entry: unknown) => eventsOf(object, entry))
}

/**
 * Splits a delivery from Meta into the events of every list of every entry (NETWORKS.md 3.1). The source is object and
 * field, or object and list: `page.feed`, `page.messaging`. A list of deliveries, which Meta documents as a list of one, is
 * split too.
 */
const splitMetaDelivery: Channel['splitDelivery'] = (body) => {
	const root = parseBody(body)
	if (!Array.isArray(root)) return deliveryOf(root)
	if (root.length === 0) throw new ParkedError('unknownShape')
	return root.flatMap(deliveryOf)
}

/** Fields of messages: as changes they come only from the dashboard's test button (NETWORKS.md 3.1). */
const ONLY_IN_TESTS = /^messages$|^message_(context|deliveries|echoes|edits?|reactions?|reads)$|^messaging_[a-z_]+$/

/** Fields about the page itself. */
const PAGE_FIELDS =
	/^(about|affiliation|attire|awards|bio|birthday|category|company_overview|culinary_team|current_location|description|email|founded|general_info|general_manager|hometown|hours|live_videos|location|members|mission|name|page_(about_story|change_proposal|upcoming_change)|parking|payment_options|personal_(info|interests)|phone|picture|price_range|product_review|products|public_transit|publisher_subscriptions|videos|website)$/

/** Fields of which nothing is a message, by the reason under which they are ignored. */
const OTHER_FIELDS: Readonly<Record<string, IgnoredReason>> = {
	inbox_labels: 'label',
	send_cart: 'commerce',
	calls: 'call',
	/** That something was said; what it was comes by itself. */
	conversations: 'delivered',
}

const READERS: Readonly<Record<string, Reader>> = {
	...INSTAGRAM_FIELDS,
	feed: readFeed,
	mention: readMention,
	ratings: readRating,
	messaging: readMessaging,
	standby: readMessaging,
	empty: () => ignored('emptyEntry'),
	changed_fields: () => parked('missingValues'),
}

const readerOf = (name: string): Reader | undefined => {
	if (Object.hasOwn(READERS, name)) return READERS[name]
	if (ONLY_IN_TESTS.test(name)) return () => ignored('test')
	const other = Object.hasOwn(OTHER_FIELDS, name) ? OTHER_FIELDS[name] : undefined
	if (other !== undefined) return () => ignored(other)
	return PAGE_FIELDS.test(name) ? () => ignored('pageActivity') : undefined
}

/**
 * The channel of Facebook's pages and Instagram's accounts, which share one webhook; the account of an event decides its
 * network.
 */
export const metaChannel: Channel = {
	source: 'meta',
	splitDelivery: splitMetaDelivery,
	interpret: (event, own) => {
		// The dashboard's test button sends id "0" and invented people (NETWORKS.md 3.1).
		if (event.accountId === '0') return ignored('test')
		const [object, name] = event.source.split('.')
		if (object === undefined || name === undefined) return parked('unknownEvent')
		// WhatsApp, Threads and others of Meta's: not served yet, and nothing of theirs is dropped.
		if (!OBJECTS.has(object)) return parked('unknownObject')
		const reader = readerOf(name)
		return reader === undefined ? parked('unknownEvent') : interpretBy({ [event.source]: reader })(event, own)
	},
}
