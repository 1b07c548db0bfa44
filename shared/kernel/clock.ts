/** The time as a dependency. Instants are ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T11:08:52.000Z`. */
export type Instant = string

/** The time of cases: facts, what is due, promises, retention, links. On the practice ground people may move it on. */
export type Clock = { readonly now: () => Instant }

/**
 * The wall's time, which nobody moves: of tokens and sessions, of what is cached and for how long, of signatures, of the
 * log. Its one method is another than `Clock`'s, so that the compiler lets neither pass for the other.
 */
export type RealClock = { readonly epochMilliseconds: () => number }

export const realClock: RealClock = { epochMilliseconds: () => Date.now() }

/**
 * Where a runtime may say by how much the time of this invocation is ahead. The one of the local run does, from a header
 * of its own (infra/local/cloud/lambda/bootstrap.mjs). Lambda's says nothing, and nobody who calls a function can: it is
 * no variable, and an event is JSON, which has no symbols. An environment has one invocation at a time, so the whole
 * process may read it.
 */
const AHEAD = Symbol.for('clock-ahead-milliseconds')

const aheadMilliseconds = (): number => {
	const told: unknown = Reflect.get(globalThis, AHEAD)
	return typeof told === 'number' && Number.isFinite(told) ? told : 0
}

export const systemClock: Clock = { now: () => new Date(Date.now() + aheadMilliseconds()).toISOString() }

/** Starts to measure; the function it gives tells the milliseconds since, whatever happens to any clock. */
export const startStopwatch = (): (() => number) => {
	const startedAt = performance.now()
	return () => performance.now() - startedAt
}

/** The instant `milliseconds` after (or, negative, before) another. */
export const addMilliseconds = (instant: Instant, milliseconds: number): Instant =>
	new Date(Date.parse(instant) + milliseconds).toISOString()

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
