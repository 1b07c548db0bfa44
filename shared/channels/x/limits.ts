import { type Instant, MINUTE, plus } from '#shared/kernel/clock.ts'
import { instantOf } from '../fields.ts'

/** Limit windows of X: a quarter of an hour per address, a day per app and per user (NETWORKS.md 2.8, 2.9). */
const WINDOWS = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour']

/**
 * When the last of the exhausted limits opens again; in 15 minutes if X does not say. By the headers, because the
 * library's `rateLimit.reset` is always the clock of the quarter of an hour, whichever limit was hit (NETWORKS.md 2.8).
 */
export const limitOpensAt = (headers: Readonly<Record<string, unknown>>, now: Instant): Instant => {
	const exhausted = WINDOWS.filter((window) => Number(headers[`${window}-remaining`] ?? Number.NaN) === 0)
	const resets = exhausted
		.map((window) => Number(headers[`${window}-reset`]) * 1_000)
		.filter((at) => at > Date.parse(now))
	return resets.length > 0 ? instantOf(Math.max(...resets)) : plus(now, 15 * MINUTE)
}
