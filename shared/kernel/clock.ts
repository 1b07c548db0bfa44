/** The time as a dependency. Instants are ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T11:08:52.000Z`. */
export type Instant = string
export type Clock = { readonly now: () => Instant }

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** The instant `milliseconds` after (or, negative, before) another. */
export const plus = (instant: Instant, milliseconds: number): Instant =>
	new Date(Date.parse(instant) + milliseconds).toISOString()

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
