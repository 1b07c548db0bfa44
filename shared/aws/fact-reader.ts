import { z } from 'zod'
import { factSchema, type RecordedFact } from '#shared/cases/facts.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { upcast } from '#shared/cases/upcast.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

const factItemSchema = z.object({ v: z.int(), fact: z.unknown() })

const parseFact = (item: unknown): RecordedFact => {
	const { v, fact } = factItemSchema.parse(item)
	const parsed = factSchema.safeParse(upcast(fact))
	// An unknown kind parks the case, not the system.
	if (!parsed.success) throw new ParkedError('factNotUnderstood')
	return { version: v, fact: parsed.data }
}

/** The facts of cases in DynamoDB, for those who may only read them. Throws `ParkedError` for a fact not understood. */
export const createDynamoFactReader = (client: DocumentClient, table: string): Pick<CaseStore, 'factsAfter'> => ({
	factsAfter: async (id, version) => {
		const found = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: 'caseId = :id AND v > :version',
			ExpressionAttributeValues: { ':id': id, ':version': version },
			ConsistentRead: true,
		})
		return found.map(parseFact)
	},
})
