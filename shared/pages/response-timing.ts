import { startStopwatch } from '#shared/kernel/clock.ts'

/** Time as the pages need it to hide what they did; in milliseconds. */
export type ResponseTiming = {
	readonly stopwatch: () => () => number
	readonly sleep: (milliseconds: number) => Promise<void>
}

export const systemResponseTiming: ResponseTiming = {
	stopwatch: startStopwatch,
	sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/** Every posted form is answered after a whole number of these. */
export const ANSWER_INTERVAL_MILLISECONDS = 150

/**
 * Does the work and resolves at the next full beat, so that how long an answer took does not tell which way it went:
 * unknown or revoked, a mail that left or one that did not.
 */
export const answerOnFixedInterval = async <Result>(
	pace: ResponseTiming,
	work: () => Promise<Result>,
): Promise<Result> => {
	const elapsed = pace.stopwatch()
	try {
		return await work()
	} finally {
		const taken = elapsed()
		const beats = Math.max(1, Math.ceil(taken / ANSWER_INTERVAL_MILLISECONDS))
		await pace.sleep(beats * ANSWER_INTERVAL_MILLISECONDS - taken)
	}
}
