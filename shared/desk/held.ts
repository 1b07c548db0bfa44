import type { WaitReason } from '#shared/cases/codes.ts'
import { addMilliseconds, type Instant, SECOND } from '#shared/kernel/clock.ts'
import type { DeliveryView } from './case-view-schema.ts'
import type { TimelineEntry } from './timeline-schema.ts'

/** What delays sending now, by account of ours. */
export type Holding = {
	readonly sending: 'on' | 'stopped'
	readonly accounts: readonly {
		readonly network: string
		readonly state: 'open' | 'limited' | 'stopped'
		readonly reason?: WaitReason | undefined
	}[]
}

/** The usual time until a job is worked; a longer wait is explained. */
const USUAL_WAIT = 10 * SECOND

const isWaiting = ({ delivery }: TimelineEntry, now: Instant): boolean =>
	delivery !== undefined &&
	(delivery.state === 'queued' || delivery.state === 'deferred') &&
	addMilliseconds(delivery.until ?? delivery.at, USUAL_WAIT) <= now

const reasonOf = ({ channel, visibility }: TimelineEntry, holding: Holding): DeliveryView['held'] => {
	if (holding.sending === 'stopped') return 'sendingStopped'
	const closed = holding.accounts.find(({ network, state }) => network === channel && state !== 'open')
	if (closed !== undefined) return closed.reason ?? 'limit'
	// Our own only limit: private messages on X (NETWORKS.md 2.9).
	return channel === 'x' && visibility === 'private' ? 'pace' : undefined
}

/** Adds the cause to each entry of a timeline that waits beyond its time. Calls `ask` only where one does. */
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
