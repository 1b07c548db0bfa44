import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import type { WalkStore } from '#shared/upkeep/walk-store.ts'
import type { DocumentClient } from './clients.ts'

const placeSchema = z.object({ cursor: z.string().optional() })
const unreadableSchema = z.object({ cases: z.array(caseIdSchema) })
const UNREADABLE = 'sweep#unreadable'

/** Walks in the table of cursors, beside dispatch's. */
export const createDynamoWalkStore = (client: DocumentClient, table: string): WalkStore => {
	const get = async (id: string): Promise<Record<string, unknown> | undefined> =>
		(await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))).Item
	const put = async (item: Record<string, unknown>): Promise<void> => {
		await client.send(new PutCommand({ TableName: table, Item: item }))
	}
	return {
		place: async (walk) => {
			const item = await get(`sweep#${walk}`)
			return item === undefined ? undefined : placeSchema.parse(item).cursor
		},
		moveTo: (walk, cursor) => put({ id: `sweep#${walk}`, cursor }),
		unreadable: async () => {
			const item = await get(UNREADABLE)
			return item === undefined ? [] : unreadableSchema.parse(item).cases
		},
		keepUnreadable: (cases) => put({ id: UNREADABLE, cases }),
	}
}
