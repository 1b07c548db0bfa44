import type { CaseId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'
import type { Run } from '#shared/ledger/group.ts'
import { keepBooks } from '#shared/ledger/keep-books.ts'
import type { EventOutcome } from '#shared/ledger/outcome.ts'
import type { LedgerStore, NotedDelivery, Settled } from '#shared/ledger/ports.ts'

/** A delivery of more is handled in parts. */
const EVENTS_OF_ROW = 10

type Row = {
	count?: number | undefined
	runs: readonly Run[]
	after?: string | undefined
	outcomes: Map<number, Settled>
}

const settled = (outcome: EventOutcome, caseId: CaseId | undefined): Settled =>
	caseId === undefined ? { outcome } : { outcome, caseId }

/** The ledger in memory, for tests and the simulator. */
export const createMemoryLedger = (): LedgerStore => {
	const rows = new Map<string, Row>()
	/** Deliveries of which something was tried and is to be tried again. */
	const tried = new Set<string>()
	const leftOf = (envelope: string): number => {
		const { count = 0, outcomes } = rowOf(envelope)
		return count - [...outcomes.keys()].filter((index) => index < count).length
	}
	const rowOf = (envelope: string): Row => {
		const row = rows.get(envelope) ?? { runs: [], outcomes: new Map() }
		rows.set(envelope, row)
		return row
	}
	const isParked = ({ outcomes }: Row, index: number): boolean =>
		outcomes.get(index)?.outcome.startsWith('parked:') === true
	async function* deliveries(
		{ from, to }: { from: Instant; to: Instant },
		since = '',
	): AsyncGenerator<readonly NotedDelivery[]> {
		const isWithin = (at: Instant): boolean => at >= from && at < to
		yield [...rows]
			.filter(([envelope]) => envelope >= since && isWithin(envelopeReceivedAt(envelope)))
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([envelope, row]) => ({ envelope, ...row }))
	}
	const newest: LedgerStore['newest'] = async (from, to, limit) => {
		const found: NotedDelivery[] = []
		for await (const batch of deliveries({ from, to })) found.push(...batch)
		return found.slice(-limit)
	}
	const noted: LedgerStore['noted'] = async (envelopes) =>
		new Set(envelopes.filter((envelope) => rows.get(envelope)?.count !== undefined))
	return {
		expect: async ({ envelope, count, runs = [], after }) => {
			const row = rowOf(envelope)
			if (row.count !== undefined || count > EVENTS_OF_ROW) tried.add(envelope)
			if (row.count === undefined) Object.assign(row, { count, runs, after })
		},
		leaveOpen: async (envelope) => void tried.add(envelope),
		open: async (limit) =>
			[...tried]
				.toSorted()
				.map((envelope) => ({ envelope, left: leftOf(envelope) }))
				.filter(({ left }) => left > 0)
				.slice(0, limit),
		settle: async (envelope, outcomes, cases) => {
			const row = rowOf(envelope)
			for (const [index, outcome] of outcomes)
				if (!row.outcomes.has(index)) row.outcomes.set(index, settled(outcome, cases?.get(index)))
		},
		unpark: async (envelope, index, outcome, caseId) => {
			const row = rowOf(envelope)
			if (isParked(row, index)) row.outcomes.set(index, settled(outcome, caseId))
		},
		unfold: async (envelope, runs) => {
			const row = rowOf(envelope)
			const count = runs.reduce((sum, run) => sum + run.count, 0)
			if (row.count !== 1 || !isParked(row, 0)) return
			Object.assign(row, { count, runs })
			if (count > EVENTS_OF_ROW) tried.add(envelope)
		},
		deliveries,
		newest,
		noted,
		balance: async (range) => (await keepBooks({ deliveries, noted }, range)).balance,
	}
}
