import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import type { RereadStore } from '#shared/upkeep/reread-store.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'

const PREFIX = 'reread#'
const PLACE = 'reread'
/** Written side by side. */
const WRITES = 10

const readSchema = z.object({
	id: z
		.string()
		.startsWith(PREFIX)
		.transform((id) => id.slice(PREFIX.length))
		.pipe(caseIdSchema),
	at: instantSchema,
})
const placeSchema = z.object({ cursor: z.string().optional() })

/** In the table of cursors: an item for each case that was re-read, and one for the place of the run. */
export const createDynamoRereadStore = (client: DocumentClient, table: string): RereadStore => {
	const put = (item: Record<string, unknown>) => client.send(new PutCommand({ TableName: table, Item: item }))
	return {
		lastReads: async (cases) => {
			const items = await batchGet(
				client,
				table,
				cases.map((id) => `${PREFIX}${id}`),
			)
			return new Map(items.map((item) => readSchema.parse(item)).map(({ id, at }) => [id, at]))
		},
		markRead: async (cases, at) => {
			for (let from = 0; from < cases.length; from += WRITES)
				await Promise.all(cases.slice(from, from + WRITES).map((id) => put({ id: `${PREFIX}${id}`, at })))
		},
		place: async () => {
			const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id: PLACE }, ConsistentRead: true }))
			return Item === undefined ? undefined : placeSchema.parse(Item).cursor
		},
		keepPlace: async (cursor) => {
			await put({ id: PLACE, cursor })
		},
	}
}
