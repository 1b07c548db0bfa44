import { expect, it } from 'vitest'
import { BEAT_MILLISECONDS, onTheBeat } from '#shared/pages/pace.ts'

/** When an answer leaves, in beats, for work that takes so many milliseconds. */
const answeredAfter = async (work: number, fails = false): Promise<number> => {
	let time = 1_000
	const pace = {
		stopwatch: () => {
			const startedAt = time
			return () => time - startedAt
		},
		sleep: async (milliseconds: number) => {
			time += milliseconds
		},
	}
	const done = onTheBeat(pace, async () => {
		time += work
		if (fails) throw new Error('failed')
	})
	await done.catch(() => undefined)
	return (time - 1_000) / BEAT_MILLISECONDS
}

it('answers on the beat, whatever was done and whether or not it failed', async () => {
	expect(await answeredAfter(0)).toBe(1)
	expect(await answeredAfter(1)).toBe(1)
	expect(await answeredAfter(BEAT_MILLISECONDS)).toBe(1)
	expect(await answeredAfter(BEAT_MILLISECONDS + 1)).toBe(2)
	expect(await answeredAfter(BEAT_MILLISECONDS * 2.5, true)).toBe(3)
})
