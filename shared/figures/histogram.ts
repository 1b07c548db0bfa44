/**
 * Durations counted by steps that never change, so that what different days, teams and channels took adds up: a median of
 * medians would mean nothing.
 */

const STEPS_PER_DOUBLING = 8
const SHORTEST = 1
const HOUR_STEP = Math.round(STEPS_PER_DOUBLING * Math.log2(60))

/**
 * Returns the longest duration of a step, in minutes. Each is 9 % longer than the one before, and an hour is one of them
 * exactly, so that "within an hour" is counted and not estimated.
 */
export const longestOf = (step: number): number =>
	step === 0 ? SHORTEST : 60 * 2 ** ((step - HOUR_STEP) / STEPS_PER_DOUBLING)

/** The step of all that is longer than 93 days: no more is known of it. */
export const LAST_STEP = 137

/** By which share of a duration what a quantile says of it may be wrong: 4.4 %. Up to a minute it is that minute. */
export const STEP_ERROR = 2 ** (1 / (2 * STEPS_PER_DOUBLING)) - 1

/** Returns the step of a duration in minutes: the first whose longest it does not exceed. */
export const stepOf = (minutes: number): number => {
	if (minutes <= SHORTEST) return 0
	const guess = HOUR_STEP + Math.ceil(STEPS_PER_DOUBLING * Math.log2(minutes / 60))
	// A logarithm may be off by a hair where a duration is the longest of its step.
	const step = [guess - 1, guess, guess + 1].find((one) => one >= 0 && minutes <= longestOf(one)) ?? guess + 1
	return Math.min(step, LAST_STEP)
}

/** How many durations there are of each step, and of how many the end is still open: they are longer than all others. */
export type Histogram = { readonly steps: ReadonlyMap<number, number>; readonly open: number }

/** `about`: in minutes, true to `STEP_ERROR`; the real one lies above `over` and is at most `upTo`. */
export type Quantile =
	| { readonly over: number; readonly upTo: number; readonly about: number }
	| { readonly over: number; readonly upTo: undefined; readonly about: undefined }
	| 'open'

const sizeOf = ({ steps, open }: Histogram): number => [...steps.values()].reduce((sum, count) => sum + count, open)

const durationOf = (step: number): Quantile => {
	const over = step === 0 ? 0 : longestOf(step - 1)
	if (step === LAST_STEP) return { over, upTo: undefined, about: undefined }
	const upTo = longestOf(step)
	return { over, upTo, about: step === 0 ? upTo : Math.sqrt(over * upTo) }
}

/**
 * Returns the duration that a share of all (0.5 for the median) do not exceed; `open` where so many are still open that it
 * is not known yet, and undefined where there are none.
 */
export const quantileOf = (histogram: Histogram, share: number): Quantile | undefined => {
	const size = sizeOf(histogram)
	if (size === 0) return undefined
	const rank = Math.max(1, Math.ceil(share * size))
	let counted = 0
	for (const [step, count] of [...histogram.steps].toSorted(([one], [other]) => one - other)) {
		counted += count
		if (counted >= rank) return durationOf(step)
	}
	return 'open'
}

/** Returns how many of all took at most an hour, exactly. */
export const withinHour = ({ steps }: Histogram): number =>
	[...steps].filter(([step]) => step <= HOUR_STEP).reduce((sum, [, count]) => sum + count, 0)
