import { setTimeout as sleep } from 'node:timers/promises'
import { startStopwatch } from '#shared/kernel/clock.ts'

/** Asks until there is an answer; throws, naming what was waited for, when it does not come in time (30 s). */
export const waitUntil = async <Found>(
	what: string,
	ask: () => Promise<Found | undefined>,
	timeoutMilliseconds = 30_000,
): Promise<Found> => {
	const elapsed = startStopwatch()
	for (;;) {
		const found = await ask()
		if (found !== undefined) return found
		if (elapsed() > timeoutMilliseconds) throw new Error(`Waited ${timeoutMilliseconds / 1000} s in vain for ${what}`)
		await sleep(50)
	}
}
