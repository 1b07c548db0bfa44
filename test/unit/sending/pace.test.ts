import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMilliseconds, type Instant, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { NOTHING_SENT, type PaceCount, type PaceRule, takeSlot } from '#shared/sending/pace.ts'
import { minute } from '#test/support/case-factories.ts'

/** NETWORKS.md 2.9. */
const X: readonly PaceRule[] = [
	{ limit: 15, seconds: 900, urgentOnly: 3 },
	{ limit: 1440, seconds: 86_400 },
]

/** Asks at every given number of seconds from the beginning; when somebody got a place, and whether they were urgent. */
const run = (rules: readonly PaceRule[], asks: readonly { readonly at: number; readonly isUrgent: boolean }[]) => {
	let count: PaceCount = NOTHING_SENT
	return asks.map(({ at, isUrgent }) => {
		const now = addMilliseconds(minute(0), at * SECOND)
		const place = takeSlot(count, rules, isUrgent, now)
		if (place.isTaken) count = place.count
		return { now, isUrgent, place }
	})
}
const took = (runs: ReturnType<typeof run>): readonly Instant[] =>
	runs.filter(({ place }) => place.isTaken).map(({ now }) => now)

describe('the pace', () => {
	it('gives 12 places at once to anybody, and 15 to what is urgent', () => {
		const plain = Array.from({ length: 20 }, () => ({ at: 0, isUrgent: false }))
		expect(took(run(X, plain))).toHaveLength(12)
		expect(took(run(X, [...plain, ...plain.map(() => ({ at: 0, isUrgent: true }))]))).toHaveLength(15)
	})
	it('names a time at which there is a place, and none before', () => {
		const asks = Array.from({ length: 12 }, (_, n) => ({ at: n * 10, isUrgent: false }))
		const runs = run(X, [...asks, { at: 120, isUrgent: false }])
		const last = runs.at(-1)?.place
		if (last?.isTaken !== false) throw new Error('There was a place')
		const seconds = (Date.parse(last.until) - Date.parse(minute(0))) / SECOND
		expect(took(run(X, [...asks, { at: seconds - 1, isUrgent: false }]))).toHaveLength(12)
		expect(took(run(X, [...asks, { at: seconds, isUrgent: false }]))).toHaveLength(13)
		expect(seconds).toBeLessThanOrEqual(900 + 30)
	})
	it('never gives more than the rule in any of its windows, whoever asks when', () => {
		const ask = fc.record({ gap: fc.integer({ min: 0, max: 200 }), isUrgent: fc.boolean() })
		fc.assert(
			fc.property(fc.array(ask, { minLength: 20, maxLength: 300 }), (gaps) => {
				let at = 0
				const times = took(
					run(
						[{ limit: 15, seconds: 900, urgentOnly: 3 }],
						gaps.map(({ gap, isUrgent }) => {
							at += gap
							return { at, isUrgent }
						}),
					),
				)
				for (const [index, time] of times.entries()) {
					const until = addMilliseconds(time, 15 * MINUTE)
					expect(times.slice(index).filter((other) => other < until).length).toBeLessThanOrEqual(15)
				}
			}),
		)
	})
	it('holds every rule at once: a day of X has 1,440 places', () => {
		const everyMinute = Array.from({ length: 2_000 }, (_, n) => ({ at: n * 43, isUrgent: true }))
		const taken = took(run(X, everyMinute))
		const firstDay = taken.filter((time) => time < addMilliseconds(minute(0), 86_400 * SECOND))
		expect(firstDay.length).toBeLessThanOrEqual(1_440)
		expect(firstDay.length).toBeGreaterThan(1_300)
	})
	it('keeps a small count, however long it goes on', () => {
		let count: PaceCount = NOTHING_SENT
		for (let n = 0; n < 5_000; n += 1) {
			const place = takeSlot(count, X, true, addMilliseconds(minute(0), n * MINUTE))
			if (place.isTaken) count = place.count
		}
		expect(JSON.stringify(count).length).toBeLessThan(1_500)
	})
})
