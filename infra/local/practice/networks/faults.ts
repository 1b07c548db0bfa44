import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Network, networks } from './network.ts'

export const faultKinds = ['timeout-before', 'timeout-after', '429', '5xx', 'revoked', 'dm-closed'] as const
export const faultSchema = z.object({
	network: z.enum(networks),
	kind: z.enum(faultKinds),
	times: z.number().int().min(1).max(1_000_000).default(1),
})
export type Fault = z.output<typeof faultSchema>
const rowSchema = faultSchema.extend({ id: z.number(), times: z.number() })

/**
 * Faults the networks' APIs shall show, first in first out. They hit writing calls only, so that whoever looks first
 * after a lost answer can look. `dm-closed` hits private messages only.
 */
export const createFaults = (database: DatabaseSync) => {
	const insert = database.prepare('insert into faults (network, kind, times) values (?, ?, ?)')
	const all = database.prepare('select * from faults where times > 0 order by id')
	const use = database.prepare('update faults set times = times - 1 where id = ?')
	const clear = database.prepare('delete from faults')
	const list = () => z.array(rowSchema).parse(all.all())
	return {
		add: ({ network, kind, times }: Fault): void => void insert.run(network, kind, times),
		list: (): Fault[] => list().map(({ network, kind, times }) => ({ network, kind, times })),
		clear: (): void => void clear.run(),
		/** The fault the next writing call gets, used up by this. */
		take: (network: Network, isPrivate: boolean): Fault['kind'] | undefined => {
			const fault = list().find((row) => row.network === network && (isPrivate || row.kind !== 'dm-closed'))
			if (fault) use.run(fault.id)
			return fault?.kind
		},
	}
}
export type Faults = ReturnType<typeof createFaults>
