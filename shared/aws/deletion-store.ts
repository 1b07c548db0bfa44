import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { DELETION_KEPT_AFTER_END, type Deletion, deletionSchema } from '#shared/erasure/deletion.ts'
import type { DeletionStore } from '#shared/erasure/deletion-store.ts'
import { type ErasureProgress, progressSchema } from '#shared/erasure/erasure-progress.ts'
import { addMilliseconds } from '#shared/kernel/clock.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

/** One shard for all requests: there are few, and each is deleted 30 days after its end. */
const SHARD = 'deletion'

const itemOf = ({ code, finishedAt, ...deletion }: Deletion): Record<string, unknown> => ({
	id: code,
	shard: SHARD,
	...deletion,
	revision: deletion.revision + 1,
	finishedAt,
	ttl:
		finishedAt === undefined
			? undefined
			: Math.floor(Date.parse(addMilliseconds(finishedAt, DELETION_KEPT_AFTER_END)) / 1_000),
})

const parse = ({ id, ...item }: Record<string, unknown>): Deletion => deletionSchema.parse({ ...item, code: id })

/** Creates the store of deletion requests, in a table of its own, so that their page may read nothing else. */
export const createDynamoDeletionStore = (client: DocumentClient, table: string): DeletionStore => {
	const find: DeletionStore['find'] = async (code) => {
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id: code }, ConsistentRead: true }))
		return Item === undefined ? undefined : parse(Item)
	}
	const codes = async (): Promise<readonly string[]> => {
		const found = await queryAll(client, {
			TableName: table,
			IndexName: 'list',
			KeyConditionExpression: '#shard = :shard',
			ExpressionAttributeNames: { '#shard': 'shard' },
			ExpressionAttributeValues: { ':shard': SHARD },
		})
		return found.map((item) => z.object({ id: z.string() }).parse(item).id)
	}
	return {
		find,
		put: async (deletion) => {
			const condition =
				deletion.revision === 0
					? { ConditionExpression: 'attribute_not_exists(id)' }
					: {
							ConditionExpression: 'revision = :revision',
							ExpressionAttributeValues: { ':revision': deletion.revision },
						}
			try {
				await client.send(new PutCommand({ TableName: table, Item: itemOf(deletion), ...condition }))
				return true
			} catch (error) {
				if (error instanceof ConditionalCheckFailedException) return false
				throw error
			}
		},
		list: async (state, limit) => {
			const found: Deletion[] = []
			for (const code of await codes()) {
				const deletion = await find(code)
				if (deletion?.state === state) found.push(deletion)
				if (found.length === limit) break
			}
			return found
		},
	}
}

/** Creates the store of the erasure's own notes, in a table of its own, so that nobody else may write there. */
export const createDynamoErasureProgress = (client: DocumentClient, table: string): ErasureProgress => ({
	find: async (caseId) => {
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: { caseId }, ConsistentRead: true }))
		return Item === undefined ? undefined : progressSchema.parse(Item)
	},
	put: async (progress) => {
		await client.send(new PutCommand({ TableName: table, Item: progress }))
	},
	forget: async (caseId) => {
		await client.send(new DeleteCommand({ TableName: table, Key: { caseId } }))
	},
})
