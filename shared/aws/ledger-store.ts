import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, type Instant } from '#shared/kernel/clock.ts'
import { envelopesFrom, LEDGER_SHARDS } from '#shared/ledger/envelope.ts'
import { encodeRuns } from '#shared/ledger/group.ts'
import { keepBooks } from '#shared/ledger/keep-books.ts'
import type { EventOutcome } from '#shared/ledger/outcome.ts'
import type { LedgerStore, NotedDelivery, Range } from '#shared/ledger/ports.ts'
import type { DocumentClient } from './clients.ts'
import { EVENTS_PER_ROW, joined, parseRow, type Row, rowKeyOf } from './ledger-row.ts'
import { createOpenDeliveries, OPEN_DELIVERIES, unlessFailed } from './open-deliveries.ts'
import { queryAll } from './query-items.ts'

/** Items read concurrently. */
const LOOKUPS = 25

const daysOf = ({ from, to }: Range): string[] => {
	const days: string[] = []
	const end = Date.parse(to)
	for (let at = Date.parse(`${from.slice(0, 10)}T00:00:00.000Z`); at < end; at += DAY)
		days.push(new Date(at).toISOString().slice(0, 10))
	return days
}

const nextDay = (day: string): Instant => new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY).toISOString()

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
	const { leaveOpen, open, settled } = createOpenDeliveries(client, table)

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
		const { Item } = await client.send(
			new GetCommand({ TableName: table, Key: rowKeyOf(envelope), ConsistentRead: true }),
		)
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

	const expect: LedgerStore['expect'] = async ({ envelope, count, runs, after }) => {
		const isInParts = count > EVENTS_PER_ROW
		const attributes = {
			count,
			runs: runs?.length ? encodeRuns(runs) : undefined,
			after,
			openIn: isInParts ? OPEN_DELIVERIES : undefined,
			left: isInParts ? count : undefined,
		}
		const values = Object.entries(attributes).filter(([, value]) => value !== undefined)
		const names = values.map(([name]) => name)
		try {
			await client.send(
				new UpdateCommand({
					TableName: table,
					Key: rowKeyOf(envelope),
					UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
					ConditionExpression: 'attribute_not_exists(#count)',
					ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
					ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
				}),
			)
		} catch (error) {
			if (!(error instanceof ConditionalCheckFailedException)) throw error
			await leaveOpen(envelope)
		}
	}

	return {
		expect,
		leaveOpen,
		open,
		settle: async (envelope, outcomes, cases) => {
			const rows = Map.groupBy(outcomes, ([index]) => Math.floor(index / EVENTS_PER_ROW))
			let written: Record<string, unknown> | undefined
			for (const [slice, row] of rows) {
				const values = settledValues(row, cases)
				const { Attributes = {} } = await client.send(
					new UpdateCommand({
						TableName: table,
						Key: rowKeyOf(envelope, slice * EVENTS_PER_ROW),
						UpdateExpression: `SET ${Object.keys(values)
							.map((name) => `${name} = if_not_exists(${name}, :${name})`)
							.join(', ')}`,
						ExpressionAttributeValues: Object.fromEntries(
							Object.entries(values).map(([name, value]) => [`:${name}`, value]),
						),
						ReturnValues: 'ALL_NEW',
					}),
				)
				written = Attributes
			}
			if (written !== undefined) await settled(envelope, written)
		},
		unpark: (envelope, index, outcome, caseId) =>
			unlessFailed(
				client.send(
					new UpdateCommand({
						TableName: table,
						Key: rowKeyOf(envelope, index),
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
		unfold: async (envelope, runs) => {
			const count = runs.reduce((sum, run) => sum + run.count, 0)
			await unlessFailed(
				client.send(
					new UpdateCommand({
						TableName: table,
						Key: rowKeyOf(envelope),
						UpdateExpression: 'SET #count = :count, #runs = :runs',
						ConditionExpression: '#count = :one AND begins_with(o0, :parked)',
						ExpressionAttributeNames: { '#count': 'count', '#runs': 'runs' },
						ExpressionAttributeValues: {
							':count': count,
							':runs': encodeRuns(runs),
							':one': 1,
							':parked': 'parked:',
						},
					}),
				),
			)
			if (count > EVENTS_PER_ROW) await leaveOpen(envelope)
		},
		deliveries,
		newest,
		noted,
		balance: async (range) => (await keepBooks({ deliveries, noted }, range)).balance,
	}
}
