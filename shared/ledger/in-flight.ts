import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from './envelope.ts'
import type { LedgerStore } from './ports.ts'

export type InFlightLedger = Pick<LedgerStore, 'newest'>

/** Deliveries of each part of the ledger that are looked at: the newest, as what is older has its outcomes or an alarm. */
const LOOKED_AT = 50

export type InFlight = { readonly count: number; readonly oldestAt?: Instant | undefined }

/** Counts the events of the last hour that were received and have no outcome yet, so that work on its way has a face. */
export const inFlight = async (ledger: InFlightLedger, now: Instant): Promise<InFlight> => {
	const deliveries = await ledger.newest(addMilliseconds(now, -HOUR), now, LOOKED_AT)
	const open = deliveries.flatMap(({ envelope, count = 0, outcomes }) => {
		const settled = [...outcomes.keys()].filter((index) => index < count).length
		return settled < count ? [{ count: count - settled, at: envelopeReceivedAt(envelope) }] : []
	})
	const [oldestAt] = open.map(({ at }) => at).toSorted()
	return { count: open.reduce((sum, one) => sum + one.count, 0), oldestAt }
}
