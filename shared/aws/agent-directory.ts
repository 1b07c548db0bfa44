import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { AGENT_KEPT_FOR, type AgentDirectory, isRenewalDue } from '#shared/agents/agent-directory.ts'
import type { InitialsStore } from '#shared/agents/initials.ts'
import { type AgentKey, agentKeySchema } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { DocumentClient } from './clients.ts'
import { writeTransaction } from './transaction.ts'

const entrySchema = z.object({ key: agentKeySchema, ttl: z.int() })
const wayBackSchema = z.object({ id: agentKeySchema, sub: z.string(), ttl: z.int() })

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)
const subId = (sub: string): string => `agent#${sub}`

export type AgentDirectoryParts = { readonly clock: Clock; readonly random: Random }

/**
 * Creates the agent directory in the table of cases: `agent#<sub>` holds the key, the key holds the subject; DynamoDB
 * deletes both after their `ttl`. It does so late, so an item past its time counts as deleted. Reads item by item, for
 * roles that may not batch; a case names few agents.
 */
export const createDynamoAgentDirectory = (
	client: DocumentClient,
	table: string,
	{ clock, random }: AgentDirectoryParts,
): AgentDirectory => {
	const get = async (id: string): Promise<unknown> =>
		(await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))).Item

	/** Stores both items with a new time. Returns false where the agent has another key by now. */
	const store = async (sub: string, key: AgentKey, now: Instant): Promise<boolean> => {
		const ttl = secondsOf(addMilliseconds(now, AGENT_KEPT_FOR))
		const written = await writeTransaction(client, [
			{
				Put: {
					TableName: table,
					Item: { id: subId(sub), key, ttl },
					ConditionExpression: 'attribute_not_exists(id) OR #key = :key OR #ttl <= :now',
					ExpressionAttributeNames: { '#key': 'key', '#ttl': 'ttl' },
					ExpressionAttributeValues: { ':key': key, ':now': secondsOf(now) },
				},
			},
			{ Put: { TableName: table, Item: { id: key, sub, ttl } } },
		])
		return written.result === 'written'
	}

	const stored = async (sub: string, now: Instant): Promise<z.infer<typeof entrySchema> | undefined> => {
		const item = await get(subId(sub))
		const entry = item === undefined ? undefined : entrySchema.parse(item)
		return entry !== undefined && entry.ttl > secondsOf(now) ? entry : undefined
	}

	return {
		keyFor: async (sub) => {
			const now = clock.now()
			const found = await stored(sub, now)
			const keptUntil = found === undefined ? undefined : new Date(found.ttl * 1_000).toISOString()
			if (found !== undefined && keptUntil !== undefined && !isRenewalDue(keptUntil, now)) return found.key
			const key = found?.key ?? newId('agent', random)
			if (await store(sub, key, now)) return key
			const winner = await stored(sub, now)
			if (winner === undefined) throw new RetryLaterError('agentContended')
			return winner.key
		},
		find: async (keys) => {
			const now = secondsOf(clock.now())
			const items = await Promise.all([...new Set(keys)].map(get))
			const entries = items.filter((item) => item !== undefined).map((item) => wayBackSchema.parse(item))
			return new Map(entries.filter(({ ttl }) => ttl > now).map(({ id, sub }) => [id, sub]))
		},
	}
}

const initialsSchema = z.object({ initials: z.string().optional(), isRetired: z.boolean().optional() })

const agentId = (sub: string): string => `initials-of#${sub}`
const takenId = (initials: string): string => `initials#${initials}`

/**
 * Creates the store of initials in the table of cases: `initials-of#<sub>` holds them, `initials#<letters>` marks them
 * as taken, for good and without a name.
 */
export const createDynamoInitialsStore = (client: DocumentClient, table: string): InitialsStore => {
	const entryOf = async (sub: string): Promise<z.infer<typeof initialsSchema> | undefined> => {
		const key = { id: agentId(sub) }
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
		return Item === undefined ? undefined : initialsSchema.parse(Item)
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
