/** An instant: ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T11:08:52.000Z`. */
export type Instant = string

/** The time of cases: facts, due dates, promises, retention, links. On the practice ground people may advance it. */
export type Clock = { readonly now: () => Instant }

/**
 * The wall clock, which is never moved: for tokens, sessions, caches, signatures and the log. Its one method differs
 * from `Clock`'s, so that the compiler never accepts one for the other.
 */
export type RealClock = { readonly epochMilliseconds: () => number }

export const realClock: RealClock = { epochMilliseconds: () => Date.now() }

/**
 * Where a runtime may put by how much the time of this invocation is ahead. The local one does, from a header of its
 * own (infra/local/cloud/lambda/bootstrap.mjs). On Lambda it is never set, and no caller can set it: it is no variable,
 * and an event is JSON, which has no symbols. An environment runs one invocation at a time, so the whole process may
 * read it.
 */
const AHEAD = Symbol.for('clock-ahead-milliseconds')

const aheadMilliseconds = (): number => {
	const ahead: unknown = Reflect.get(globalThis, AHEAD)
	return typeof ahead === 'number' && Number.isFinite(ahead) ? ahead : 0
}

export const systemClock: Clock = { now: () => new Date(Date.now() + aheadMilliseconds()).toISOString() }

/** Starts a stopwatch. The returned function gives the milliseconds since, independent of any clock. */
export const startStopwatch = (): (() => number) => {
	const startedAt = performance.now()
	return () => performance.now() - startedAt
}

/** Returns the instant `milliseconds` after another (before it where negative). */
export const addMilliseconds = (instant: Instant, milliseconds: number): Instant =>
	new Date(Date.parse(instant) + milliseconds).toISOString()

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
