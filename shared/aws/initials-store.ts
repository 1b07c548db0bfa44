import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { InitialsStore } from '#shared/agents/initials.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { DocumentClient } from './clients.ts'
import { writeTransaction } from './transaction.ts'

const entrySchema = z.object({ initials: z.string().optional(), isRetired: z.boolean().optional() })

const agentId = (sub: string): string => `initials-of#${sub}`
const takenId = (initials: string): string => `initials#${initials}`

/**
 * Initials in the table of cases: `initials-of#<sub>` leads to them, `initials#<letters>` says that they are taken, for
 * good and without a name.
 */
export const createDynamoInitialsStore = (client: DocumentClient, table: string): InitialsStore => {
	const entryOf = async (sub: string): Promise<z.infer<typeof entrySchema> | undefined> => {
		const key = { id: agentId(sub) }
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
		return Item === undefined ? undefined : entrySchema.parse(Item)
	}
	const put = async (sub: string, initials: string, condition: string): Promise<boolean> => {
		const written = await writeTransaction(client, [
			{ Put: { TableName: table, Item: { id: agentId(sub), initials }, ConditionExpression: condition } },
			{
				Put: {
					TableName: table,
					Item: { id: takenId(initials) },
					ConditionExpression: 'attribute_not_exists(id)',
				},
			},
		])
		return written.result === 'written'
	}
	return {
		find: async (sub) => {
			const entry = await entryOf(sub)
			if (entry === undefined) return undefined
			return entry.isRetired === true || entry.initials === undefined ? { retired: true } : { initials: entry.initials }
		},
		take: (sub, initials) => put(sub, initials, 'attribute_not_exists(id)'),
		change: (sub, initials) => put(sub, initials, 'attribute_exists(initials)'),
		retire: async (sub) => {
			const Item = { id: agentId(sub), isRetired: true }
			const written = await writeTransaction(client, [{ Put: { TableName: table, Item } }])
			if (written.result !== 'written') throw new RetryLaterError('agentContended')
		},
	}
}
