import type { Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from './envelope.ts'
import { type Group, groupAt } from './group.ts'
import { type Balance, createTally } from './outcome.ts'
import type { LedgerStore, NotedDelivery, Range } from './ports.ts'

/** The balance of one day, one network and one account of ours; what a delivery did not say is left out. */
export type GroupBalance = { readonly day: string } & Group & Balance

export type Books = {
	readonly balance: Balance
	readonly groups: readonly GroupBalance[]
	/**
	 * Deliveries: `noted` ones, and `missing` ones, which a later delivery of the same intake process names and the ledger
	 * does not have. A missing one counts as one event received without an outcome, on the day of its successor.
	 */
	readonly envelopes: { readonly noted: number; readonly missing: number }
}

const dayOf = (instant: Instant): string => instant.slice(0, 10)

/** Returns the predecessors that these deliveries name and the ledger does not have, by their successor. */
export const missingBefore = async (
	ledger: Pick<LedgerStore, 'noted'>,
	deliveries: readonly NotedDelivery[],
	isNoted: (envelope: string) => boolean,
): Promise<ReadonlyMap<string, string>> => {
	const named = deliveries.flatMap(({ envelope, after }) =>
		after === undefined || isNoted(after) ? [] : [[envelope, after] as const],
	)
	const noted = named.length === 0 ? new Set() : await ledger.noted(named.map(([, after]) => after))
	return new Map(named.filter(([, after]) => !noted.has(after)))
}

const createGroups = () => {
	const groups = new Map<string, { day: string; group: Group; tally: ReturnType<typeof createTally> }>()
	const tallyOf = (day: string, group: Group) => {
		const key = `${day}#${group.network ?? ''}#${group.accountId ?? ''}`
		const found = groups.get(key) ?? { day, group, tally: createTally() }
		groups.set(key, found)
		return found.tally
	}
	const all = (): readonly GroupBalance[] =>
		[...groups.entries()]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([, { day, group, tally }]) => ({ day, ...group, ...tally.balance() }))
	return { tallyOf, all }
}

/** Returns the balance of a range, and the same by day, network and account, each with its own difference. */
export const keepBooks = async (ledger: Pick<LedgerStore, 'deliveries' | 'noted'>, range: Range): Promise<Books> => {
	const total = createTally()
	const groups = createGroups()
	const seen = new Set<string>()
	let missing = 0
	const add = (delivery: NotedDelivery): void => {
		const day = dayOf(envelopeReceivedAt(delivery.envelope))
		const { count = 0, runs, outcomes } = delivery
		total.receive(count)
		const announced = runs.reduce((sum, run) => sum + run.count, 0)
		for (const run of runs) groups.tallyOf(day, run.group).receive(run.count)
		if (count > announced) groups.tallyOf(day, {}).receive(count - announced)
		for (const [index, { outcome }] of outcomes) {
			total.settle(outcome)
			groups.tallyOf(day, groupAt(runs, index)).settle(outcome)
		}
	}
	for await (const batch of ledger.deliveries(range)) {
		for (const { envelope } of batch) seen.add(envelope)
		for (const delivery of batch) add(delivery)
		const lost = await missingBefore(ledger, batch, (envelope) => seen.has(envelope))
		for (const { envelope, runs } of batch) {
			if (!lost.has(envelope)) continue
			missing += 1
			total.receive(1)
			groups.tallyOf(dayOf(envelopeReceivedAt(envelope)), { network: runs[0]?.group.network }).receive(1)
		}
	}
	return { balance: total.balance(), groups: groups.all(), envelopes: { noted: seen.size, missing } }
}
