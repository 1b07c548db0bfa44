import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import type { Run } from './group.ts'
import type { Balance, EventOutcome } from './outcome.ts'

/** A stretch of time, [from, to). */
export type Range = { readonly from: Instant; readonly to: Instant }

export type Settled = { readonly outcome: EventOutcome; readonly caseId?: CaseId | undefined }

/** What the ledger knows of one delivery. */
export type NotedDelivery = {
	readonly envelope: string
	/** How many events it holds; absent where outcomes came before the delivery was noted, which is a defect. */
	readonly count?: number | undefined
	readonly runs: readonly Run[]
	/** The delivery that the same process of the intake handed to the queue before this one. */
	readonly after?: string | undefined
	readonly outcomes: ReadonlyMap<number, Settled>
}

export type Expected = {
	readonly envelope: string
	readonly count: number
	/** Whose the events are, in their order; they add up to `count`. */
	readonly runs?: readonly Run[] | undefined
	readonly after?: string | undefined
}

/** The books of what arrived: how many events each delivery holds, and what became of each. */
export type LedgerStore = {
	/** Notes, before any event is handled, how many a delivery holds. Repeating it changes nothing. */
	readonly expect: (delivery: Expected) => Promise<void>
	/** Notes outcomes by the event's index in its delivery, and the cases they went to. The first outcome of an event stays. */
	readonly settle: (
		envelope: string,
		outcomes: ReadonlyMap<number, EventOutcome>,
		cases?: ReadonlyMap<number, CaseId>,
	) => Promise<void>
	/** The one change of an outcome there is: a parked event that was handled at last. */
	readonly unpark: (envelope: string, index: number, outcome: EventOutcome, caseId?: CaseId) => Promise<void>
	/** A body that was parked whole is understood at last: it holds so many events. Repeating it changes nothing. */
	readonly unfold: (envelope: string, runs: readonly Run[]) => Promise<void>
	/**
	 * Deliveries received in a range, oldest first, in batches; those before `since`, an envelope, are left out. A delivery
	 * is never in two batches.
	 */
	readonly deliveries: (range: Range, since?: string) => AsyncIterable<readonly NotedDelivery[]>
	/** Which of these envelopes were noted. */
	readonly noted: (envelopes: readonly string[]) => Promise<ReadonlySet<string>>
	/** Over deliveries received in the range: `keepBooks`, without its groups. */
	readonly balance: (range: Range) => Promise<Balance>
}

/** Why a lead lets a parked event go for good. */
export const DISMISSALS = ['nothingOfACustomer', 'test', 'handledElsewhere', 'unreadable'] as const
export type Dismissal = (typeof DISMISSALS)[number]
export const PERSON_ERASED = 'personErased'

/** An authentic event that was not understood: kept as received, shown at the desk, tried again after a fix. */
export type ParkedEvent = {
	/** `park_…`, made of the envelope and the index, so that a redelivery parks it once. */
	readonly id: string
	readonly source: 'x' | 'meta' | 'mail'
	readonly reason: ParkedReason
	readonly envelope: string
	readonly index: number
	readonly parkedAt: Instant
	readonly retriedAt?: Instant | undefined
	/** When its body was copied, so that it does not go by itself. */
	readonly renewedAt?: Instant | undefined
	readonly dismissedAt?: Instant | undefined
	readonly dismissedBy?: AgentKey | undefined
	/** `personErased`: nobody let it go; the person who wrote it was erased, and its body with them. */
	readonly dismissal?: Dismissal | typeof PERSON_ERASED | undefined
}

export type ParkedBody =
	| { readonly kind: 'event'; readonly event: unknown }
	/** A whole body that was not understood, base64 of the bytes as received. */
	| { readonly kind: 'body'; readonly bytes: string }

export type ParkedFilter = {
	/** `waiting` unless said otherwise: neither handled nor let go. */
	readonly state?: 'waiting' | 'dismissed' | undefined
	readonly reason?: ParkedReason | undefined
}

export type ParkedStore = {
	/** Keeps body and entry; repeating it changes nothing. */
	readonly park: (event: ParkedEvent, body: ParkedBody) => Promise<void>
	/** One that is still waiting. */
	readonly find: (id: string) => Promise<ParkedEvent | undefined>
	readonly body: (event: ParkedEvent) => Promise<ParkedBody | undefined>
	/** Newest day first, however old. Throws `RefusedError` for a cursor it did not give. */
	readonly list: (
		limit: number,
		cursor?: string,
		filter?: ParkedFilter,
	) => Promise<{ items: readonly ParkedEvent[]; next?: string | undefined }>
	/** After a retry: gone from the list when it was handled, or still there for `reason`. */
	readonly retried: (id: string, at: Instant, stillParkedFor?: ParkedReason) => Promise<void>
	/** A lead's word that nothing is lost with it: off the list, its body goes by itself after a while. */
	readonly dismiss: (id: string, by: AgentKey, reason: Dismissal, at: Instant) => Promise<void>
	/** Off the list, because the person who wrote it is erased and its body gone. It is not parked again. */
	readonly erased: (id: string, at: Instant) => Promise<void>
	/** Puts another body in the place of the one kept, or the same again, so that it is kept for 30 more days. */
	readonly renew: (event: ParkedEvent, at: Instant, body: ParkedBody) => Promise<void>
	/** Spares later lists the days until `before` in which nothing is waiting. */
	readonly closeEmptyDays: (before: Instant, at: Instant) => Promise<void>
}
