import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Clock } from '#shared/kernel/clock.ts'
import { networks, visibilities } from './network.ts'

/** The number of calls that are stored. */
const KEPT = 10_000

const calledSchema = z.object({
	at: z.string(),
	network: z.enum(networks),
	method: z.string(),
	/** A template: no ids, no texts. */
	path: z.string(),
	account: z.string(),
	visibility: z.enum(visibilities),
	calls: z.enum(['reading', 'writing']),
	fault: z.string().optional(),
})
const rowSchema = z.object({ body: z.string(), status: z.number().nullable() }).transform(({ body, status }) => ({
	...calledSchema.parse(JSON.parse(body)),
	status: status ?? undefined,
}))

/** A call of ours to a network. One without a status got no answer, or no complete one. */
export type RecordedCall = z.output<typeof rowSchema>
export type CallFilter = {
	network?: string | undefined
	account?: string | undefined
	method?: string | undefined
	since?: string | undefined
	limit?: number | undefined
}

/** Creates the record of our calls to the networks, for tests that count them. */
export const createCalls = (database: DatabaseSync, clock: Clock) => {
	const insert = database.prepare('insert into calls (body) values (?)')
	const settle = database.prepare('update calls set status = ? where id = ?')
	const prune = database.prepare(`delete from calls where id <= (select max(id) from calls) - ${KEPT}`)
	const all = database.prepare('select body, status from calls order by id desc')
	const clear = database.prepare('delete from calls')
	const version = database.prepare('select max(id) as calls, count(status) as answered from calls')
	return {
		/** Records a call that came in; returns the id that `end` needs. */
		begin: (call: Omit<z.output<typeof calledSchema>, 'at'>): number => {
			const id = Number(insert.run(JSON.stringify({ at: clock.now(), ...call })).lastInsertRowid)
			if (id % 100 === 0) prune.run()
			return id
		},
		end: (id: number, status: number): void => void settle.run(status, id),
		/** Returns calls newest first. */
		list: ({ network, account, method, since, limit = 1_000 }: CallFilter = {}): RecordedCall[] =>
			z
				.array(rowSchema)
				.parse(all.all())
				.filter(
					(call) =>
						(network === undefined || call.network === network) &&
						(account === undefined || call.account === account) &&
						(method === undefined || call.method === method) &&
						(since === undefined || call.at >= since),
				)
				.slice(0, limit),
		clear: (): void => void clear.run(),
		version: (): string => JSON.stringify(version.get()),
	}
}
export type Calls = ReturnType<typeof createCalls>
