import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { DAY, type Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'
import { balance, type LedgerRow, type Outcome, outcomeSchema } from '#shared/ledger/outcome.ts'
import type { LedgerStore } from '#shared/ledger/ports.ts'
import type { DocumentClient } from './clients.ts'

/** A day's deliveries are spread over this many partitions; a delivery of one post's peak must not be one key. */
const SHARDS = 16
/** Outcomes of one row: a large delivery has a row for each slice of this many events, so that rows stay small. */
const EVENTS_PER_ROW = 10

/** `env_` and 26 characters; a slice's row adds its number. */
const ENVELOPE_LENGTH = 30

const OUTCOME_ATTRIBUTE = /^o\d+$/
const countSchema = z.int().nonnegative().optional()

/** The envelope's last character is random: the shard. Its first ten are the time: the day. */
const shardOf = (envelope: string): number => Number.parseInt(envelope.slice(-1), 36) % SHARDS
const dayOf = (instant: Instant): string => instant.slice(0, 10)
const bucketOf = (envelope: string): string => `${dayOf(envelopeReceivedAt(envelope))}#${shardOf(envelope)}`
const rowId = (envelope: string, index: number): string => {
	const slice = Math.floor(index / EVENTS_PER_ROW)
	return slice === 0 ? envelope : `${envelope}#${String(slice).padStart(6, '0')}`
}

const parseRow = (item: Record<string, unknown>): LedgerRow => ({
	count: countSchema.parse(item.count),
	outcomes: Object.entries(item)
		.filter(([name]) => OUTCOME_ATTRIBUTE.test(name))
		.map(([, value]) => outcomeSchema.parse(value)),
})

const daysOf = (from: Instant, to: Instant): string[] => {
	const days: string[] = []
	const end = Date.parse(to)
	for (let at = Date.parse(`${dayOf(from)}T00:00:00.000Z`); at < end; at += DAY)
		days.push(dayOf(new Date(at).toISOString()))
	return days
}

/** The ledger in DynamoDB: partition = day and shard of the envelope, one row per delivery (or ten events of a large one). */
export const createDynamoLedgerStore = (client: DocumentClient, table: string): LedgerStore => {
	const settleRow = async (envelope: string, outcomes: readonly (readonly [number, Outcome])[]): Promise<void> => {
		const [first] = outcomes
		if (first === undefined) return
		await client.send(
			new UpdateCommand({
				TableName: table,
				Key: { bucket: bucketOf(envelope), id: rowId(envelope, first[0]) },
				UpdateExpression: `SET ${outcomes.map(([index]) => `o${index} = if_not_exists(o${index}, :o${index})`).join(', ')}`,
				ExpressionAttributeValues: Object.fromEntries(outcomes.map(([index, outcome]) => [`:o${index}`, outcome])),
			}),
		)
	}

	const rowsOf = async (bucket: string, from: Instant, to: Instant): Promise<LedgerRow[]> => {
		const rows: LedgerRow[] = []
		let start: Record<string, unknown> | undefined
		do {
			const page = await client.send(
				new QueryCommand({
					TableName: table,
					KeyConditionExpression: '#bucket = :bucket AND begins_with(id, :prefix)',
					ExpressionAttributeNames: { '#bucket': 'bucket' },
					ExpressionAttributeValues: { ':bucket': bucket, ':prefix': 'env_' },
					ExclusiveStartKey: start,
				}),
			)
			for (const item of page.Items ?? []) {
				const receivedAt = envelopeReceivedAt(z.string().parse(item.id).slice(0, ENVELOPE_LENGTH))
				if (receivedAt >= from && receivedAt < to) rows.push(parseRow(item))
			}
			start = page.LastEvaluatedKey
		} while (start !== undefined)
		return rows
	}

	return {
		expect: async ({ envelope, count }) => {
			try {
				await client.send(
					new UpdateCommand({
						TableName: table,
						Key: { bucket: bucketOf(envelope), id: envelope },
						UpdateExpression: 'SET #count = :count',
						ConditionExpression: 'attribute_not_exists(#count)',
						ExpressionAttributeNames: { '#count': 'count' },
						ExpressionAttributeValues: { ':count': count },
					}),
				)
			} catch (error) {
				if (!(error instanceof ConditionalCheckFailedException)) throw error
			}
		},
		settle: async (envelope, outcomes) => {
			const rows = Map.groupBy(outcomes, ([index]) => Math.floor(index / EVENTS_PER_ROW))
			for (const row of rows.values()) await settleRow(envelope, row)
		},
		unpark: async (envelope, index, outcome) => {
			try {
				await client.send(
					new UpdateCommand({
						TableName: table,
						Key: { bucket: bucketOf(envelope), id: rowId(envelope, index) },
						UpdateExpression: `SET o${index} = :outcome`,
						ConditionExpression: `begins_with(o${index}, :parked)`,
						ExpressionAttributeValues: { ':outcome': outcome, ':parked': 'parked:' },
					}),
				)
			} catch (error) {
				if (!(error instanceof ConditionalCheckFailedException)) throw error
			}
		},
		balance: async ({ from, to }) => {
			const buckets = daysOf(from, to).flatMap((day) => Array.from({ length: SHARDS }, (_, shard) => `${day}#${shard}`))
			const rows: LedgerRow[] = []
			for (let index = 0; index < buckets.length; index += SHARDS) {
				const day = buckets.slice(index, index + SHARDS)
				rows.push(...(await Promise.all(day.map((bucket) => rowsOf(bucket, from, to)))).flat())
			}
			return balance(rows)
		},
	}
}
