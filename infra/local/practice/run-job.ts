import { PracticeRefusal } from './refusal.ts'

/** Jobs that a clock starts in the cloud, and what each is told to look at everything at once. */
export const JOBS = {
	sweep: {},
	/** As if the last look at every case were long ago. */
	reconcile: { olderThanHours: 0 },
} as const satisfies Record<string, object>
export type Job = keyof typeof JOBS

/** Runs a job of the system to its end; throws what its function throws. */
export type RunJob = (job: Job, event: object) => Promise<unknown>

/** Starts a job now, so that nobody trying things waits for its clock. Before the system is up it refuses with 503. */
export const createJobDoor = () => {
	let runJob: RunJob | undefined
	return {
		connect: (run: RunJob): void => {
			runJob = run
		},
		run: async (job: Job): Promise<void> => {
			if (runJob === undefined) throw new PracticeRefusal('not-started')
			await runJob(job, JOBS[job])
		},
	}
}
export type JobDoor = ReturnType<typeof createJobDoor>
