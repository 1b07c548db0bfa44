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
	timing: ResponseTiming,
	work: () => Promise<Result>,
): Promise<Result> => {
	const elapsed = timing.stopwatch()
	try {
		return await work()
	} finally {
		const taken = elapsed()
		const intervals = Math.max(1, Math.ceil(taken / ANSWER_INTERVAL_MILLISECONDS))
		await timing.sleep(intervals * ANSWER_INTERVAL_MILLISECONDS - taken)
	}
}
