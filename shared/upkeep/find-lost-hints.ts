import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList, Demanded } from '#shared/cases/ports.ts'
import { atMost } from '#shared/kernel/at-most.ts'
import { addMilliseconds, type Clock, MINUTE } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { ScanStore } from './scan-store.ts'

export type LostHintsDependencies = {
	readonly list: Pick<CaseList, 'demanded'>
	readonly cursors: Pick<CursorStore, 'positions'>
	readonly scans: Pick<ScanStore, 'demandsRead' | 'keepDemandsRead'>
	readonly hints: Queue<{ readonly caseId: CaseId }>
	readonly clock: Clock
}

/** The age at which a demand that dispatch has not read counts as one whose hint was lost. */
const LOST_AFTER = 5 * MINUTE
/** Demands per run and shard of their index. */
const DEMANDS_PER_SHARD = 1_000
/** The most cases that later runs look at again. */
const MOST_LAGGING = 1_000
/** Hints queued side by side. */
const HINTS_AT_ONCE = 10

/**
 * Compares each demand once with the cursor of dispatch, minutes after it was made, and hints the cases that lag, in every
 * run until they are dispatched. The demands stand in a sparse index by their time, so a run reads those of a minute, however
 * many cases there are. Returns the cases that lag: some may be unreadable.
 */
export const findLostHints = async (dependencies: LostHintsDependencies): Promise<readonly CaseId[]> => {
	const { list, cursors, scans, hints, clock } = dependencies
	const before = await scans.demandsRead()
	const { rows, readTo } = await list.demanded(
		before.readTo,
		addMilliseconds(clock.now(), -LOST_AFTER),
		DEMANDS_PER_SHARD,
	)
	const looked = [...new Map([...before.lagging, ...rows].map((one) => [one.id, one])).values()]
	const positions = looked.length === 0 ? new Map() : await cursors.positions(looked.map(({ id }) => id))
	const lagging: readonly Demanded[] = looked.filter(({ id, version }) => (positions.get(id) ?? 0) < version)
	await atMost(HINTS_AT_ONCE, lagging, ({ id }) => hints.send({ caseId: id }))
	const kept = lagging.slice(0, MOST_LAGGING)
	// The first that does not fit, and what is behind it, is read again.
	const again = rows.findIndex(({ id }) => id === lagging[MOST_LAGGING]?.id)
	await scans.keepDemandsRead({
		readTo: again < 0 ? readTo : (rows[again - 1]?.key ?? before.readTo),
		lagging: kept,
	})
	return kept.map(({ id }) => id)
}
