import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { QueuePart, QueueStore } from '#shared/desk/queue/queue-store.ts'
import type { DocumentClient } from './clients.ts'
import { listOrderOf, readRow } from './queue-item.ts'

/** Sorts after every key: keys begin with digits and hold nothing beyond ASCII. */
const BEYOND = '~'

/** Returns the query of a part between two keys, both taken along. */
const queryOf = (table: string, { list, partition }: QueuePart, from: string, to: string): QueryCommandInput => ({
	TableName: table,
	IndexName: list,
	KeyConditionExpression: '#partition = :partition AND #key BETWEEN :from AND :to',
	ExpressionAttributeNames: { '#partition': list, '#key': listOrderOf(list) },
	ExpressionAttributeValues: { ':partition': partition, ':from': from, ':to': to },
})

const keySchema = z
	.object({ rank: z.string(), dueKey: z.string().optional(), windowKey: z.string().optional() })
	.partial()

/** Creates the reader of the queue's lists in DynamoDB: each list is an index, and each call one query of one partition. */
export const createDynamoQueueStore = (client: DocumentClient, table: string): QueueStore => ({
	read: async (part, limit, { after, isNewestFirst }) => {
		const from = isNewestFirst ? (part.from ?? ' ') : (after ?? part.from ?? ' ')
		const to = isNewestFirst ? (after ?? part.to ?? BEYOND) : (part.to ?? BEYOND)
		// A cursor of another part may be beyond this one's end.
		if (from > to) return { rows: [], isAtEnd: true, units: 0 }
		const { Items, LastEvaluatedKey, ConsumedCapacity } = await client.send(
			new QueryCommand({
				...queryOf(table, part, from, to),
				ScanIndexForward: !isNewestFirst,
				Limit: limit,
				ReturnConsumedCapacity: 'TOTAL',
			}),
		)
		const rows = (Items ?? []).flatMap((item) => {
			const key = keySchema.parse(item)[listOrderOf(part.list)] ?? ''
			return key === after || (part.to !== undefined && key >= part.to) ? [] : [{ key, stored: readRow(item) }]
		})
		return { rows, isAtEnd: LastEvaluatedKey === undefined, units: ConsumedCapacity?.CapacityUnits ?? 0 }
	},
	count: async (part, limit) => {
		const { Count } = await client.send(
			new QueryCommand({
				...queryOf(table, part, part.from ?? ' ', part.to ?? BEYOND),
				Select: 'COUNT',
				Limit: limit,
			}),
		)
		return Count ?? 0
	},
})
