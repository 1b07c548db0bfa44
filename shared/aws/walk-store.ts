import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import type { WalkStore } from '#shared/upkeep/walk-store.ts'
import type { DocumentClient } from './clients.ts'

const placeSchema = z.object({ cursor: z.string().optional() })

/** Walks in the table of cursors, beside dispatch's. */
export const createDynamoWalkStore = (client: DocumentClient, table: string): WalkStore => ({
	place: async (walk) => {
		const { Item } = await client.send(
			new GetCommand({ TableName: table, Key: { id: `sweep#${walk}` }, ConsistentRead: true }),
		)
		return Item === undefined ? undefined : placeSchema.parse(Item).cursor
	},
	moveTo: async (walk, cursor) => {
		await client.send(new PutCommand({ TableName: table, Item: { id: `sweep#${walk}`, cursor } }))
	},
})
