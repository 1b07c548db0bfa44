import { type Network, networkSchema } from '#shared/cases/network.ts'

/** The network and account of ours that events are for, as configured. Left out where the delivery does not say it. */
export type Group = { readonly network?: Network | undefined; readonly accountId?: string | undefined }

/** A number of successive events of one group. */
export type Run = { readonly group: Group; readonly count: number }

/** Returns the groups of events, in their order, as runs. */
export const runsOf = (groups: readonly Group[]): readonly Run[] => {
	const runs: { group: Group; count: number }[] = []
	for (const group of groups) {
		const last = runs.at(-1)
		const isSame = last?.group.network === group.network && last?.group.accountId === group.accountId
		if (last !== undefined && isSame) last.count += 1
		else runs.push({ group, count: 1 })
	}
	return runs
}

/** Returns the group of an event by its index; an empty one for an event that was not announced. */
export const groupAt = (runs: readonly Run[], index: number): Group => {
	let end = 0
	for (const { group, count } of runs) {
		end += count
		if (index < end) return group
	}
	return {}
}

const encoded = (accountId: string): string => encodeURIComponent(accountId).replaceAll('*', '%2A')

/** Encodes runs as the ledger stores them, e.g. `facebook:2001*3,x:*1`; short, because a row should fit one write unit. */
export const encodeRuns = (runs: readonly Run[]): string =>
	runs.map(({ group, count }) => `${group.network ?? ''}:${encoded(group.accountId ?? '')}*${count}`).join(',')

export const decodeRuns = (text: string): readonly Run[] =>
	text.split(',').flatMap((one): Run[] => {
		const [, name = '', account = '', count = ''] = /^([a-z]*):([^*]*)\*(\d+)$/.exec(one) ?? []
		const network = networkSchema.safeParse(name)
		const accountId = decodeURIComponent(account)
		if (count === '') return []
		const group = {
			network: network.success ? network.data : undefined,
			accountId: accountId === '' ? undefined : accountId,
		}
		return [{ group, count: Number(count) }]
	})
