import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import type { ParkedId } from './envelope.ts'
import type { Run } from './group.ts'
import type { Balance, EventOutcome } from './outcome.ts'

/** A time range, [from, to). */
export type Range = { readonly from: Instant; readonly to: Instant }

export type Settled = { readonly outcome: EventOutcome; readonly caseId?: CaseId | undefined }

/** The ledger's row of one delivery. */
export type NotedDelivery = {
	readonly envelope: string
	/** The number of its events; absent where outcomes came before the delivery was noted, which is a defect. */
	readonly count?: number | undefined
	readonly runs: readonly Run[]
	/** The delivery that the same intake process queued before this one. */
	readonly after?: string | undefined
	readonly outcomes: ReadonlyMap<number, Settled>
}

export type Expected = {
	readonly envelope: string
	readonly count: number
	/** The groups of the events, in order; they add up to `count`. */
	readonly runs?: readonly Run[] | undefined
	readonly after?: string | undefined
}

/** A delivery of which so many events have no outcome yet. */
export type OpenDelivery = { readonly envelope: string; readonly left: number }

/** The books of what arrived: the number of events of each delivery, and the outcome of each event. */
export type LedgerStore = {
	/**
	 * Notes the number of events before any is handled. Safe to repeat: who does tries again, so that `open` names the delivery until all of
	 * its events have an outcome, as it does from the beginning where they are handled in parts.
	 */
	readonly expect: (delivery: Expected) => Promise<void>
	/** Has `open` name a noted delivery of which something is to be tried again, until all of its events have an outcome. */
	readonly leaveOpen: (envelope: string) => Promise<void>
	/** Returns deliveries with events that were tried and have no outcome, whatever their age, the oldest first, by one query. */
	readonly open: (limit: number) => Promise<readonly OpenDelivery[]>
	/** Notes outcomes and cases by the event's index in its delivery. The first outcome of an event stays. */
	readonly settle: (
		envelope: string,
		outcomes: ReadonlyMap<number, EventOutcome>,
		cases?: ReadonlyMap<number, CaseId>,
	) => Promise<void>
	/** Replaces the outcome of a parked event after a retry; no other outcome ever changes. */
	readonly unpark: (envelope: string, index: number, outcome: EventOutcome, caseId?: CaseId) => Promise<void>
	/** Notes the events of a body that was parked whole and can be read by now. Safe to repeat. */
	readonly unfold: (envelope: string, runs: readonly Run[]) => Promise<void>
	/**
	 * Iterates over the deliveries received in a range, the oldest first, in batches; skips those before the envelope `since`.
	 * A delivery is never in two batches.
	 */
	readonly deliveries: (range: Range, since?: string) => AsyncIterable<readonly NotedDelivery[]>
	/** Returns the newest deliveries received from `from` until `to`, up to `limit` rows of each part, by one query a part and day. */
	readonly newest: (from: Instant, to: Instant, limit: number) => Promise<readonly NotedDelivery[]>
	/** Returns those of the envelopes that were noted. */
	readonly noted: (envelopes: readonly string[]) => Promise<ReadonlySet<string>>
	/** Returns the balance of a range as `keepBooks` does, without groups. */
	readonly balance: (range: Range) => Promise<Balance>
}

/** Why a lead dismisses a parked event. */
export const DISMISSALS = ['nothingOfACustomer', 'test', 'handledElsewhere', 'unreadable'] as const
export type Dismissal = (typeof DISMISSALS)[number]
export const PERSON_ERASED = 'personErased'

/** An authentic event that was not understood: stored as received, shown at the desk, retried after a fix. */
export type ParkedEvent = {
	/** Made of envelope and index, so that a redelivery parks it once. */
	readonly id: ParkedId
	readonly source: 'x' | 'meta' | 'mail'
	readonly reason: ParkedReason
	readonly envelope: string
	readonly index: number
	readonly parkedAt: Instant
	/** Of a mail: the case that names it, as a person may have sent it there. */
	readonly caseId?: CaseId | undefined
	readonly retriedAt?: Instant | undefined
	/** When its body was copied, so that the bucket's life cycle does not remove it. */
	readonly renewedAt?: Instant | undefined
	readonly dismissedAt?: Instant | undefined
	readonly dismissedBy?: AgentKey | undefined
	/** `personErased`: its author was erased, and its body with them. */
	readonly dismissal?: Dismissal | typeof PERSON_ERASED | undefined
}

export type ParkedBody =
	| { readonly kind: 'event'; readonly event: unknown }
	/** A whole body that was not understood, base64 of the bytes as received. */
	| { readonly kind: 'body'; readonly bytes: string }

export type ParkedFilter = {
	/** Default: `waiting`, neither handled nor dismissed. */
	readonly state?: 'waiting' | 'dismissed' | undefined
	readonly reason?: ParkedReason | undefined
}

export type ParkedStore = {
	/** Stores body and entry. Safe to repeat. */
	readonly park: (event: ParkedEvent, body: ParkedBody) => Promise<void>
	/** Returns a waiting event. */
	readonly find: (id: string) => Promise<ParkedEvent | undefined>
	readonly body: (event: ParkedEvent) => Promise<ParkedBody | undefined>
	/** Lists events, the newest day first. Throws `RefusedError` for a cursor it did not give. */
	readonly list: (
		limit: number,
		cursor?: string,
		filter?: ParkedFilter,
	) => Promise<{ items: readonly ParkedEvent[]; next?: string | undefined }>
	/** Records a retry: removes a handled event from the list, or keeps it with the reason `stillParkedFor`. */
	readonly retried: (id: string, at: Instant, stillParkedFor?: ParkedReason) => Promise<void>
	/** Takes an event off the list by a lead's decision; the bucket's life cycle removes its body. */
	readonly dismiss: (id: string, by: AgentKey, reason: Dismissal, at: Instant) => Promise<void>
	/** Takes an event off the list whose author was erased. It is not parked again. */
	readonly erased: (id: string, at: Instant) => Promise<void>
	/** Replaces the body, by another or the same, so that it is kept for 30 more days. */
	readonly renew: (event: ParkedEvent, at: Instant, body: ParkedBody) => Promise<void>
	/** Closes the days until `before` in which nothing is waiting, so that later lists skip them. */
	readonly closeEmptyDays: (before: Instant, at: Instant) => Promise<void>
}
