import { MINUTE, SECOND } from '#shared/kernel/clock.ts'

/** How long after the beginning of a look the next one follows, while the page is seen and while it is not. */
export const LOOKS_EVERY = 2.5 * SECOND
export const LOOKS_HIDDEN_EVERY = 15 * SECOND
/** After an answer that took long. */
export const SHORTEST_PAUSE = SECOND

/** Without a key or a touch for so long nobody is there. */
export const LOOKS_FOR = 30 * MINUTE

/** What has not answered by then counts as gone; with the pause between looks that is less than six seconds. */
export const ANSWERS_WITHIN = 3.2 * SECOND

/** What is shown counts as old from then on. */
export const OLD_AFTER = 10 * SECOND

const FIRST_RETRY = 2 * SECOND
const LAST_RETRY = 15 * SECOND

/**
 * Returns after how many milliseconds what failed is tried again: longer with each failure in a row, and spread by `random`
 * (0 to 1), so that thirty desks do not come back in one moment.
 */
export const retryAfter = (failures: number, random: number): number =>
	Math.round(Math.min(FIRST_RETRY * 2 ** (failures - 1), LAST_RETRY) * (0.8 + 0.4 * random))
