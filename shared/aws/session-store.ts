import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import {
	isOver,
	ownSessionSchema,
	type SessionStore,
	sessionEndsBy,
	sessionSchema,
	wallTime,
} from '#shared/agents/session.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

/** Creates the store of sessions: an item each, read consistently, since a session that was ended is ended everywhere. */
export const createDynamoSessionStore = (client: DocumentClient, table: string, clock: RealClock): SessionStore => ({
	find: async (hash) => {
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: { hash }, ConsistentRead: true }))
		if (Item === undefined) return undefined
		const session = sessionSchema.parse(Item)
		// DynamoDB deletes late.
		return isOver(session, wallTime(clock)) ? undefined : session
	},
	create: async (session) => {
		const wallTtl = Math.ceil(Date.parse(sessionEndsBy(session)) / 1_000)
		await client.send(
			new PutCommand({
				TableName: table,
				Item: { ...session, wallTtl },
				ConditionExpression: 'attribute_not_exists(#hash)',
				ExpressionAttributeNames: { '#hash': 'hash' },
			}),
		)
	},
	noteAct: async ({ hash, lastActAt }) => {
		try {
			await client.send(
				new UpdateCommand({
					TableName: table,
					Key: { hash },
					UpdateExpression: 'SET lastActAt = :at',
					ConditionExpression: 'attribute_exists(#hash)',
					ExpressionAttributeNames: { '#hash': 'hash' },
					ExpressionAttributeValues: { ':at': lastActAt },
				}),
			)
		} catch (error) {
			if (!(error instanceof ConditionalCheckFailedException)) throw error
		}
	},
	ofPerson: async (sub) => {
		const items = await queryAll(client, {
			TableName: table,
			IndexName: 'person',
			KeyConditionExpression: '#sub = :sub',
			ExpressionAttributeNames: { '#sub': 'sub' },
			ExpressionAttributeValues: { ':sub': sub },
			ScanIndexForward: false,
		})
		const now = wallTime(clock)
		return items.map((item) => ownSessionSchema.parse(item)).filter((session) => !isOver(session, now))
	},
	end: async (hash) => {
		await client.send(new DeleteCommand({ TableName: table, Key: { hash } }))
	},
})
