import { type BeginDeletionDependencies, beginDeletion } from '#shared/erasure/begin-deletion.ts'
import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import { erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { type TendDependencies, tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { createAppSecrets, type MetaSecretPorts } from '#shared/erasure/signed-by-meta.ts'
import { SECOND, startStopwatch } from '#shared/kernel/clock.ts'

type ErasureDependencies = ErasePersonDependencies & BeginDeletionDependencies & TendDependencies
type ErasurePorts = Omit<ErasureDependencies, 'appSecrets'> & MetaSecretPorts

/** Two thirds of the function's time-out; the rest is for the step in progress. */
const GOES_ON_FOR = 40 * SECOND

/** Creates the erasure: `erase` handles one job, `tend` the open deletion requests from Meta. */
export const createErasure = ({ readSecret, realClock, ...ports }: ErasurePorts) => {
	const dependencies: ErasureDependencies = { ...ports, appSecrets: createAppSecrets({ readSecret, realClock }) }
	const tend = () => tendDeletions(dependencies)
	return {
		tend,
		erase: async (message: unknown): Promise<void> => {
			const elapsed = startStopwatch()
			const job = erasureJobSchema.parse(message)
			if ('deletion' in job) {
				await beginDeletion(dependencies, job.deletion)
				return
			}
			const outcome = await erasePerson(dependencies, job.caseId, () => elapsed() < GOES_ON_FOR)
			if (outcome === 'erased') await tend()
		},
	}
}
