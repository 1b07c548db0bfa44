import { z } from 'zod'

/** What became of one event of a delivery: exactly one of these. Ignored and parked carry their reason as a code. */
export const outcomeSchema = z.union([
	z.enum(['message', 'update', 'aside', 'duplicate']),
	z.templateLiteral(['ignored:', z.string().regex(/^[A-Za-z]+$/)]),
	z.templateLiteral(['parked:', z.string().regex(/^[A-Za-z]+$/)]),
])
export type Outcome = z.infer<typeof outcomeSchema>

/** The ledger's row of one delivery, or of a slice of a large one. Only the delivery's own row carries `count`. */
export type LedgerRow = { readonly count?: number | undefined; readonly outcomes: readonly Outcome[] }

/** `GET /api/ledger`: every event received is in exactly one column; `difference` counts those without an outcome yet. */
export type Balance = {
	readonly received: number
	readonly messages: number
	readonly updates: number
	readonly asides: number
	readonly ignored: Readonly<Record<string, number>>
	readonly duplicates: number
	readonly parked: number
	readonly difference: number
}

/** Adds up rows. Pure. */
export const balance = (rows: Iterable<LedgerRow>): Balance => {
	const counts: Record<'message' | 'update' | 'aside' | 'duplicate' | 'parked', number> = {
		message: 0,
		update: 0,
		aside: 0,
		duplicate: 0,
		parked: 0,
	}
	const ignored: Record<string, number> = {}
	let received = 0
	let settled = 0
	for (const row of rows) {
		received += row.count ?? 0
		for (const outcome of row.outcomes) {
			settled += 1
			if (outcome.startsWith('ignored:')) {
				const reason = outcome.slice('ignored:'.length)
				ignored[reason] = (ignored[reason] ?? 0) + 1
			} else if (outcome.startsWith('parked:')) counts.parked += 1
			else if (outcome === 'message' || outcome === 'update' || outcome === 'aside' || outcome === 'duplicate')
				counts[outcome] += 1
		}
	}
	return {
		received,
		messages: counts.message,
		updates: counts.update,
		asides: counts.aside,
		ignored,
		duplicates: counts.duplicate,
		parked: counts.parked,
		difference: received - settled,
	}
}
