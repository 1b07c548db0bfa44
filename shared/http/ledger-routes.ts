import { addMilliseconds, type Clock, DAY, type Instant } from '#shared/kernel/clock.ts'
import { keepBooks } from '#shared/ledger/keep-books.ts'
import { type LedgerEntry, listEntries } from '#shared/ledger/list-entries.ts'
import type { LedgerStore, Range } from '#shared/ledger/ports.ts'
import { getLedgerContract, listLedgerEntriesContract } from './operations-contracts.ts'
import { type ApiResponse, problem } from './problem.ts'
import { bind, type Route } from './route.ts'

export type LedgerRouteDependencies = {
	readonly ledger: Pick<LedgerStore, 'deliveries' | 'noted'>
	readonly clock: Clock
}

const SHOWN_UNASKED = 7 * DAY
const SHOWN_AT_MOST = 92 * DAY

const instantOf = (typed: string): Instant => new Date(typed).toISOString()

type Asked = { readonly from?: string | undefined; readonly to?: string | undefined }

const rangeOf = (asked: Asked, clock: Clock): Range | { readonly refusal: ApiResponse } => {
	// A moment later than now, so that what has just come is in it.
	const to = asked.to === undefined ? addMilliseconds(clock.now(), 1) : instantOf(asked.to)
	const from = asked.from === undefined ? addMilliseconds(to, -SHOWN_UNASKED) : instantOf(asked.from)
	const refuse = (code: string) => ({ refusal: problem('query-invalid', { errors: [{ field: 'from', code }] }) })
	if (from >= to) return refuse('notBeforeTo')
	return addMilliseconds(from, SHOWN_AT_MOST) < to ? refuse('rangeTooLong') : { from, to }
}

const entryView = ({ isMissing, ...entry }: LedgerEntry) => ({ ...entry, missing: isMissing })

/** What became of every event, in figures and event by event. */
export const ledgerRoutes = ({ ledger, clock }: LedgerRouteDependencies): readonly Route[] => [
	bind(getLedgerContract, async ({ query }) => {
		const range = rangeOf(query, clock)
		if ('refusal' in range) return range.refusal
		const { balance, groups, envelopes } = await keepBooks(ledger, range)
		return { status: 200, body: { ...balance, ...range, groups, envelopes } }
	}),
	bind(listLedgerEntriesContract, async ({ query }) => {
		const range = rangeOf(query, clock)
		if ('refusal' in range) return range.refusal
		const { items, next } = await listEntries(ledger, range, query, query.limit, query.cursor)
		return { status: 200, body: { items: items.map(entryView), next } }
	}),
]
