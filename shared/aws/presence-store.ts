import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { agentKeySchema } from '#shared/cases/keys.ts'
import { PRESENT_FOR, type PresenceStore } from '#shared/desk/presence.ts'
import type { Clock, RealClock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { DocumentClient } from './clients.ts'
import { createDynamoDrafts } from './draft-store.ts'
import { createDynamoPulseStore } from './pulse-store.ts'
import { queryAll } from './query-items.ts'
import { createDynamoSights } from './seen-store.ts'

type Clocks = { readonly clock: Clock; readonly realClock: RealClock }

const itemSchema = z.object({ by: agentKeySchema, writing: z.boolean(), until: z.int() })

/**
 * Creates the store of who is at a case. DynamoDB deletes late, so each item says in milliseconds until when it counts. It is
 * deleted by the time of cases, as every item: where that is ahead, an item would else be gone at once.
 */
export const createDynamoPresenceStore = (
	client: DocumentClient,
	table: string,
	{ clock, realClock }: Clocks,
): PresenceStore => ({
	put: async (caseId, presence) => {
		const until = realClock.epochMilliseconds() + PRESENT_FOR
		const ttl = Math.ceil((Date.parse(clock.now()) + PRESENT_FOR) / 1_000)
		const Item = { id: caseId, ...presence, until, ttl }
		await client.send(new PutCommand({ TableName: table, Item }))
	},
	list: async (caseId) => {
		const items = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: 'id = :id',
			ExpressionAttributeValues: { ':id': caseId },
		})
		const now = realClock.epochMilliseconds()
		return items
			.map((item) => itemSchema.parse(item))
			.filter(({ until }) => until > now)
			.map(({ by, writing }) => ({ by, writing }))
	},
})

type DeskTables = Readonly<Record<'SEEN_TABLE' | 'DRAFTS_TABLE' | 'PRESENCE_TABLE' | 'PULSES_TABLE', string>>

/** Creates what the desk keeps of agents at work: who was shown what, who is at which case, what is not sent, and which lists changed. */
export const createDynamoDeskStores = (
	client: DocumentClient,
	{ SEEN_TABLE, DRAFTS_TABLE, PRESENCE_TABLE, PULSES_TABLE }: DeskTables,
	runtime: Clocks & { readonly random: Random },
) => ({
	...createDynamoSights(client, SEEN_TABLE, runtime.clock),
	...createDynamoDrafts(client, DRAFTS_TABLE, runtime.clock),
	presence: createDynamoPresenceStore(client, PRESENCE_TABLE, runtime),
	pulses: createDynamoPulseStore(client, PULSES_TABLE, runtime),
})
