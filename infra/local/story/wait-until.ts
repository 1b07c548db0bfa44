import { setTimeout as sleep } from 'node:timers/promises'
import { startStopwatch } from '#shared/kernel/clock.ts'

/** Each look at a running system takes its functions' time. */
const LOOK_MILLISECONDS = 100

/** Calls `ask` until it returns something. Throws, naming what was waited for, after the time (30 s). */
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
		await sleep(LOOK_MILLISECONDS)
	}
}
