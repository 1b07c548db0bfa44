import { ParkedError } from '#shared/kernel/errors.ts'
import type { Channel, RawEvent } from '../channel.ts'
import { isRecord, parseBody } from '../lossless-json.ts'

type Entry = Readonly<Record<string, unknown>>

/** Names of Meta's that become part of a source; anything else is just unknown. */
const nameOf = (value: unknown): string =>
	typeof value === 'string' && /^[a-z_]{1,60}$/.test(value) ? value : 'unknown'

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const listOf = (value: unknown): readonly unknown[] => {
	if (value === undefined || value === null) return []
	return Array.isArray(value) ? value : [value]
}

const changeOf = (change: unknown): { name: string; payload: unknown } =>
	isRecord(change) ? { name: nameOf(change.field), payload: change.value } : { name: 'unknown', payload: change }

const eventsOf = (object: string, entry: unknown): RawEvent[] => {
	if (!isRecord(entry)) return [{ source: `${object}.unknown`, accountId: '', payload: entry }]
	const event = (name: string, payload: unknown): RawEvent => ({
		source: `${object}.${name}`,
		accountId: textOf(entry.id),
		payload,
		...(entry.time === undefined ? {} : { context: { time: entry.time } }),
	})
	const events = [
		...listOf(entry.changes).map((change) => {
			const { name, payload } = changeOf(change)
			return event(name, payload)
		}),
		...listOf(entry.messaging).map((payload) => event('messaging', payload)),
		...listOf(entry.standby).map((payload) => event('standby', payload)),
	]
	return events.length > 0 ? events : [event(isBare(entry) ? 'empty' : 'unknown', entry)]
}

/** An entry may hold none of the lists (contracts.md 3.1); with nothing else in it there is nothing to understand. */
const isBare = (entry: Entry): boolean =>
	Object.keys(entry).every((key) => ['id', 'time', 'uid', 'changes', 'messaging', 'standby'].includes(key))

/**
 * All events of a delivery from Meta: every entry, and in it each of `changes`, `messaging`, `standby` (contracts.md 3.1).
 * The source is object and field, or object and list: `page.feed`, `page.messaging`.
 */
export const explode: Channel['explode'] = (body) => {
	const root = parseBody(body)
	if (!isRecord(root) || !Array.isArray(root.entry) || root.entry.length === 0) throw new ParkedError('unknownShape')
	const object = nameOf(root.object)
	return root.entry.flatMap((entry: unknown) => eventsOf(object, entry))
}
