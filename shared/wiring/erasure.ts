import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import { erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { type TendDependencies, tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { SECOND, startStopwatch } from '#shared/kernel/clock.ts'

export type ErasurePorts = Omit<ErasePersonDependencies, 'again'> & TendDependencies

/** Two thirds of the time a call has: the rest is for what is under way then. */
const GOES_ON_FOR = 40 * SECOND

/** Erases people: `erase` the person of one job, `tend` looks after what Meta asked us to delete. */
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
