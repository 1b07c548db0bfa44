import { PracticeRefusal } from './refusal.ts'

/** Runs once, at the time that it is now, whatever a clock starts in the cloud; gives the names of the jobs that failed. */
export type CatchUp = () => Promise<readonly string[]>

/** Lets everything that a clock starts follow the practice clock. Before the system is up it refuses with 503. */
export const createCatchUp = () => {
	let catchUp: CatchUp | undefined
	let underWay: Promise<unknown> = Promise.resolve()
	return {
		connect: (run: CatchUp): void => {
			catchUp = run
		},
		/** Moves by `move`, then runs everything once; who comes at the same time waits for a run of their own. */
		after: (move: () => void): Promise<readonly string[]> => {
			if (catchUp === undefined) throw new PracticeRefusal('not-started')
			move()
			const run = underWay.then(catchUp)
			underWay = run.catch(() => undefined)
			return run
		},
	}
}
export type CatchUpDoor = ReturnType<typeof createCatchUp>
