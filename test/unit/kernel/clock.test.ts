import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import { type Clock, type RealClock, realClock, startStopwatch, systemClock } from '#shared/kernel/clock.ts'

const AHEAD = Symbol.for('clock-ahead-milliseconds')
const tell = (value: unknown) => Reflect.set(globalThis, AHEAD, value)
afterEach(() => Reflect.deleteProperty(globalThis, AHEAD))

const DAY = 86_400_000
const lead = () => Date.parse(systemClock.now()) - Date.now()

describe('the time of cases', () => {
	it('is the wall’s where no runtime says otherwise, as in every deployed function', () => {
		expect(Math.abs(lead())).toBeLessThan(1_000)
	})

	it('is ahead by what the runtime says, while the real one stays', () => {
		tell(30 * DAY)
		expect(lead()).toBeGreaterThan(30 * DAY - 1_000)
		expect(Math.abs(realClock.epochMilliseconds() - Date.now())).toBeLessThan(1_000)
	})

	it.each(['86400000', undefined, null, {}, Number.NaN])(
		'is not moved by %j, which is no number of milliseconds',
		(value) => {
			tell(value)
			expect(Math.abs(lead())).toBeLessThan(1_000)
		},
	)

	it('is not moved by anything that JSON can carry', () => {
		const event = JSON.parse(
			'{"clock-ahead-milliseconds": 86400000, "__proto__": {"clock-ahead-milliseconds": 86400000}}',
		)
		Object.assign(globalThis, { ...event })
		expect(Math.abs(lead())).toBeLessThan(1_000)
		Reflect.deleteProperty(globalThis, 'clock-ahead-milliseconds')
	})
})

it('neither clock passes for the other', () => {
	expectTypeOf<Clock>().not.toExtend<RealClock>()
	expectTypeOf<RealClock>().not.toExtend<Clock>()
})

it('a stopwatch is not moved either', () => {
	const elapsed = startStopwatch()
	tell(DAY)
	expect(elapsed()).toBeLessThan(1_000)
})
