/**
 * By how many milliseconds the time that functions live by is ahead of the wall: now, or when the wall said so (in
 * milliseconds since 1970). It only ever grows. AWS's own times are the wall's all the same: delays and visibility of
 * queues, time-outs, tokens, signatures.
 */
export type Ahead = (wall?: number) => number

export const notAhead: Ahead = () => 0

/** Returns the present time by that measure, in milliseconds since 1970. */
export const timeAhead = (ahead: Ahead): number => Date.now() + ahead()
