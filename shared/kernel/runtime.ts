import { type Clock, type RealClock, realClock, systemClock } from './clock.ts'
import { type Random, systemRandom } from './id.ts'
import { createLog, type Log } from './log.ts'

/** What every function has besides its adapters: both clocks, randomness and the log. */
export type Runtime = {
	readonly clock: Clock
	readonly realClock: RealClock
	readonly random: Random
	readonly log: Log
}

/** Creates the real ones. */
export const systemRuntime = (): Runtime => ({
	clock: systemClock,
	realClock,
	random: systemRandom,
	log: createLog(),
})
