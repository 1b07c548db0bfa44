import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import type { ScanStore } from '#shared/upkeep/scan-store.ts'
import type { DocumentClient } from './clients.ts'

const placeSchema = z.object({ cursor: z.string().optional() })
const unreadableSchema = z.object({ cases: z.array(caseIdSchema) })
const UNREADABLE = 'sweep#unreadable'

/** Walks in the table of cursors, beside dispatch's. */
export const createDynamoWalkStore = (client: DocumentClient, table: string): ScanStore => {
	const get = async (id: string): Promise<Record<string, unknown> | undefined> =>
		(await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))).Item
	const put = async (item: Record<string, unknown>): Promise<void> => {
		await client.send(new PutCommand({ TableName: table, Item: item }))
	}
	return {
		cursor: async (scan) => {
			const item = await get(`sweep#${scan}`)
			return item === undefined ? undefined : placeSchema.parse(item).cursor
		},
		moveCursor: (scan, cursor) => put({ id: `sweep#${scan}`, cursor }),
		unreadable: async () => {
			const item = await get(UNREADABLE)
			return item === undefined ? [] : unreadableSchema.parse(item).cases
		},
		keepUnreadable: (cases) => put({ id: UNREADABLE, cases }),
	}
}
