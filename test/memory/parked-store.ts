import { RefusedError } from '#shared/kernel/errors.ts'
import { parkedEnvelope } from '#shared/ledger/envelope.ts'
import { type ParkedBody, type ParkedEvent, type ParkedStore, PERSON_ERASED } from '#shared/ledger/ports.ts'

type Entry = { event: ParkedEvent; body: ParkedBody; isHandled: boolean }

const isWaiting = ({ event, isHandled }: Entry): boolean => !isHandled && event.dismissedAt === undefined

/** Parked events in memory, for tests and the simulator. */
export const createMemoryParkedStore = (): ParkedStore => {
	const entries = new Map<string, Entry>()
	const change = (id: string, made: (entry: Entry) => Partial<Entry>): void => {
		const entry = entries.get(id)
		if (entry !== undefined && isWaiting(entry)) Object.assign(entry, made(entry))
	}
	return {
		park: async (event, body) => {
			if (!entries.has(event.id)) entries.set(event.id, { event, body, isHandled: false })
		},
		find: async (id) => {
			const entry = entries.get(id)
			return entry !== undefined && isWaiting(entry) ? entry.event : undefined
		},
		body: async ({ id }) => entries.get(id)?.body,
		list: async (limit, cursor, { state = 'waiting', reason } = {}) => {
			if (cursor !== undefined && parkedEnvelope(cursor) === undefined)
				throw new RefusedError('cursorInvalid', { field: 'cursor' })
			const found = [...entries.values()]
				.filter((entry) => (state === 'waiting' ? isWaiting(entry) : entry.event.dismissedAt !== undefined))
				.map(({ event }) => event)
				.filter((event) => reason === undefined || event.reason === reason)
				.sort((a, b) => (a.id < b.id ? 1 : -1))
				.filter(({ id }) => cursor === undefined || id < cursor)
			const items = found.slice(0, limit)
			const last = items.at(-1)
			return found.length > limit && last !== undefined ? { items, next: last.id } : { items }
		},
		retried: async (id, at, stillParkedFor) =>
			change(id, ({ event }) => ({
				isHandled: stillParkedFor === undefined,
				event: { ...event, retriedAt: at, reason: stillParkedFor ?? event.reason },
			})),
		dismiss: async (id, by, dismissal, at) =>
			change(id, ({ event }) => ({ event: { ...event, dismissedAt: at, dismissedBy: by, dismissal } })),
		erased: async (id, at) =>
			change(id, ({ event }) => ({ event: { ...event, dismissedAt: at, dismissal: PERSON_ERASED } })),
		closeEmptyDays: async () => undefined,
		renew: async ({ id }, at, body) => change(id, ({ event }) => ({ body, event: { ...event, renewedAt: at } })),
	}
}
