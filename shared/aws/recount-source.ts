import { paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { contentSchema } from '#shared/cases/content.ts'
import { caseIdSchema } from '#shared/cases/keys.ts'
import type { RecountSource } from '#shared/ledger/recount.ts'
import type { DocumentClient } from './clients.ts'

const receivedSchema = z.object({ caseId: caseIdSchema, fact: z.object({ message: z.string() }) })

/**
 * Creates the reader of all facts and content for the recount, with an operator's right: no function of ours may scan.
 */
export const createDynamoRecountSource = (
	client: DocumentClient,
	tables: { readonly facts: string; readonly content: string },
): RecountSource => {
	async function* scan(TableName: string, more: Record<string, unknown>): AsyncGenerator<Record<string, unknown>> {
		const input = { TableName, ConsistentRead: true, ...more }
		for await (const { Items = [] } of paginateScan({ client }, input)) yield* Items
	}
	return {
		content: async function* content() {
			for await (const item of scan(tables.content, {})) yield contentSchema().parse(item)
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
