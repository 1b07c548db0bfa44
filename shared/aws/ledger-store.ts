import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import { DAY, type Instant } from '#shared/kernel/clock.ts'
import { envelopesFrom, LEDGER_SHARDS, ledgerBucket } from '#shared/ledger/envelope.ts'
import { decodeRuns, encodeRuns } from '#shared/ledger/group.ts'
import { keepBooks } from '#shared/ledger/keep-books.ts'
import { type EventOutcome, eventOutcomeSchema } from '#shared/ledger/outcome.ts'
import type { LedgerStore, NotedDelivery, Range, Settled } from '#shared/ledger/ports.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

/** Events per row: a large delivery has a row per slice, so that rows stay small. */
const EVENTS_PER_ROW = 10
/** Items read concurrently. */
const LOOKUPS = 25

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
type Row = z.infer<typeof rowSchema> & { readonly outcomes: readonly (readonly [number, Settled])[] }

const rowId = (envelope: string, index: number): string => {
	const slice = Math.floor(index / EVENTS_PER_ROW)
	return slice === 0 ? envelope : `${envelope}#${String(slice).padStart(6, '0')}`
}
const keyOf = (envelope: string, index = 0) => ({ bucket: ledgerBucket(envelope), id: rowId(envelope, index) })

const parseRow = (item: Record<string, unknown>): Row => {
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
const joined = (rows: readonly Row[]): readonly NotedDelivery[] =>
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

const daysOf = ({ from, to }: Range): string[] => {
	const days: string[] = []
	const end = Date.parse(to)
	for (let at = Date.parse(`${from.slice(0, 10)}T00:00:00.000Z`); at < end; at += DAY)
		days.push(new Date(at).toISOString().slice(0, 10))
	return days
}

const nextDay = (day: string): Instant => new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY).toISOString()

const unlessFailed = async (write: Promise<unknown>): Promise<void> => {
	try {
		await write
	} catch (error) {
		if (!(error instanceof ConditionalCheckFailedException)) throw error
	}
}

/** Returns names and values of outcomes and their cases; `settle` keeps existing ones. */
const settledValues = (
	outcomes: readonly (readonly [number, EventOutcome])[],
	cases: ReadonlyMap<number, CaseId> | undefined,
): Record<string, string> =>
	Object.fromEntries(
		outcomes.flatMap(([index, outcome]) => {
			const caseId = cases?.get(index)
			return [[`o${index}`, outcome], ...(caseId === undefined ? [] : [[`c${index}`, caseId]])]
		}),
	)

/**
 * Creates the ledger in DynamoDB: partition = day and shard of the envelope, one row per delivery (or ten events of a
 * large one).
 */
export const createDynamoLedgerStore = (client: DocumentClient, table: string): LedgerStore => {
	const rowsOf = async (bucket: string, first: string, last: string): Promise<Row[]> => {
		const rows = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: '#bucket = :bucket AND id BETWEEN :first AND :last',
			ExpressionAttributeNames: { '#bucket': 'bucket' },
			ExpressionAttributeValues: { ':bucket': bucket, ':first': first, ':last': last },
		})
		return rows.map(parseRow)
	}

	async function* deliveries(range: Range, since = ''): AsyncGenerator<readonly NotedDelivery[]> {
		const [from, last] = [envelopesFrom(range.from), envelopesFrom(range.to)]
		const first = since > from ? since : from
		if (first >= last) return
		for (const day of daysOf(range)) {
			if (envelopesFrom(nextDay(day)) <= first) continue
			const shards = Array.from({ length: LEDGER_SHARDS }, (_, shard) => rowsOf(`${day}#${shard}`, first, last))
			yield joined((await Promise.all(shards)).flat())
		}
	}

	const newest: LedgerStore['newest'] = async (from, to, limit) => {
		const buckets = daysOf({ from, to }).flatMap((day) =>
			Array.from({ length: LEDGER_SHARDS }, (_, shard) => `${day}#${shard}`),
		)
		const read = async (bucket: string): Promise<readonly Row[]> => {
			const { Items } = await client.send(
				new QueryCommand({
					TableName: table,
					KeyConditionExpression: '#bucket = :bucket AND id BETWEEN :first AND :last',
					ExpressionAttributeNames: { '#bucket': 'bucket' },
					ExpressionAttributeValues: { ':bucket': bucket, ':first': envelopesFrom(from), ':last': envelopesFrom(to) },
					ScanIndexForward: false,
					Limit: limit,
				}),
			)
			return (Items ?? []).map(parseRow)
		}
		return joined((await Promise.all(buckets.map(read))).flat())
	}

	const isNoted = async (envelope: string): Promise<boolean> => {
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(envelope), ConsistentRead: true }))
		return Item?.count !== undefined
	}

	const noted: LedgerStore['noted'] = async (envelopes) => {
		const found = new Set<string>()
		for (let from = 0; from < envelopes.length; from += LOOKUPS)
			await Promise.all(
				envelopes.slice(from, from + LOOKUPS).map(async (one) => {
					if (await isNoted(one)) found.add(one)
				}),
			)
		return found
	}

	return {
		expect: ({ envelope, count, runs, after }) => {
			const attributes = { count, runs: runs?.length ? encodeRuns(runs) : undefined, after }
			const values = Object.entries(attributes).filter(([, value]) => value !== undefined)
			const names = values.map(([name]) => name)
			return unlessFailed(
				client.send(
					new UpdateCommand({
						TableName: table,
						Key: keyOf(envelope),
						UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
						ConditionExpression: 'attribute_not_exists(#count)',
						ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
						ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
					}),
				),
			)
		},
		settle: async (envelope, outcomes, cases) => {
			const rows = Map.groupBy(outcomes, ([index]) => Math.floor(index / EVENTS_PER_ROW))
			for (const [slice, row] of rows) {
				const values = settledValues(row, cases)
				await client.send(
					new UpdateCommand({
						TableName: table,
						Key: keyOf(envelope, slice * EVENTS_PER_ROW),
						UpdateExpression: `SET ${Object.keys(values)
							.map((name) => `${name} = if_not_exists(${name}, :${name})`)
							.join(', ')}`,
						ExpressionAttributeValues: Object.fromEntries(
							Object.entries(values).map(([name, value]) => [`:${name}`, value]),
						),
					}),
				)
			}
		},
		unpark: (envelope, index, outcome, caseId) =>
			unlessFailed(
				client.send(
					new UpdateCommand({
						TableName: table,
						Key: keyOf(envelope, index),
						UpdateExpression: `SET o${index} = :outcome${caseId === undefined ? '' : `, c${index} = :case`}`,
						ConditionExpression: `begins_with(o${index}, :parked)`,
						ExpressionAttributeValues: {
							':outcome': outcome,
							':parked': 'parked:',
							':case': caseId,
						},
					}),
				),
			),
		unfold: (envelope, runs) =>
			unlessFailed(
				client.send(
					new UpdateCommand({
						TableName: table,
						Key: keyOf(envelope),
						UpdateExpression: 'SET #count = :count, #runs = :runs',
						ConditionExpression: '#count = :one AND begins_with(o0, :parked)',
						ExpressionAttributeNames: { '#count': 'count', '#runs': 'runs' },
						ExpressionAttributeValues: {
							':count': runs.reduce((sum, run) => sum + run.count, 0),
							':runs': encodeRuns(runs),
							':one': 1,
							':parked': 'parked:',
						},
					}),
				),
			),
		deliveries,
		newest,
		noted,
		balance: async (range) => (await keepBooks({ deliveries, noted }, range)).balance,
	}
}
