import { z } from 'zod'
import { type Ahead, notAhead, timeAhead } from './model/ahead.ts'
import type { LocalTable } from './model/system.ts'
import { AwsCallError, type AwsCaller } from './proxy/aws-call.ts'

const pageSchema = z.object({
	Items: z.array(z.record(z.string(), z.unknown())).default([]),
	LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
})
const keysSchema = z.object({ KeySchema: z.array(z.object({ AttributeName: z.string() })) })

const deleteExpired = async (aws: AwsCaller, table: LocalTable, attribute: string, now: string): Promise<number> => {
	const names = keysSchema.parse(table.definition).KeySchema.map((part) => part.AttributeName)
	const isExpired = {
		ExpressionAttributeNames: { '#ttl': attribute },
		ExpressionAttributeValues: { ':now': { N: now } },
	}
	let deleted = 0
	let from: Record<string, unknown> | undefined
	do {
		const input = { TableName: table.name, FilterExpression: '#ttl <= :now', ExclusiveStartKey: from, ...isExpired }
		const page = pageSchema.parse(await aws.call({ service: 'dynamodb', action: 'Scan', input }))
		for (const item of page.Items) {
			const Key = Object.fromEntries(names.map((name) => [name, item[name]]))
			// Whoever extended the item in the meantime keeps it.
			const request = { TableName: table.name, Key, ConditionExpression: '#ttl <= :now', ...isExpired }
			deleted += await aws.call({ service: 'dynamodb', action: 'DeleteItem', input: request }).then(
				() => 1,
				(error: unknown) => {
					if (error instanceof AwsCallError && error.code === 'ConditionalCheckFailedException') return 0
					throw error
				},
			)
		}
		from = page.LastEvaluatedKey
	} while (from !== undefined)
	return deleted
}

/** Deletes what has outlived its time-to-live attribute (epoch seconds), which dynoxide never does by itself. Gives how many. */
export const sweepExpired = async (
	aws: AwsCaller,
	tables: readonly LocalTable[],
	ahead: Ahead = notAhead,
): Promise<number> => {
	const now = String(Math.floor(timeAhead(ahead) / 1000))
	let deleted = 0
	for (const table of tables) {
		if (table.timeToLiveAttribute === undefined) continue
		deleted += await deleteExpired(aws, table, table.timeToLiveAttribute, now)
	}
	return deleted
}
