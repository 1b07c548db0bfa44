import { startStopwatch } from '#shared/kernel/clock.ts'

/** The time functions by which the pages hide what they did; in milliseconds. */
export type ResponseTiming = {
	readonly stopwatch: () => () => number
	readonly sleep: (milliseconds: number) => Promise<void>
}

export const systemResponseTiming: ResponseTiming = {
	stopwatch: startStopwatch,
	sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/** The interval at whose multiples posted forms are answered. */
export const ANSWER_INTERVAL_MILLISECONDS = 150

/**
 * Runs the work and resolves at the next full interval, so that the response time does not show its path: unknown or
 * revoked, mailed or not.
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
