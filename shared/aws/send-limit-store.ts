import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { LIMIT_REASONS } from '#shared/channels/channel.ts'
import { addMilliseconds, SECOND } from '#shared/kernel/clock.ts'
import { tryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { NOTHING_SENT, paceCountSchema, takeSlot } from '#shared/sending/pace.ts'
import {
	accountKey,
	LIMITED_KINDS,
	type RateLimit,
	type SendLimitStore,
	type SendLimits,
	type Stop,
} from '#shared/sending/send-limit-store.ts'
import type { DocumentClient } from './clients.ts'

/** The items of an account: `stop`, `limit#<kind>`, `pace#<kind>`. */
const STOP = 'stop'
const limitName = (kind: string): string => `limit#${kind}`
const paceName = (kind: string): string => `pace#${kind}`

const stopSchema = z.object({
	limit: z.literal(STOP),
	reason: z.enum(['tokenDead', 'accountBlocked']),
	since: instantSchema,
	probedAt: instantSchema.optional(),
})
const limitSchema = z.object({
	limit: z.templateLiteral(['limit#', z.enum(LIMITED_KINDS)]),
	kind: z.enum(LIMITED_KINDS),
	reason: z.enum(LIMIT_REASONS),
	since: instantSchema,
	until: instantSchema,
})
const paceItemSchema = z.object({ count: paceCountSchema, revision: z.int() })

const readStop = (items: readonly unknown[]): Stop | undefined => {
	const found = items.map((item) => stopSchema.safeParse(item).data).find((stop) => stop !== undefined)
	if (found === undefined) return undefined
	const { reason, since, probedAt } = found
	return { reason, since, probedAt }
}
const readLimit = (item: unknown): readonly RateLimit[] => {
	const found = limitSchema.safeParse(item).data
	if (found === undefined) return []
	const { limit: _, ...limit } = found
	return [limit]
}

/** Returns true where the write was made, false where its condition failed. */
const didWrite = async (write: Promise<unknown>): Promise<boolean> => {
	try {
		await write
		return true
	} catch (error) {
		if (error instanceof ConditionalCheckFailedException) return false
		throw error
	}
}

/**
 * Creates the store of send limits in DynamoDB, read consistently; every change has a condition, so that concurrent
 * functions agree.
 */
export const createDynamoSendLimitStore = (client: DocumentClient, table: string): SendLimitStore => ({
	read: async (account): Promise<SendLimits> => {
		const { Items = [] } = await client.send(
			new QueryCommand({
				TableName: table,
				KeyConditionExpression: 'account = :account',
				ExpressionAttributeValues: { ':account': accountKey(account) },
				ConsistentRead: true,
			}),
		)
		const stop = readStop(Items)
		return { stop, limits: Items.flatMap(readLimit) }
	},
	stop: (account, reason, since) =>
		didWrite(
			client.send(
				new PutCommand({
					TableName: table,
					Item: { account: accountKey(account), limit: STOP, reason, since },
					ConditionExpression: 'attribute_not_exists(account)',
				}),
			),
		),
	resume: (account, { since }) =>
		didWrite(
			client.send(
				new DeleteCommand({
					TableName: table,
					Key: { account: accountKey(account), limit: STOP },
					ConditionExpression: 'since = :since',
					ExpressionAttributeValues: { ':since': since },
				}),
			),
		),
	claimProbe: (account, at, everyMilliseconds) =>
		didWrite(
			client.send(
				new UpdateCommand({
					TableName: table,
					Key: { account: accountKey(account), limit: STOP },
					UpdateExpression: 'SET probedAt = :at',
					ConditionExpression: 'attribute_exists(account) AND (attribute_not_exists(probedAt) OR probedAt <= :earlier)',
					ExpressionAttributeValues: { ':at': at, ':earlier': addMilliseconds(at, -everyMilliseconds) },
				}),
			),
		),
	limit: async (account, limit) => {
		await didWrite(
			client.send(
				new PutCommand({
					TableName: table,
					Item: { ...limit, account: accountKey(account), limit: limitName(limit.kind) },
					ConditionExpression: 'attribute_not_exists(account) OR #until < :until',
					ExpressionAttributeNames: { '#until': 'until' },
					ExpressionAttributeValues: { ':until': limit.until },
				}),
			),
		)
	},
	reserve: async (account, kind, rules, isUrgent, at) => {
		const key = { account: accountKey(account), limit: paceName(kind) }
		const reserved = await tryOnConflict(async () => {
			const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
			const { count, revision } = Item === undefined ? { count: NOTHING_SENT, revision: 0 } : paceItemSchema.parse(Item)
			const slot = takeSlot(count, rules, isUrgent, at)
			if (!slot.isTaken) return slot
			const put = client.send(
				new PutCommand({
					TableName: table,
					Item: { ...key, count: slot.count, revision: revision + 1 },
					ConditionExpression: 'attribute_not_exists(account) OR revision = :revision',
					ExpressionAttributeValues: { ':revision': revision },
				}),
			)
			return (await didWrite(put)) ? slot : undefined
		})
		return reserved ?? { isTaken: false, until: addMilliseconds(at, SECOND) }
	},
})
