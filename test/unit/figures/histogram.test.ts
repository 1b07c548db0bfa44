import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	type Histogram,
	LAST_STEP,
	longestOf,
	quantileOf,
	STEP_ERROR,
	stepOf,
	withinHour,
} from '#shared/figures/histogram.ts'

const histogramOf = (minutes: readonly number[], open = 0): Histogram => {
	const steps = new Map<number, number>()
	for (const one of minutes) steps.set(stepOf(one), (steps.get(stepOf(one)) ?? 0) + 1)
	return { steps, open }
}

/** Durations as they come, and those at which a step ends. */
const duration = fc.oneof(
	fc.double({ min: 0, max: 200_000, noNaN: true }),
	fc.integer({ min: 0, max: LAST_STEP }).map(longestOf),
	fc.integer({ min: 0, max: 3 * 24 * 60 }),
)

describe('a step', () => {
	it('holds what is longer than the step before it, and not longer than its own longest', () => {
		fc.assert(
			fc.property(duration, (minutes) => {
				const step = stepOf(minutes)
				if (step > 0) expect(minutes).toBeGreaterThan(longestOf(step - 1))
				if (step < LAST_STEP) expect(minutes).toBeLessThanOrEqual(longestOf(step))
			}),
			{ numRuns: 3_000 },
		)
	})
	it('ends at an hour exactly', () => {
		expect(longestOf(stepOf(60))).toBe(60)
		expect(stepOf(60.001)).toBe(stepOf(60) + 1)
		expect(withinHour(histogramOf([0, 59, 60, 60.001, 61], 2))).toBe(3)
	})
	it('is the first up to a minute, and the last beyond three months', () => {
		expect([stepOf(0), stepOf(1), stepOf(1.01)]).toEqual([0, 0, 1])
		expect([stepOf(92 * 24 * 60) < LAST_STEP, stepOf(94 * 24 * 60), stepOf(1e9)]).toEqual([true, LAST_STEP, LAST_STEP])
	})
})

describe('a quantile', () => {
	it('is that of the durations themselves, but for the error of a step; those still open are longer than all', () => {
		const few = fc.array(fc.integer({ min: 2, max: 100_000 }), { maxLength: 40 })
		fc.assert(
			fc.property(few, fc.nat(5), fc.constantFrom(0.5, 0.9, 1), (minutes, open, share) => {
				const all = [...minutes.toSorted((one, other) => one - other), ...Array.from({ length: open }, () => Infinity)]
				const exact = all[Math.max(0, Math.ceil(share * all.length) - 1)]
				const found = quantileOf(histogramOf(minutes, open), share)
				if (exact === undefined || exact === Infinity) {
					expect(found).toBe(exact === undefined ? undefined : 'open')
					return
				}
				if (found === 'open' || found?.upTo === undefined) throw new Error('it is known')
				expect(exact).toBeGreaterThan(found.over)
				expect(exact).toBeLessThanOrEqual(found.upTo)
				expect(Math.abs(found.about / exact - 1)).toBeLessThanOrEqual(STEP_ERROR + 1e-9)
			}),
			{ numRuns: 1_000 },
		)
		expect(STEP_ERROR).toBeCloseTo(0.044, 3)
	})
	it('of what took longer than is told apart says so', () => {
		expect(quantileOf(histogramOf([1e9]), 0.5)).toEqual({
			over: longestOf(LAST_STEP - 1),
			upTo: undefined,
			about: undefined,
		})
		expect(quantileOf(histogramOf([0.2]), 0.5)).toEqual({ over: 0, upTo: 1, about: 1 })
	})
})
