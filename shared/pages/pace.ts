import { startStopwatch } from '#shared/kernel/clock.ts'

/** Time as the pages need it to hide what they did; in milliseconds. */
export type Pace = { readonly stopwatch: () => () => number; readonly sleep: (milliseconds: number) => Promise<void> }

export const systemPace: Pace = {
	stopwatch: startStopwatch,
	sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/** Every posted form is answered after a whole number of these. */
export const BEAT_MILLISECONDS = 150

/**
 * Does the work and resolves at the next full beat, so that how long an answer took does not tell which way it went:
 * unknown or revoked, a mail that left or one that did not.
 */
export const onTheBeat = async <Result>(pace: Pace, work: () => Promise<Result>): Promise<Result> => {
	const elapsed = pace.stopwatch()
	try {
		return await work()
	} finally {
		const taken = elapsed()
		const beats = Math.max(1, Math.ceil(taken / BEAT_MILLISECONDS))
		await pace.sleep(beats * BEAT_MILLISECONDS - taken)
	}
}
