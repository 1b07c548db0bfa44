import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Clock } from '#shared/kernel/clock.ts'

const MICRO = 1_000_000
const rowSchema = z.object({ day: z.string(), posts: z.number(), micro_usd: z.number() })

/** What a day of UTC costs us at a network, in US dollars. */
type BilledDay = { readonly day: string; readonly posts: number; readonly usd: number }

/** Creates the bill for posts that programs of ours read: each post once a day of UTC, as X bills (NETWORKS.md 2.8). */
export const createBill = (database: DatabaseSync, clock: Clock) => {
	const insert = database.prepare('insert or ignore into bill (day, post, micro_usd) values (?, ?, ?)')
	const days = database.prepare(
		'select day, count(*) as posts, sum(micro_usd) as micro_usd from bill group by day order by day desc',
	)
	const clear = database.prepare('delete from bill')
	return {
		/** Bills posts that an answer holds; one that this day has billed already costs nothing more. */
		read: (posts: readonly { readonly id: string }[], usd: number): void => {
			const day = clock.now().slice(0, 10)
			for (const { id } of posts) insert.run(day, id, Math.round(usd * MICRO))
		},
		/** Returns what each day cost, the newest first. */
		days: (): readonly BilledDay[] =>
			z
				.array(rowSchema)
				.parse(days.all())
				.map(({ day, posts, micro_usd }) => ({ day, posts, usd: micro_usd / MICRO })),
		clear: (): void => void clear.run(),
	}
}
export type Bill = ReturnType<typeof createBill>
