import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { envelopeReceivedAt, parkedEnvelope } from './envelope.ts'
import { balance, type Outcome } from './outcome.ts'
import type { LedgerStore, ParkedBody, ParkedEvent, ParkedStore } from './ports.ts'

type Row = { count?: number; outcomes: Map<number, Outcome> }

/** The ledger in memory, for tests and the simulator. */
export const createMemoryLedger = (): LedgerStore => {
	const rows = new Map<string, Row>()
	const rowOf = (envelope: string): Row => {
		const row = rows.get(envelope) ?? { outcomes: new Map() }
		rows.set(envelope, row)
		return row
	}
	return {
		expect: async ({ envelope, count }) => {
			rowOf(envelope).count ??= count
		},
		settle: async (envelope, outcomes) => {
			const row = rowOf(envelope)
			for (const [index, outcome] of outcomes) if (!row.outcomes.has(index)) row.outcomes.set(index, outcome)
		},
		unpark: async (envelope, index, outcome) => {
			const row = rowOf(envelope)
			if (row.outcomes.get(index)?.startsWith('parked:') === true) row.outcomes.set(index, outcome)
		},
		balance: async ({ from, to }) => {
			const isWithin = (at: Instant): boolean => at >= from && at < to
			const within = [...rows].filter(([envelope]) => isWithin(envelopeReceivedAt(envelope)))
			return balance(within.map(([, { count, outcomes }]) => ({ count, outcomes: [...outcomes.values()] })))
		},
	}
}

/** Parked events in memory, for tests and the simulator. */
export const createMemoryParkedStore = (): ParkedStore => {
	const entries = new Map<string, { event: ParkedEvent; body: ParkedBody; isHandled: boolean }>()
	return {
		park: async (event, body) => {
			if (!entries.has(event.id)) entries.set(event.id, { event, body, isHandled: false })
		},
		find: async (id) => {
			const entry = entries.get(id)
			return entry === undefined || entry.isHandled ? undefined : entry.event
		},
		body: async ({ id }) => entries.get(id)?.body,
		list: async (limit, cursor) => {
			if (cursor !== undefined && parkedEnvelope(cursor) === undefined)
				throw new RefusedError('cursorInvalid', { field: 'cursor' })
			const waiting = [...entries.values()]
				.filter(({ isHandled }) => !isHandled)
				.map(({ event }) => event)
				.sort((a, b) => (a.id < b.id ? 1 : -1))
				.filter(({ id }) => cursor === undefined || id < cursor)
			const items = waiting.slice(0, limit)
			const last = items.at(-1)
			return waiting.length > limit && last !== undefined ? { items, next: last.id } : { items }
		},
		retried: async (id, at, stillParkedFor) => {
			const entry = entries.get(id)
			if (entry === undefined || entry.isHandled) return
			entry.isHandled = stillParkedFor === undefined
			entry.event = { ...entry.event, retriedAt: at, reason: stillParkedFor ?? entry.event.reason }
		},
	}
}
