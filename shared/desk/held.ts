import { addMilliseconds, type Instant, SECOND } from '#shared/kernel/clock.ts'
import type { DeliveryView } from './case-view-schema.ts'
import type { TimelineEntry } from './timeline-schema.ts'

/** What holds sending back at the moment, by account of ours. */
export type Holding = {
	readonly sending: 'on' | 'stopped'
	readonly accounts: readonly {
		readonly network: string
		readonly state: 'open' | 'limited' | 'stopped'
		readonly reason?: 'limit' | 'tokenDead' | 'accountBlocked' | undefined
	}[]
}

/** On a quiet day a job needs this long to be worked; who waits longer is told why. */
const USUAL_WAIT = 10 * SECOND

const isWaiting = ({ delivery }: TimelineEntry, now: Instant): boolean =>
	delivery !== undefined &&
	(delivery.state === 'queued' || delivery.state === 'deferred') &&
	addMilliseconds(delivery.until ?? delivery.at, USUAL_WAIT) <= now

const reasonOf = ({ channel, visibility }: TimelineEntry, holding: Holding): DeliveryView['held'] => {
	if (holding.sending === 'stopped') return 'sendingStopped'
	const closed = holding.accounts.find(({ network, state }) => network === channel && state !== 'open')
	if (closed !== undefined) return closed.reason ?? 'limit'
	// The only limit that we keep ourselves: private messages on X (NETWORKS.md 2.9).
	return channel === 'x' && visibility === 'private' ? 'pace' : undefined
}

/** A timeline in which what waits beyond its time says what it waits for. `ask` is asked only where something does. */
export const withHeld = async (
	entries: readonly TimelineEntry[],
	now: Instant,
	ask: () => Promise<Holding>,
): Promise<readonly TimelineEntry[]> => {
	if (!entries.some((entry) => isWaiting(entry, now))) return entries
	const holding = await ask()
	return entries.map((entry) => {
		const held = isWaiting(entry, now) ? reasonOf(entry, holding) : undefined
		return held === undefined || entry.delivery === undefined
			? entry
			: { ...entry, delivery: { ...entry.delivery, held } }
	})
}
