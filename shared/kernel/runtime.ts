import { type Clock, systemClock } from './clock.ts'
import { type Random, systemRandom } from './id.ts'
import { createLog, type Log } from './log.ts'

/** What every function has besides its adapters: the time, randomness and the log. */
export type Runtime = { readonly clock: Clock; readonly random: Random; readonly log: Log }

/** The real ones. */
export const systemRuntime = (): Runtime => ({ clock: systemClock, random: systemRandom, log: createLog() })
