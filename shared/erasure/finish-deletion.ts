import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { RefusedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type Deletion, finished } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import { type DemandDependencies, demandEverywhere, demandIn } from './demand-erasure.ts'

export type FinishDependencies = DemandDependencies & { readonly deletions: DeletionStore; readonly log: Log }

/** What a person found out about a request: whose case it is, or that we keep nothing of them. */
export type DeletionFinding = { readonly code: string; readonly by: AgentKey; readonly caseId?: CaseId | undefined }

const ATTEMPTS = 5

/**
 * Ends by hand what no id of ours answered to: the person of the named case is erased, or nothing is kept. May be repeated;
 * what is finished stays. Throws `RefusedError`: `deletionUnknown`, `deletionInWork`, `deletionFinished`.
 */
export const finishDeletion = async (
	dependencies: FinishDependencies,
	{ code, by, caseId }: DeletionFinding,
): Promise<Deletion> => {
	const { deletions, clock, log } = dependencies
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const deletion = await deletions.find(code)
		if (deletion === undefined) throw new RefusedError('deletionUnknown')
		if (deletion.state === 'finished') throw new RefusedError('deletionFinished')
		if (caseId === undefined) {
			if (deletion.cases.length > 0) throw new RefusedError('deletionInWork')
			const next = { ...finished(deletion, 'nothingKept', clock.now()), by }
			if (!(await deletions.put(next))) continue
			log.info('DELETION_FINISHED', { outcome: 'nothingKept' })
			return next
		}
		const state = await demandIn(dependencies, caseId, { reason: 'network', by })
		const { cases } = await demandEverywhere(dependencies, state, { reason: 'network', by })
		const next: Deletion = { ...deletion, by, state: 'inWork', cases: [...new Set([...deletion.cases, ...cases])] }
		if (await deletions.put(next)) return next
	}
	throw new RetryLaterError('deletionContended')
}
