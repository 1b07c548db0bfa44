import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { agentKeySchema, caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import {
	CLOSINGS_KEPT_FOR,
	LOOKUPS_KEPT_FOR,
	READINGS_KEPT_FOR,
	type RecentCasesStore,
	SEEN_KEPT_FOR,
	type SeenStore,
	SIGHTS,
} from '#shared/desk/seen.ts'
import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

const sightSchema = z.object({
	by: agentKeySchema,
	what: z.enum(SIGHTS),
	version: z.int(),
	at: instantSchema,
	ttl: z.int(),
})

const recentSchema = z.object({
	cases: z.array(z.object({ caseId: caseIdSchema, at: instantSchema })),
	revision: z.int(),
	ttl: z.int(),
})

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)

/** Creates the store of sights: the case is the partition, so that nothing lists what one agent saw. */
export const createDynamoSeenStore = (client: DocumentClient, table: string, clock: Clock): SeenStore => ({
	put: async (caseId, sight) => {
		const ttl = secondsOf(addMilliseconds(sight.at, SEEN_KEPT_FOR))
		const Item = { id: caseId, who: `${sight.what}#${sight.by}`, ...sight, ttl }
		await client.send(new PutCommand({ TableName: table, Item }))
	},
	list: async (caseId) => {
		const items = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: 'id = :id',
			ExpressionAttributeValues: { ':id': caseId },
			ConsistentRead: true,
		})
		const now = secondsOf(clock.now())
		return items
			.map((item) => sightSchema.parse(item))
			.filter(({ ttl }) => ttl > now)
			.map(({ by, what, version, at }) => ({ by, what, version, at }))
	},
	versionShown: async (caseId, by) => {
		const Key = { id: caseId, who: `case#${by}` }
		const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))
		if (Item === undefined) return 0
		const { version, ttl } = sightSchema.parse(Item)
		return ttl > secondsOf(clock.now()) ? version : 0
	},
})

/** What is counted by agent, and for how long. */
const COUNTED = { readings: READINGS_KEPT_FOR, closings: CLOSINGS_KEPT_FOR, lookups: LOOKUPS_KEPT_FOR } as const

/** Creates the store of what an agent did a short while ago, one item that DynamoDB deletes after it. */
export const createDynamoRecentCasesStore = (
	client: DocumentClient,
	table: string,
	what: keyof typeof COUNTED,
): RecentCasesStore => {
	const keyOf = (by: string) => ({ id: `${what}#${by}`, who: 'recent' })
	return {
		find: async (by) => {
			const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(by), ConsistentRead: true }))
			if (Item === undefined) return { cases: [], revision: 0 }
			const { cases, revision } = recentSchema.parse(Item)
			return { cases, revision }
		},
		put: async (by, { cases, revision }) => {
			const ttl = secondsOf(addMilliseconds(cases.at(-1)?.at ?? new Date(0).toISOString(), 2 * COUNTED[what]))
			try {
				await client.send(
					new PutCommand({
						TableName: table,
						Item: { ...keyOf(by), cases, revision, ttl },
						ConditionExpression: 'attribute_not_exists(id) OR #revision = :before',
						ExpressionAttributeNames: { '#revision': 'revision' },
						ExpressionAttributeValues: { ':before': revision - 1 },
					}),
				)
				return true
			} catch (error) {
				if (error instanceof ConditionalCheckFailedException) return false
				throw error
			}
		},
	}
}

/** Creates what the desk keeps in the table of sights: who was shown a case, who closed how many unanswered
 * ones, and who named how many numbers of no case. */
export const createDynamoSights = (
	client: DocumentClient,
	table: string,
	clock: Clock,
): { readonly seen: SeenStore; readonly closings: RecentCasesStore; readonly lookups: RecentCasesStore } => ({
	seen: createDynamoSeenStore(client, table, clock),
	closings: createDynamoRecentCasesStore(client, table, 'closings'),
	lookups: createDynamoRecentCasesStore(client, table, 'lookups'),
})
