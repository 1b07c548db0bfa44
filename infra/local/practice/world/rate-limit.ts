import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Clock, DAY, SECOND } from '#shared/kernel/clock.ts'
import type { NetworkLimit } from './settings.ts'

const rowSchema = z.object({ used: z.number(), resets_at: z.number() })

/** A window and what is left of it; `resetsAt` in milliseconds. */
export type Window = { readonly limit: number; readonly remaining: number; readonly resetsAt: number }
export type Taken = { readonly isExceeded: boolean; readonly window: Window; readonly day: Window | undefined }

/**
 * Creates the count of calls by account and kind, kept over restarts. A limit that is changed while a window runs applies to
 * this window already.
 */
export const createRateLimits = (database: DatabaseSync, clock: Clock) => {
	const read = database.prepare('select used, resets_at from rate_windows where name = ?')
	const write = database.prepare('insert or replace into rate_windows (name, used, resets_at) values (?, ?, ?)')
	const clear = database.prepare('delete from rate_windows')

	const open = (name: string, length: number): { used: number; resetsAt: number } => {
		const now = Date.parse(clock.now())
		const row = rowSchema.safeParse(read.get(name)).data
		if (row === undefined || row.resets_at <= now) return { used: 0, resetsAt: now + length }
		return { used: row.used, resetsAt: Math.min(row.resets_at, now + length) }
	}
	return {
		/** Counts one call, unless it exceeds the limit. */
		take: (account: string, name: string, { limit, windowSeconds, perDay }: NetworkLimit): Taken => {
			const key = `${account} ${name}`
			const short = open(key, windowSeconds * SECOND)
			const long = open(`${key} day`, DAY)
			const isExceeded = short.used >= limit || (perDay !== undefined && long.used >= perDay)
			const more = isExceeded ? 0 : 1
			write.run(key, short.used + more, short.resetsAt)
			if (perDay !== undefined) write.run(`${key} day`, long.used + more, long.resetsAt)
			const left = (most: number, { used, resetsAt }: typeof short): Window => ({
				limit: most,
				remaining: Math.max(most - used - more, 0),
				resetsAt,
			})
			return { isExceeded, window: left(limit, short), day: perDay === undefined ? undefined : left(perDay, long) }
		},
		/** Starts all windows anew. */
		clear: (): void => void clear.run(),
	}
}
export type RateLimits = ReturnType<typeof createRateLimits>
