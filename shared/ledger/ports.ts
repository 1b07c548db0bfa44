import type { Instant } from '#shared/kernel/clock.ts'
import type { Balance, Outcome } from './outcome.ts'

/** The books of what arrived: how many events each delivery holds, and what became of each. */
export type LedgerStore = {
	/** Notes, before any event is handled, how many a delivery holds. Repeating it changes nothing. */
	readonly expect: (delivery: { envelope: string; count: number }) => Promise<void>
	/** Notes outcomes by the event's index in its delivery. The first outcome of an event stays. */
	readonly settle: (envelope: string, outcomes: ReadonlyMap<number, Outcome>) => Promise<void>
	/** The one change of an outcome there is: a parked event that was handled at last. */
	readonly unpark: (envelope: string, index: number, outcome: Outcome) => Promise<void>
	/** Over deliveries received in [from, to). */
	readonly balance: (range: { from: Instant; to: Instant }) => Promise<Balance>
}

/** An authentic event that was not understood: kept as received, shown at the desk, tried again after a fix. */
export type ParkedEvent = {
	/** `park_…`, made of the envelope and the index, so that a redelivery parks it once. */
	readonly id: string
	readonly door: 'x' | 'meta'
	readonly reason: string
	readonly envelope: string
	readonly index: number
	readonly parkedAt: Instant
	readonly retriedAt?: Instant | undefined
}

export type ParkedBody =
	| { readonly kind: 'event'; readonly event: unknown }
	/** A whole body that was not understood, base64 of the bytes as received. */
	| { readonly kind: 'body'; readonly bytes: string }

export type ParkedStore = {
	/** Keeps body and entry; repeating it changes nothing. */
	readonly park: (event: ParkedEvent, body: ParkedBody) => Promise<void>
	readonly find: (id: string) => Promise<ParkedEvent | undefined>
	readonly body: (event: ParkedEvent) => Promise<ParkedBody | undefined>
	/** Those still parked, newest day first. */
	readonly list: (limit: number, cursor?: string) => Promise<{ items: readonly ParkedEvent[]; next?: string }>
	/** After a retry: gone from the list when it was handled, or still there for `reason`. */
	readonly retried: (id: string, at: Instant, stillParkedFor?: string) => Promise<void>
}
