import type { CaseId } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, HOUR } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { type CopyMark, isConfirmed, utcDayOf, type WatchState } from '#shared/messages/confirmed-copies.ts'
import type { LookJob } from '#shared/messages/look-job.ts'
import type { TimelineEntry } from './timeline-schema.ts'

/** Whoever looks again within this time asks for nothing new. */
const ASKS_AGAIN_AFTER = HOUR

export type AskDependencies = {
	readonly rereads: {
		readonly marks: (cases: readonly CaseId[]) => Promise<ReadonlyMap<CaseId, CopyMark>>
		readonly watch: () => Promise<WatchState | undefined>
	}
	readonly looks: Queue<LookJob>
	readonly clock: Clock
}

/**
 * Asks for a look at X where somebody is shown customers' posts that nobody can vouch for. Shows them meanwhile: opening a
 * case never waits for X, and what is gone leaves the case seconds later.
 */
export const askForLook = async (
	{ rereads, looks, clock }: AskDependencies,
	caseId: CaseId,
	shown: readonly TimelineEntry[],
): Promise<void> => {
	const now = clock.now()
	const today = utcDayOf(now)
	const older = shown.filter(
		({ kind, channel, visibility, erased, at }) =>
			kind === 'message' && channel === 'x' && visibility === 'public' && erased !== true && utcDayOf(at) < today,
	)
	if (older.length === 0) return
	const [marks, watch] = await Promise.all([rereads.marks([caseId]), rereads.watch()])
	const mark = marks.get(caseId) ?? {}
	if (mark.askedAt !== undefined && addMilliseconds(mark.askedAt, ASKS_AGAIN_AFTER) > now) return
	const by = (author: TimelineEntry['author']) => (author === 'customer' ? 'customer' : 'bystander')
	if (older.every(({ at, author }) => isConfirmed({ at, by: by(author) }, mark, watch, now))) return
	await looks.send({ caseId, isShown: true })
}
