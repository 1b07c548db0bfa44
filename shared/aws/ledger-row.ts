import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import { ledgerBucket } from '#shared/ledger/envelope.ts'
import { decodeRuns } from '#shared/ledger/group.ts'
import { eventOutcomeSchema } from '#shared/ledger/outcome.ts'
import type { NotedDelivery, Settled } from '#shared/ledger/ports.ts'

/** Events per row: a large delivery has a row per slice, so that rows stay small. */
export const EVENTS_PER_ROW = 10
/** The length of an envelope's id; a slice's row appends its number. */
const ENVELOPE_LENGTH = 30

const OUTCOME_ATTRIBUTE = /^o(\d+)$/

/** A row; its names are short, because ten events with their cases must fit one write unit. */
const rowSchema = z.object({
	id: z.string(),
	count: z.int().nonnegative().optional(),
	runs: z.string().optional(),
	after: z.string().optional(),
})
export type Row = z.infer<typeof rowSchema> & { readonly outcomes: readonly (readonly [number, Settled])[] }

const rowId = (envelope: string, index: number): string => {
	const slice = Math.floor(index / EVENTS_PER_ROW)
	return slice === 0 ? envelope : `${envelope}#${String(slice).padStart(6, '0')}`
}
export const rowKeyOf = (envelope: string, index = 0) => ({
	bucket: ledgerBucket(envelope),
	id: rowId(envelope, index),
})

export const parseRow = (item: Record<string, unknown>): Row => {
	const outcomes = Object.entries(item).flatMap(([name, value]) => {
		const index = OUTCOME_ATTRIBUTE.exec(name)?.[1]
		if (index === undefined) return []
		const caseId = caseIdSchema.optional().parse(item[`c${index}`])
		const settled = { outcome: eventOutcomeSchema.parse(value), caseId }
		return [[Number(index), settled] as const]
	})
	return { ...rowSchema.parse(item), outcomes }
}

/** Joins the slices of deliveries, the oldest first. */
export const joined = (rows: readonly Row[]): readonly NotedDelivery[] =>
	[...Map.groupBy(rows, ({ id }) => id.slice(0, ENVELOPE_LENGTH))]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([envelope, parts]) => {
			const head = parts.find(({ id }) => id === envelope)
			return {
				envelope,
				count: head?.count,
				after: head?.after,
				runs: head?.runs === undefined ? [] : decodeRuns(head.runs),
				outcomes: new Map(parts.flatMap(({ outcomes }) => outcomes).sort(([a], [b]) => a - b)),
			}
		})
