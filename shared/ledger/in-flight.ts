import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from './envelope.ts'
import type { LedgerStore, OpenDelivery } from './ports.ts'

export type InFlightLedger = Pick<LedgerStore, 'newest' | 'open'>

/** Rows of each part of the ledger that are looked at: the newest, of which some may be tried for the first time right now. */
const LOOKED_AT = 50
/** Deliveries that were tried before, of whatever age. */
const TRIED = 1_000

export type InFlight = { readonly count: number; readonly oldestAt?: Instant | undefined }

/**
 * Counts the events that were received and have no outcome yet, so that work on its way has a face: those of the last hour, and all that
 * was tried and is to be tried again, be it among the dead letters. What lies in a queue and nobody began is in no book and not counted.
 */
export const inFlight = async (ledger: InFlightLedger, now: Instant): Promise<InFlight> => {
	const [newest, tried] = await Promise.all([
		ledger.newest(addMilliseconds(now, -HOUR), now, LOOKED_AT),
		ledger.open(TRIED),
	])
	const recent = newest.map(({ envelope, count = 0, outcomes }): OpenDelivery => {
		const settled = [...outcomes.keys()].filter((index) => index < count).length
		return { envelope, left: count - settled }
	})
	// What was just looked at is as it is now; the mark of one that was tried may lag by a moment.
	const open = new Map([...tried, ...recent].map(({ envelope, left }) => [envelope, left]))
	const left = [...open].filter(([, events]) => events > 0)
	const [oldest] = left.map(([envelope]) => envelope).toSorted()
	return {
		count: left.reduce((sum, [, events]) => sum + events, 0),
		oldestAt: oldest === undefined ? undefined : envelopeReceivedAt(oldest),
	}
}
