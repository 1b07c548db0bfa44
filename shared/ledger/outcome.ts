import * as z from 'zod'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'

const parkedSchema = z.templateLiteral(['parked:', z.enum(PARKED_REASONS)])

/** A reason of a newer version that was rolled back; the books must balance nevertheless. */
const parkedByOtherSchema = z
	.string()
	.regex(/^parked:[A-Za-z]+$/)
	.transform((): z.infer<typeof parkedSchema> => 'parked:otherVersion')

/** The outcome of one event: exactly one of these. Ignored and parked carry their reason. */
export const eventOutcomeSchema = z.union([
	z.enum(['message', 'update', 'aside', 'duplicate']),
	z.templateLiteral(['ignored:', z.string().regex(/^[A-Za-z]+$/)]),
	parkedSchema,
	parkedByOtherSchema,
])
export type EventOutcome = z.infer<typeof eventOutcomeSchema>

/** The columns of the ledger: each event received is in exactly one; `difference` counts those without an outcome yet. */
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

export const COLUMNS = [
	'received',
	'messages',
	'updates',
	'asides',
	'ignored',
	'duplicates',
	'parked',
	'difference',
] as const satisfies readonly (keyof Balance)[]
export type Column = (typeof COLUMNS)[number]

const COLUMN_OF = { message: 'messages', update: 'updates', aside: 'asides', duplicate: 'duplicates' } as const

/** Returns the column of an outcome, and its reason if it has one. */
export const columnOf = (outcome: EventOutcome): { readonly column: Column; readonly reason?: string | undefined } => {
	if (outcome.startsWith('ignored:')) return { column: 'ignored', reason: outcome.slice('ignored:'.length) }
	if (outcome.startsWith('parked:')) return { column: 'parked', reason: outcome.slice('parked:'.length) }
	const plain = z.enum(['message', 'update', 'aside', 'duplicate']).parse(outcome)
	return { column: COLUMN_OF[plain] }
}

/** Returns a counter of events by column. */
export const createTally = () => {
	const counts: Record<Exclude<Column, 'ignored' | 'difference'>, number> = {
		received: 0,
		messages: 0,
		updates: 0,
		asides: 0,
		duplicates: 0,
		parked: 0,
	}
	const ignored: Record<string, number> = {}
	let settled = 0
	return {
		receive: (count: number) => {
			counts.received += count
		},
		settle: (outcome: EventOutcome) => {
			settled += 1
			const { column, reason = '' } = columnOf(outcome)
			if (column === 'ignored') ignored[reason] = (ignored[reason] ?? 0) + 1
			else if (column !== 'difference') counts[column] += 1
		},
		balance: (): Balance => {
			const { received, messages, updates, asides, duplicates, parked } = counts
			return {
				received,
				messages,
				updates,
				asides,
				ignored,
				duplicates,
				parked,
				difference: received - settled,
			}
		},
	}
}
