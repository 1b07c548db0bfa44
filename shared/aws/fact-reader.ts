import * as z from 'zod'
import { factSchema, type RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

const factItemSchema = onFirstUse(() => z.object({ version: z.int(), fact: factSchema() }))

/** Parses a fact. Throws `UnreadableCaseError` for an unknown one, which affects its case only. */
const parseFact = (id: CaseId, item: unknown): RecordedFact => {
	const parsed = factItemSchema().safeParse(item)
	if (!parsed.success) throw new UnreadableCaseError(id)
	return parsed.data
}

/** Creates a reader of facts in DynamoDB, for functions that may only read them. */
export const createDynamoFactReader = (
	client: DocumentClient,
	table: string,
): Pick<CaseStore, 'factsAfter' | 'factsBetween'> => ({
	factsAfter: async (id, version) => {
		const found = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: 'caseId = :id AND version > :version',
			ExpressionAttributeValues: { ':id': id, ':version': version },
			ConsistentRead: true,
		})
		return found.map((item) => parseFact(id, item))
	},
	factsBetween: async (id, from, to) => {
		const read = (ConsistentRead: boolean) =>
			queryAll(client, {
				TableName: table,
				KeyConditionExpression: 'caseId = :id AND version BETWEEN :from AND :to',
				ExpressionAttributeValues: { ':id': id, ':from': from, ':to': to },
				ConsistentRead,
			})
		const found = await read(false)
		const all = found.length === to - from + 1 ? found : await read(true)
		return all.map((item) => parseFact(id, item))
	},
})
