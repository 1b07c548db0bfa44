/**
 * Returns by how many milliseconds the clock of the functions is ahead of the wall's: now, or at a time of the wall (in
 * milliseconds since 1970). It only grows. AWS's own times stay the wall's: delays and visibility of queues, time-outs,
 * tokens, signatures.
 */
export type Ahead = (wall?: number) => number

export const notAhead: Ahead = () => 0

/** Returns the present time by that measure, in milliseconds since 1970. */
export const timeAhead = (ahead: Ahead): number => Date.now() + ahead()
