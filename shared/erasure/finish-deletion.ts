import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type Deletion, deletionDueAt, finished } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import { type DemandDependencies, demandEverywhere, demandIn } from './demand-erasure.ts'
import type { ErasureJob } from './erasure-job.ts'

export type FinishDependencies = DemandDependencies & { readonly deletions: DeletionStore; readonly log: Log }

/** A person's finding about a request: its case, or that no data are stored. */
export type DeletionFinding = { readonly code: string; readonly by: AgentKey; readonly caseId?: CaseId | undefined }

/**
 * Finishes by hand a request without a matching id: erases the person of the named case, or records that nothing is
 * stored. May be repeated. Throws `RefusedError`: `deletionUnknown`, `deletionInWork`, `deletionFinished`.
 */
export const finishDeletion = async (
	dependencies: FinishDependencies,
	{ code, by, caseId }: DeletionFinding,
): Promise<Deletion> => {
	const { deletions, clock, log } = dependencies
	return retryOnConflict('deletionContended', async () => {
		const deletion = await deletions.find(code)
		if (deletion === undefined) throw new RefusedError('deletionUnknown')
		if (deletion.state === 'finished') throw new RefusedError('deletionFinished')
		if (caseId === undefined) {
			if (deletion.cases.length > 0) throw new RefusedError('deletionInWork')
			const next = { ...finished(deletion, 'nothingKept', clock.now()), by }
			if (!(await deletions.put(next))) return undefined
			log.info('DELETION_FINISHED', { outcome: 'nothingKept' })
			return next
		}
		const state = await demandIn(dependencies, caseId, { reason: 'network', by })
		const { cases } = await demandEverywhere(dependencies, state, { reason: 'network', by })
		const next: Deletion = { ...deletion, by, state: 'inWork', cases: [...new Set([...deletion.cases, ...cases])] }
		return (await deletions.put(next)) ? next : undefined
	})
}

export type TendDependencies = {
	readonly store: Pick<CaseStore, 'load'>
	readonly deletions: DeletionStore
	readonly erasures: Queue<ErasureJob>
	readonly clock: Clock
	readonly log: Log
}

const AT_ONCE = 100
/** The age at which a request without a demanded erasure has lost its jobs. */
const TOLD_WITHIN = 60_000

/**
 * Finishes a request whose cases are all erased; queues the erasure again where it was never demanded. Leaves
 * unreadable cases.
 */
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
 * Tends the open deletion requests: finishes those that are done, queues lost jobs again, and counts those older than
 * 24 hours, which alarms as long as there are any.
 */
export const tendDeletions = async (dependencies: TendDependencies): Promise<void> => {
	const { deletions, clock, log } = dependencies
	const inWork = await deletions.list('inWork', AT_ONCE)
	const open: Deletion[] = [...(await deletions.list('byHand', AT_ONCE))]
	for (const deletion of inWork) if ((await tendOne(dependencies, deletion)) === 'inWork') open.push(deletion)
	const overdue = open.filter((deletion) => deletionDueAt(deletion) <= clock.now()).length
	if (overdue > 0) log.count('DeletionsOverdue', overdue)
}
