import type { CaseId } from '#shared/cases/keys.ts'
import type { Network } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { envelopeReceivedAt, parkedId } from './envelope.ts'
import { groupAt } from './group.ts'
import { missingBefore } from './keep-books.ts'
import { type Column, columnOf, type EventOutcome } from './outcome.ts'
import type { LedgerStore, NotedDelivery, Range } from './ports.ts'

/** One event behind a figure of the ledger. */
export type LedgerEntry = {
	readonly envelope: string
	readonly index: number
	readonly receivedAt: Instant
	/** Absent: without an outcome, which `difference` counts. */
	readonly outcome?: EventOutcome | undefined
	/** The whole delivery was queued and never arrived. */
	readonly isMissing?: true | undefined
	readonly network?: Network | undefined
	readonly accountId?: string | undefined
	readonly caseId?: CaseId | undefined
	readonly parkedId?: string | undefined
}

export type EntryFilter = {
	readonly column: Column
	readonly reason?: string | undefined
	readonly network?: Network | undefined
	readonly accountId?: string | undefined
}

/** A position in the list: the delivery, and how many of its entries were passed. */
type Position = { readonly envelope: string; readonly entries: number }

const decodeCursor = (cursor: string): Position => {
	const [, envelope, entries] = /^(env_[0-9a-z]{26})#(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
	if (envelope === undefined || entries === undefined) throw new RefusedError('cursorInvalid', { field: 'cursor' })
	return { envelope, entries: Number(entries) }
}

const encodeCursor = ({ envelope, entries }: Position): string =>
	Buffer.from(`${envelope}#${entries}`).toString('base64url')

const missingEntry = (envelope: string, { runs }: NotedDelivery): LedgerEntry => {
	const network = runs[0]?.group.network
	const receivedAt = envelopeReceivedAt(envelope)
	return { envelope, index: 0, receivedAt, isMissing: true, network }
}

/** Returns all events of a delivery, with or without an outcome; first the missing delivery before it, if any. */
const entriesOf = (delivery: NotedDelivery, missing: string | undefined): readonly LedgerEntry[] => {
	const { envelope, count = 0, runs, outcomes } = delivery
	const receivedAt = envelopeReceivedAt(envelope)
	const beyond = [...outcomes.keys()].filter((index) => index >= count).toSorted((a, b) => a - b)
	const indexes = [...Array.from({ length: count }, (_, index) => index), ...beyond]
	const events = indexes.map((index): LedgerEntry => {
		const { outcome, caseId } = outcomes.get(index) ?? {}
		return {
			envelope,
			index,
			receivedAt,
			...groupAt(runs, index),
			outcome,
			caseId,
			parkedId: outcome?.startsWith('parked:') === true ? parkedId(envelope, index) : undefined,
		}
	})
	return missing === undefined ? events : [missingEntry(missing, delivery), ...events]
}

const isIn = ({ column, reason, network, accountId }: EntryFilter, entry: LedgerEntry): boolean => {
	if (network !== undefined && entry.network !== network) return false
	if (accountId !== undefined && entry.accountId !== accountId) return false
	if (column === 'received') return reason === undefined
	if (entry.outcome === undefined) return column === 'difference' && reason === undefined
	const known = columnOf(entry.outcome)
	return known.column === column && (reason === undefined || known.reason === reason)
}

/**
 * Lists the events behind a figure, the oldest first. `cursor` is the `next` of an earlier page; throws `RefusedError` for
 * any other. An event that got its outcome meanwhile moves to that column's list.
 */
export const listEntries = async (
	ledger: Pick<LedgerStore, 'deliveries' | 'noted'>,
	range: Range,
	filter: EntryFilter,
	limit: number,
	cursor?: string,
): Promise<{ readonly items: readonly LedgerEntry[]; readonly next?: string | undefined }> => {
	const start = cursor === undefined ? undefined : decodeCursor(cursor)
	const items: LedgerEntry[] = []
	for await (const batch of ledger.deliveries(range, start?.envelope)) {
		const here = new Set(batch.map(({ envelope }) => envelope))
		const lost = await missingBefore(ledger, batch, (envelope) => here.has(envelope))
		for (const delivery of batch) {
			const { envelope } = delivery
			for (const [position, entry] of entriesOf(delivery, lost.get(envelope)).entries()) {
				if (envelope === start?.envelope && position < start.entries) continue
				if (!isIn(filter, entry)) continue
				if (items.length === limit) return { items, next: encodeCursor({ envelope, entries: position }) }
				items.push(entry)
			}
		}
	}
	return { items }
}
