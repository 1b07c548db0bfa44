import type { CaseStore } from '#shared/cases/ports.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { addMilliseconds } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { type Deletion, deletionDueAt, finished } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import type { ErasureJob } from './erasure-job.ts'

export type TendDependencies = {
	readonly store: Pick<CaseStore, 'load'>
	readonly deletions: DeletionStore
	readonly erasures: Queue<ErasureJob>
	readonly clock: Clock
	readonly log: Log
}

const AT_ONCE = 100
/** A request whose cases are not even told by then lost its jobs. */
const TOLD_WITHIN = 60_000

/** Finishes a request whose cases are all erased; queues again those that were never told. One that cannot be read is neither. */
const tendOne = async (
	{ store, deletions, erasures, clock, log }: TendDependencies,
	deletion: Deletion,
): Promise<'finished' | 'inWork'> => {
	const states = await Promise.all(deletion.cases.map((id) => unlessUnreadable(store.load(id))))
	const isDone = states.every(
		(state) => state === undefined || (state !== 'unreadable' && state.personErasure === 'done'),
	)
	if (isDone && (await deletions.put(finished(deletion, 'erased', clock.now())))) {
		log.info('DELETION_FINISHED', { outcome: 'erased', count: states.length })
		return 'finished'
	}
	const isLate = addMilliseconds(deletion.askedAt, TOLD_WITHIN) < clock.now()
	for (const state of states)
		if (isLate && state !== undefined && state !== 'unreadable' && state.personErasure === undefined)
			await erasures.send({ caseId: state.id, demand: 'network' })
	return 'inWork'
}

/**
 * Looks after what Meta asked us to delete: finishes what is done, queues again what was lost, counts what is older than
 * 24 hours, which alarms for as long as there is any.
 */
export const tendDeletions = async (dependencies: TendDependencies): Promise<void> => {
	const { deletions, clock, log } = dependencies
	const inWork = await deletions.list('inWork', AT_ONCE)
	const open: Deletion[] = [...(await deletions.list('byHand', AT_ONCE))]
	for (const deletion of inWork) if ((await tendOne(dependencies, deletion)) === 'inWork') open.push(deletion)
	const overdue = open.filter((deletion) => deletionDueAt(deletion) <= clock.now()).length
	if (overdue > 0) log.count('DeletionsOverdue', overdue)
}
