import { type BeginDeletionDependencies, beginDeletion } from '#shared/erasure/begin-deletion.ts'
import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import { type ErasureJob, erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { type TendDependencies, tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { createAppSecrets, type MetaSecretPorts } from '#shared/erasure/signed-by-meta.ts'
import { type TendDraftsDependencies, tendDrafts } from '#shared/erasure/tend-drafts.ts'
import { SECOND, startStopwatch } from '#shared/kernel/clock.ts'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'

type ErasureDependencies = ErasePersonDependencies &
	BeginDeletionDependencies &
	TendDependencies &
	TendDraftsDependencies
type ErasurePorts = Omit<ErasureDependencies, 'appSecrets'> & MetaSecretPorts

/** Two thirds of the function's time-out; the rest is for the step in progress. */
const GOES_ON_FOR = 40 * SECOND

/** Creates the erasure: `receivers` take its jobs, `tend` looks after the open deletion requests from Meta, and
 * after drafts of cases that were closed. */
export const createErasure = ({ readSecret, realClock, ...ports }: ErasurePorts) => {
	const dependencies: ErasureDependencies = { ...ports, appSecrets: createAppSecrets({ readSecret, realClock }) }
	const tend = async (): Promise<void> => {
		const done = await Promise.allSettled([tendDeletions(dependencies), tendDrafts(dependencies)])
		const failures = done.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
		if (failures.length > 0) throw new AggregateError(failures, 'tendIncomplete')
	}
	const erase = async (job: ErasureJob): Promise<void> => {
		const elapsed = startStopwatch()
		if ('deletion' in job) {
			await beginDeletion(dependencies, job.deletion)
			return
		}
		const outcome = await erasePerson(dependencies, job.caseId, () => elapsed() < GOES_ON_FOR)
		if (outcome === 'erased') await tendDeletions(dependencies)
	}
	const receivers: QueueReceivers<'Erasures'> = { Erasures: { erasure: receive(erasureJobSchema, erase) } }
	return { tend, receivers }
}
