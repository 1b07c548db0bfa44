import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import { erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { type TendDependencies, tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { SECOND, startStopwatch } from '#shared/kernel/clock.ts'

export type ErasurePorts = Omit<ErasePersonDependencies, 'again'> & TendDependencies

/** Two thirds of the function's time-out; the rest is for the step in progress. */
const GOES_ON_FOR = 40 * SECOND

/** Creates the erasure: `erase` handles one job, `tend` the open deletion requests from Meta. */
export const createErasure = (ports: ErasurePorts) => {
	const dependencies: ErasePersonDependencies = { ...ports, again: ports.erasures }
	const tend = () => tendDeletions(ports)
	return {
		tend,
		erase: async (message: unknown): Promise<void> => {
			const elapsed = startStopwatch()
			const job = erasureJobSchema.parse(message)
			const outcome = await erasePerson(dependencies, job, () => elapsed() < GOES_ON_FOR)
			if (outcome === 'erased') await tend()
		},
	}
}
