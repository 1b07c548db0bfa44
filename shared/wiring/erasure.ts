import { type BeginDeletionDependencies, beginDeletion } from '#shared/erasure/begin-deletion.ts'
import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import { type ErasureJob, erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { type TendDependencies, tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { createAppSecrets, type MetaSecretPorts } from '#shared/erasure/signed-by-meta.ts'
import { SECOND, startStopwatch } from '#shared/kernel/clock.ts'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'

type ErasureDependencies = ErasePersonDependencies & BeginDeletionDependencies & TendDependencies
type ErasurePorts = Omit<ErasureDependencies, 'appSecrets'> & MetaSecretPorts

/** Two thirds of the function's time-out; the rest is for the step in progress. */
const GOES_ON_FOR = 40 * SECOND

/** Creates the erasure: `receivers` take its jobs, `tend` looks after the open deletion requests from Meta. */
export const createErasure = ({ readSecret, realClock, ...ports }: ErasurePorts) => {
	const dependencies: ErasureDependencies = { ...ports, appSecrets: createAppSecrets({ readSecret, realClock }) }
	const tend = () => tendDeletions(dependencies)
	const erase = async (job: ErasureJob): Promise<void> => {
		const elapsed = startStopwatch()
		if ('deletion' in job) {
			await beginDeletion(dependencies, job.deletion)
			return
		}
		const outcome = await erasePerson(dependencies, job.caseId, () => elapsed() < GOES_ON_FOR)
		if (outcome === 'erased') await tend()
	}
	const receivers: QueueReceivers<'Erasures'> = { Erasures: { erasure: receive(erasureJobSchema, erase) } }
	return { tend, receivers }
}
