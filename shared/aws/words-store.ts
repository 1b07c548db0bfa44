import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { addressFormSchema, contactLanguageSchema, messageFormSchema } from '#shared/cases/facts.ts'
import { agentKeySchema, caseIdSchema, instantSchema, messageKeySchema, noteKeySchema } from '#shared/cases/keys.ts'
import { mediaItemSchema } from '#shared/cases/media-item.ts'
import { networkSchema } from '#shared/cases/network.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import { asideKeys } from '#shared/messages/asides.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'

const wordsSchema = z.object({
	id: z.union([messageKeySchema, noteKeySchema]),
	caseId: caseIdSchema.optional(),
	text: z.string().optional(),
	form: messageFormSchema.optional(),
	authorName: z.string().optional(),
	authorHandle: z.string().optional(),
	by: agentKeySchema.optional(),
	initials: z.string().optional(),
	answers: z.object({ form: messageFormSchema, at: instantSchema }).optional(),
	isSummons: z.boolean().optional(),
	network: networkSchema.optional(),
	accountId: z.string().optional(),
	userId: z.string().optional(),
	contentId: z.string().optional(),
	threadId: z.string().optional(),
	thread: z.string().optional(),
	parentId: z.string().optional(),
	aliasOf: messageKeySchema.optional(),
	source: z.string().optional(),
	edition: z.string().optional(),
	seen: z.record(z.string(), z.string()).optional(),
	isAside: z.boolean().optional(),
	asideSeenAt: instantSchema.optional(),
	asideSeenBy: agentKeySchema.optional(),
	filedVersion: z.int().optional(),
	attachments: z.int().optional(),
	media: z.array(mediaItemSchema).optional(),
	missingText: z.enum(['waiting', 'failed']).optional(),
	fetchTries: z.int().optional(),
	isSealed: z.boolean().optional(),
	mediaEdition: z.string().optional(),
	addressEvidence: z.string().optional(),
	addressForm: addressFormSchema.optional(),
	language: contactLanguageSchema.optional(),
	shownChangedAt: instantSchema.optional(),
	isHidden: z.boolean().optional(),
	revision: z.int().optional(),
	at: instantSchema,
	erasedAt: instantSchema.optional(),
})

const revisionCondition = (revision: number) =>
	revision === 0
		? { ConditionExpression: 'attribute_not_exists(id)' }
		: {
				ConditionExpression:
					revision === 1
						? 'attribute_exists(id) AND (attribute_not_exists(revision) OR revision = :previous)'
						: 'revision = :previous',
				ExpressionAttributeValues: { ':previous': revision - 1 },
			}

/**
 * The write of words under their revision. The item stays for good as the key of what was seen, whatever is erased of it.
 */
export const wordsPut = (table: string, words: Words) => ({
	TableName: table,
	Item: { ...words, ...asideKeys(words) },
	...revisionCondition(words.revision ?? 0),
})

/** Words in DynamoDB. Reads are consistent; ids that are not there are left out of the answer. */
export const createDynamoWordsStore = (client: DocumentClient, table: string): WordsStore => ({
	get: async (ids) => {
		const items = await batchGet(client, table, ids)
		const order = new Map(ids.map((id, index) => [id, index]))
		return items
			.map((item): Words => wordsSchema.parse(item))
			.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
	},
	put: async (words) => {
		try {
			await client.send(new PutCommand(wordsPut(table, words)))
			return true
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return false
			throw error
		}
	},
})
