import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { DocumentClient } from './clients.ts'

const cursorSchema = z.object({ position: z.int().nonnegative() })

/** Cursors in DynamoDB, read consistently. */
export const createDynamoCursorStore = (client: DocumentClient, table: string): CursorStore => ({
	position: async (caseId) => {
		const { Item } = await client.send(
			new GetCommand({ TableName: table, Key: { id: `dispatch#${caseId}` }, ConsistentRead: true }),
		)
		return Item === undefined ? 0 : cursorSchema.parse(Item).position
	},
	advance: async (caseId, position) => {
		try {
			await client.send(
				new PutCommand({
					TableName: table,
					Item: { id: `dispatch#${caseId}`, position },
					ConditionExpression: 'attribute_not_exists(id) OR #position < :position',
					ExpressionAttributeNames: { '#position': 'position' },
					ExpressionAttributeValues: { ':position': position },
				}),
			)
		} catch (error) {
			// A reader of the same facts was faster or got further: its cursor stays.
			if (!(error instanceof ConditionalCheckFailedException)) throw error
		}
	},
})
