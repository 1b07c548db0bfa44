import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Content, type ContentId, contentSchema } from '#shared/cases/content.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { asideKeys } from '#shared/messages/asides.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'

/** Returns the condition of a write: the item is new at revision 0, else it has the revision before. */
const revisionCondition = (revision: number) =>
	revision === 0
		? { ConditionExpression: 'attribute_not_exists(id)' }
		: { ConditionExpression: 'revision = :previous', ExpressionAttributeValues: { ':previous': revision - 1 } }

/**
 * Returns the write of content under its revision. The item stays for good as the key of what was seen, whatever is
 * erased of it.
 */
export const contentPut = (table: string, content: Content) => ({
	TableName: table,
	Item: { ...content, ...asideKeys(content) },
	...revisionCondition(content.revision),
})

const readContent = async (
	client: DocumentClient,
	table: string,
	ids: readonly ContentId[],
	isConsistent: boolean,
): Promise<readonly Content[]> => {
	const items = await batchGet(client, table, ids, isConsistent)
	const order = new Map(ids.map((id, index) => [id, index]))
	return items
		.map((item): Content => contentSchema().parse(item))
		.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
}

/** Creates the store of content in DynamoDB. */
export const createDynamoContentStore = (client: DocumentClient, table: string): ContentStore => ({
	get: (ids) => readContent(client, table, ids, true),
	glance: (ids) => readContent(client, table, ids, false),
	put: async (content) => {
		try {
			await client.send(new PutCommand(contentPut(table, content)))
			return true
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return false
			throw error
		}
	},
})
