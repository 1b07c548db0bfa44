import { addMilliseconds, type Clock, DAY } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { ParkedEvent, ParkedStore } from './ports.ts'

/** The bucket's life cycle removes a parked body after 30 days; a waiting one is copied before. */
const RENEWED_AFTER = 20 * DAY
/** Lists skip a day without waiting events after this. */
const CLOSED_AFTER = 2 * DAY
const PAGE = 100

async function* allWaiting(parked: ParkedStore): AsyncGenerator<ParkedEvent> {
	let cursor: string | undefined
	do {
		const page = await parked.list(PAGE, cursor)
		yield* page.items
		cursor = page.next
	} while (cursor !== undefined)
}

/**
 * Counts waiting parked events, which alarms while there are any, and renews their bodies. Waiting events never expire;
 * only a lead dismisses one.
 */
export const tendParked = async ({
	parked,
	clock,
	log,
}: {
	readonly parked: ParkedStore
	readonly clock: Clock
	readonly log: Log
}): Promise<{ readonly waiting: number }> => {
	const now = clock.now()
	let waiting = 0
	for await (const event of allWaiting(parked)) {
		waiting += 1
		if (addMilliseconds(event.renewedAt ?? event.parkedAt, RENEWED_AFTER) > now) continue
		const body = await parked.body(event)
		if (body === undefined) log.warn('PARKED_BODY_GONE', { parked: event.id })
		else await parked.renew(event, now, body)
	}
	if (waiting > 0) log.count('ParkedWaiting', waiting)
	await parked.closeEmptyDays(addMilliseconds(now, -CLOSED_AFTER), now)
	return { waiting }
}
