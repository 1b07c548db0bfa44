import { addMilliseconds, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'

/** What is known of our copies of a case's public messages. */
export type CopyMark = {
	/** When a run last went through them. */
	readonly visitedAt?: Instant | undefined
	/** When they were last read at X. */
	readonly lookedAt?: Instant | undefined
	/** When a look was last asked for, whether it was paid or not. */
	readonly askedAt?: Instant | undefined
	/** Since when X tells us of what every author on X among them deletes. */
	readonly watchedSince?: Instant | undefined
}

/** Whether X tells us of deletions: verified when, and without a known break since when. */
export type WatchState = { readonly verifiedAt: Instant; readonly soundSince: Instant }

/** The day of UTC, by which X counts what it bills. */
export const utcDayOf = (at: Instant): string => at.slice(0, 10)

/** After two missed runs nobody knows whether X still tells us. */
const VERIFIED_FOR = 3 * HOUR
/** So long after it was written a message's author may come to be watched without a look for what was deleted before. */
const STARTS_WITHIN = 5 * MINUTE

const laterOf = (one: Instant, other: Instant | undefined): Instant =>
	other === undefined || one > other ? one : other

/** Returns since when deletions of a case's messages on X reach us without a break; undefined where they do not. */
const watchedFrom = ({ watchedSince }: CopyMark, watch: WatchState | undefined, now: Instant): Instant | undefined => {
	if (watchedSince === undefined || watch === undefined) return undefined
	if (addMilliseconds(watch.verifiedAt, VERIFIED_FOR) < now) return undefined
	return laterOf(watchedSince, watch.soundSince)
}

/** A message on X: when it was written, and whether by the customer or by a bystander in the thread. */
export type WrittenOnX = { readonly at: Instant; readonly by: 'customer' | 'bystander' }

/**
 * Tells whether our copy of a message on X may be shown without a look: it was written or read today (UTC), or X tells us of
 * its deletion and has done so since it was written or read. Bystanders who came after the last visit are not watched yet.
 * Pure.
 */
export const isConfirmed = (
	{ at: writtenAt, by }: WrittenOnX,
	mark: CopyMark,
	watch: WatchState | undefined,
	now: Instant,
): boolean => {
	if (utcDayOf(laterOf(writtenAt, mark.lookedAt)) >= utcDayOf(now)) return true
	const since = watchedFrom(mark, watch, now)
	if (since === undefined || (by === 'bystander' && writtenAt > (mark.visitedAt ?? ''))) return false
	return addMilliseconds(writtenAt, STARTS_WITHIN) >= since || (mark.lookedAt ?? '') >= since
}
