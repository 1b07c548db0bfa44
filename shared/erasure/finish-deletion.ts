import type { Actor } from '#shared/cases/actor.ts'
import { applyCommand } from '#shared/cases/apply.ts'
import { isErasureDemanded, isPersonErased } from '#shared/cases/erasing/state.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type Deletion, deletionDueAt, finished, withoutCases } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import type { ErasureJob } from './erasure-job.ts'
import type { ErasureProgress } from './erasure-progress.ts'

export type FinishDependencies = {
	readonly store: CaseStore
	readonly deletions: DeletionStore
	readonly clock: Clock
	readonly log: Log
}

/** A lead's finding about a request: its case, or that no data are stored. */
export type DeletionFinding = {
	readonly code: string
	readonly actor: Actor & { readonly role: 'lead' }
	readonly caseId?: CaseId | undefined
}

/**
 * Finishes by hand a request without a matching id: demands the erasure of the named case's person, or records that
 * nothing is stored. May be repeated. Throws `RefusedError`: `deletionUnknown`, `deletionInWork`, `deletionFinished`.
 */
export const finishDeletion = async (
	dependencies: FinishDependencies,
	{ code, actor, caseId }: DeletionFinding,
): Promise<Deletion> => {
	const { deletions, clock, log } = dependencies
	return retryOnConflict('deletionContended', async () => {
		const deletion = await deletions.find(code)
		if (deletion === undefined) throw new RefusedError('deletionUnknown')
		if (deletion.state === 'finished') throw new RefusedError('deletionFinished')
		if (caseId === undefined) {
			if (deletion.cases.length > 0) throw new RefusedError('deletionInWork')
			const next = { ...finished(deletion, 'nothingKept', clock.now()), by: actor.key }
			if (!(await deletions.put(next))) return undefined
			log.info('DELETION_FINISHED', { outcome: 'nothingKept' })
			return next
		}
		await applyCommand(dependencies, caseId, { kind: 'demandPersonErasure', actor, reason: 'network' })
		const cases = [...new Set([...deletion.cases, caseId])]
		const next: Deletion = { ...deletion, by: actor.key, state: 'inWork', cases }
		return (await deletions.put(next)) ? next : undefined
	})
}

const AT_ONCE = 100

/** Returns the requests in work that hold a case. */
export const deletionsOf = async (
	deletions: Pick<DeletionStore, 'list'>,
	caseId: CaseId,
): Promise<readonly Deletion[]> =>
	(await deletions.list('inWork', AT_ONCE)).filter(({ cases }) => cases.includes(caseId))

type TakeBackDependencies = { readonly deletions: DeletionStore; readonly log: Log }

/** Stores a request without cases whose erasure was withdrawn, and alerts a person where none is left. */
const takeBack = async (
	{ deletions, log }: TakeBackDependencies,
	deletion: Deletion,
	withdrawn: readonly CaseId[],
): Promise<boolean> => {
	const next = withoutCases(deletion, withdrawn)
	if (!(await deletions.put(next))) return false
	if (next.state === 'byHand') log.count('DeletionsByHand')
	return true
}

/**
 * Gives the requests that a case was named for back to a person, after its erasure was withdrawn. What this misses
 * `tendDeletions` finds.
 */
export const takeBackDeletions = async (dependencies: TakeBackDependencies, caseId: CaseId): Promise<void> => {
	for (const deletion of await deletionsOf(dependencies.deletions, caseId))
		await takeBack(dependencies, deletion, [caseId])
}

export type TendDependencies = {
	readonly store: Pick<CaseStore, 'load'>
	readonly deletions: DeletionStore
	readonly progress: Pick<ErasureProgress, 'find'>
	readonly erasures: Queue<ErasureJob>
	readonly clock: Clock
	readonly log: Log
}

/** The age at which a request that nobody looked up has lost its job. */
const TOLD_WITHIN = 60_000

/** Returns the cases of a request whose erasure somebody withdrew. Queues again those to which one is owed. */
const withdrawnIn = async (
	{ progress, erasures }: TendDependencies,
	states: readonly (CaseState | 'unreadable' | undefined)[],
): Promise<readonly CaseId[]> => {
	const withdrawn: CaseId[] = []
	for (const state of states) {
		if (state === undefined || state === 'unreadable' || isErasureDemanded(state)) continue
		if ((await progress.find(state.id))?.owed === undefined) withdrawn.push(state.id)
		else await erasures.send({ caseId: state.id })
	}
	return withdrawn
}

/**
 * Finishes a request whose cases are all erased, and gives one back to a person whose erasure was withdrawn. Queues again
 * what nobody looked up. Leaves unreadable cases.
 */
const tendOne = async (dependencies: TendDependencies, deletion: Deletion): Promise<'finished' | 'open'> => {
	const { store, deletions, erasures, clock, log } = dependencies
	if (deletion.signedRequest !== undefined) {
		const isLate = addMilliseconds(deletion.askedAt, TOLD_WITHIN) < clock.now()
		if (isLate) await erasures.send({ deletion: deletion.code })
		return 'open'
	}
	if (deletion.state !== 'inWork') return 'open'
	const states = await Promise.all(deletion.cases.map((id) => unlessUnreadable(store.load(id))))
	const withdrawn = await withdrawnIn(dependencies, states)
	if (withdrawn.length > 0) {
		await takeBack(dependencies, deletion, withdrawn)
		return 'open'
	}
	const isDone = states.every((state) => state === undefined || (state !== 'unreadable' && isPersonErased(state)))
	if (!isDone || !(await deletions.put(finished(deletion, 'erased', clock.now())))) return 'open'
	log.info('DELETION_FINISHED', { outcome: 'erased', count: states.length })
	return 'finished'
}

/**
 * Tends the open deletion requests: finishes those that are done, queues lost jobs again, and counts those older than
 * 24 hours, which alarms as long as there are any.
 */
export const tendDeletions = async (dependencies: TendDependencies): Promise<void> => {
	const { deletions, clock, log } = dependencies
	const open: Deletion[] = []
	for (const state of ['byHand', 'inWork'] as const)
		for (const deletion of await deletions.list(state, AT_ONCE))
			if ((await tendOne(dependencies, deletion)) === 'open') open.push(deletion)
	const overdue = open.filter((deletion) => deletionDueAt(deletion) <= clock.now()).length
	if (overdue > 0) log.count('DeletionsOverdue', overdue)
}
