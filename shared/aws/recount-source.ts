import { paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import type { RecountSource } from '#shared/ledger/recount.ts'
import type { DocumentClient } from './clients.ts'

const wordsSchema = z.object({
	id: z.string(),
	caseId: caseIdSchema.optional(),
	source: z.string().optional(),
	isAside: z.boolean().optional(),
	seen: z.record(z.string(), z.string()).optional(),
})
const receivedSchema = z.object({ caseId: caseIdSchema, fact: z.object({ message: z.string() }) })

/** All facts and words, for the recount: by an operator's right, for none of our functions may scan. */
export const createDynamoRecountSource = (
	client: DocumentClient,
	tables: { readonly facts: string; readonly words: string },
): RecountSource => {
	async function* scan(TableName: string, more: Record<string, unknown>): AsyncGenerator<Record<string, unknown>> {
		const input = { TableName, ConsistentRead: true, ...more }
		for await (const { Items = [] } of paginateScan({ client }, input)) yield* Items
	}
	return {
		words: async function* words() {
			for await (const item of scan(tables.words, {})) yield wordsSchema.parse(item)
		},
		received: async function* received() {
			const only = {
				FilterExpression: '#fact.#kind IN (:message, :mail)',
				ExpressionAttributeNames: { '#fact': 'fact', '#kind': 'kind' },
				ExpressionAttributeValues: { ':message': 'MessageReceived', ':mail': 'MailReceived' },
			}
			for await (const item of scan(tables.facts, only)) {
				const { caseId, fact } = receivedSchema.parse(item)
				yield { caseId, message: fact.message }
			}
		},
	}
}
