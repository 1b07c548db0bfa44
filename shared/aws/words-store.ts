import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { messageFormSchema } from '#shared/cases/facts.ts'
import { caseIdSchema, instantSchema, messageKeySchema, noteKeySchema } from '#shared/cases/keys.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'

const wordsSchema = z.object({
	id: z.union([messageKeySchema, noteKeySchema]),
	caseId: caseIdSchema.optional(),
	text: z.string().optional(),
	form: messageFormSchema.optional(),
	authorName: z.string().optional(),
	authorHandle: z.string().optional(),
	accountId: z.string().optional(),
	userId: z.string().optional(),
	contentId: z.string().optional(),
	threadId: z.string().optional(),
	parentId: z.string().optional(),
	source: z.string().optional(),
	at: instantSchema,
	erasedAt: instantSchema.optional(),
})

/** The stored form of words; the item stays for good as the key of what was seen, whatever is erased of it. */
export const wordsItem = (words: Words): Record<string, unknown> => ({ ...words })

const definedOnly = (words: z.infer<typeof wordsSchema>): Words => {
	const { id, at, ...optional } = words
	return { id, at, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) }
}

/** Words in DynamoDB. Reads are consistent; ids that are not there are left out of the answer. */
export const createDynamoWordsStore = (client: DocumentClient, table: string): WordsStore => ({
	get: async (ids) => {
		const items = await batchGet(client, table, ids)
		const order = new Map(ids.map((id, index) => [id, index]))
		return items
			.map((item) => definedOnly(wordsSchema.parse(item)))
			.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
	},
	put: async (words) => {
		try {
			await client.send(
				new PutCommand({ TableName: table, Item: wordsItem(words), ConditionExpression: 'attribute_not_exists(id)' }),
			)
			return true
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return false
			throw error
		}
	},
})
