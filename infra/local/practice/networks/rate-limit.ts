import { type Clock, MINUTE } from '#shared/kernel/clock.ts'

const WINDOW = 15 * MINUTE

/**
 * Counts calls per endpoint in windows of 15 minutes. The numbers are those of a large contract, so that a story is
 * not held up; a 429 is made by a fault.
 */
export const createRateLimits = (clock: Clock, limit = 10_000) => {
	const windows = new Map<string, { used: number; resetsAt: number }>()
	return {
		/** Counts one call and gives X's headers (contracts.md 2.9); `isExceeded` if it is one too many. */
		count: (endpoint: string): { isExceeded: boolean; headers: Record<string, string> } => {
			const now = Date.parse(clock.now())
			const current = windows.get(endpoint)
			const window = current && current.resetsAt > now ? current : { used: 0, resetsAt: now + WINDOW }
			window.used += 1
			windows.set(endpoint, window)
			return { isExceeded: window.used > limit, headers: rateHeaders(limit, limit - window.used, window.resetsAt) }
		},
	}
}

/** `resetsAt` in milliseconds; the header is in seconds. */
export const rateHeaders = (limit: number, remaining: number, resetsAt: number): Record<string, string> => ({
	'x-rate-limit-limit': String(limit),
	'x-rate-limit-remaining': String(Math.max(remaining, 0)),
	'x-rate-limit-reset': String(Math.ceil(resetsAt / 1000)),
})
