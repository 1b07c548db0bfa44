import { describe, expect, it } from 'vitest'
import { simulateStorm } from '#test/fixtures/storm-simulation.ts'
import { isNight } from '#test/support/night.ts'
import { createRandom, seedOfRun } from '#test/support/seeded-random.ts'

/** A thousand events a second, four of five below one post: ten minutes of it by night, a quarter of a minute by day. */

const EVENTS_PER_SECOND = 1_000
/** `HILFT_STORM_SECONDS=120` for another length. */
const SECONDS = Number(process.env.HILFT_STORM_SECONDS ?? (isNight ? 600 : 15))
const UNDO_SECONDS = isNight ? 15 : 5
const HOUR_MILLISECONDS = 3_600_000

describe('a storm', () => {
	it(
		'loses nothing, heats no key, and lets answers leave within a minute in its midst',
		async () => {
			const seed = seedOfRun()
			const seen = await simulateStorm({
				random: createRandom(seed),
				seconds: SECONDS,
				eventsPerSecond: EVENTS_PER_SECOND,
				answersPerSecond: 2,
				undoSeconds: UNDO_SECONDS,
			})
			process.stdout.write(`storm: seed ${seed}, ${JSON.stringify({ ...seen, left: undefined })}\n`)
			expect(seen.balance).toMatchObject({ received: seen.events, messages: seen.events, difference: 0, parked: 0 })
			expect(seen.hottest.units).toBeLessThanOrEqual(500)
			expect(seen.asked).toBeGreaterThan(SECONDS)
			expect(seen.left.filter((times) => times !== 1)).toEqual([])
			expect(seen.heard).toBe(seen.asked)
			expect(seen.longestWaitSeconds).toBeLessThanOrEqual(60)
		},
		HOUR_MILLISECONDS,
	)

	it('would hold answers up for more than a minute, if dispatch heard of every fact, one case after another', async () => {
		const { longestWaitSeconds } = await simulateStorm({
			random: createRandom(seedOfRun()),
			seconds: 8,
			eventsPerSecond: EVENTS_PER_SECOND,
			answersPerSecond: 2,
			undoSeconds: 15,
			hearing: { passes: () => true, callsPerShard: 1, casesAtOnce: 1 },
		})
		expect(longestWaitSeconds).toBeGreaterThan(60)
	})
})
