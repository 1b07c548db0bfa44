import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import { RECENT_TEXTS_KEPT, type RecentTexts } from '#shared/replies/recent-texts.ts'
import type { DocumentClient } from './clients.ts'
import { writeTransaction } from './transaction.ts'

const itemSchema = z.object({
	texts: z.array(z.object({ caseId: caseIdSchema, fingerprint: z.string() })),
	revision: z.int(),
})

/** Of two agents who send at once one is written first; the other tries again, this often. */
const TRIES = 5

/** Fingerprints in the table of cases, one item per account of ours. */
export const createDynamoRecentTexts = (client: DocumentClient, table: string): RecentTexts => {
	const read = async (account: string): Promise<z.infer<typeof itemSchema>> => {
		const key = { id: `recent#${account}` }
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
		return Item === undefined ? { texts: [], revision: 0 } : itemSchema.parse(Item)
	}
	const add: RecentTexts['add'] = async (account, text) => {
		for (let attempt = 0; attempt < TRIES; attempt += 1) {
			const { texts, revision } = await read(account)
			const kept = [...texts, text].slice(-RECENT_TEXTS_KEPT)
			const written = await writeTransaction(client, [
				{
					Put: {
						TableName: table,
						Item: { id: `recent#${account}`, texts: kept, revision: revision + 1 },
						ConditionExpression: 'attribute_not_exists(id) OR revision = :revision',
						ExpressionAttributeValues: { ':revision': revision },
					},
				},
			])
			if (written.result === 'written') return
		}
		// A comparison that misses one text is no reason to fail an answer that is queued already.
	}
	return { list: async (account) => (await read(account)).texts, add }
}
