import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import { type AgentRecord, agentRecordSchema, type RosterStore, recordKeptUntil } from '#shared/agents/roster.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'

/** Kinds of items in the table of agents; the other half of the key is what the item is about. */
const KIND = { agent: 'agent', key: 'key', initials: 'initials', roster: 'roster' } as const

const wayBackSchema = z.object({ sub: z.string() })
const rosterSchema = z.object({ revision: z.int() })
const keptSchema = z.object({ ttl: z.int().optional() })

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)

type Parts = { readonly client: DocumentClient; readonly table: string; readonly clock: Clock }

/** Reads one item; one past its time counts as deleted, since DynamoDB deletes late. */
const read = async (
	{ client, table, clock }: Parts,
	kind: string,
	id: string,
	ConsistentRead = true,
): Promise<unknown> => {
	const { Item } = await client.send(new GetCommand({ TableName: table, Key: { kind, id }, ConsistentRead }))
	return isKept(Item, clock) ? Item : undefined
}

const isKept = (item: unknown, clock: Clock): boolean => {
	const ttl = item === undefined ? undefined : keptSchema.parse(item).ttl
	return item !== undefined && (ttl === undefined || ttl > secondsOf(clock.now()))
}

/** Creates the way back from keys to subjects. Reads item by item, for roles that may not batch; a case names few agents. */
const createDynamoAgentDirectory = (parts: Parts, isConsistent: boolean): AgentDirectory => ({
	find: async (keys) => {
		const wanted = [...new Set(keys)]
		const items = await Promise.all(wanted.map((key) => read(parts, KIND.key, key, isConsistent)))
		const known = items.flatMap((item, index): [AgentKey, string][] => {
			const key = wanted[index]
			return item === undefined || key === undefined ? [] : [[key, wayBackSchema.parse(item).sub]]
		})
		return new Map(known)
	},
})

const find = async (parts: Parts, sub: string): Promise<AgentRecord | undefined> => {
	const item = await read(parts, KIND.agent, sub)
	return item === undefined ? undefined : agentRecordSchema.parse(item)
}

/** Puts a record under its revision, with the way back from its key; both go when the record was kept long enough. */
const putsOf = ({ table, clock }: Parts, record: AgentRecord): TransactionItems => {
	const until = recordKeptUntil(record)
	const ttl = until === undefined ? undefined : secondsOf(until)
	return [
		{
			Put: {
				TableName: table,
				Item: { kind: KIND.agent, id: record.sub, ...record, ttl },
				ConditionExpression: record.revision === 1 ? 'attribute_not_exists(id) OR #ttl <= :now' : '#revision = :before',
				ExpressionAttributeNames: record.revision === 1 ? { '#ttl': 'ttl' } : { '#revision': 'revision' },
				ExpressionAttributeValues:
					record.revision === 1 ? { ':now': secondsOf(clock.now()) } : { ':before': record.revision - 1 },
			},
		},
		{ Put: { TableName: table, Item: { kind: KIND.key, id: record.key, sub: record.sub, ttl } } },
	]
}

const rosterItem = (table: string, revision: number): TransactionItems[number] => ({
	Put: {
		TableName: table,
		Item: { kind: KIND.roster, id: KIND.roster, revision: revision + 1 },
		ConditionExpression: revision === 0 ? 'attribute_not_exists(id)' : '#revision = :before',
		ExpressionAttributeNames: revision === 0 ? undefined : { '#revision': 'revision' },
		ExpressionAttributeValues: revision === 0 ? undefined : { ':before': revision },
	},
})

/**
 * Creates the roster in its table: `agent` items by subject, `key` items lead back from a key to the subject, `initials`
 * items mark letters as taken, for good and without a name, and one `roster` item holds the revision of the whole.
 */
const createDynamoRosterStore = (client: DocumentClient, table: string, clock: Clock): RosterStore => {
	const parts = { client, table, clock }
	const directory = createDynamoAgentDirectory(parts, true)
	const isWritten = async (items: TransactionItems): Promise<boolean> =>
		(await writeTransaction(client, items)).result === 'written'
	return {
		find: (sub) => find(parts, sub),
		findByKeys: async (keys) => {
			const subs = await directory.find(keys)
			const records = await Promise.all([...subs.values()].map((sub) => find(parts, sub)))
			return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.key, record]])))
		},
		list: async () => {
			// The revision first: a write in between makes the caller's own write fail, never pass unseen.
			const item = await read(parts, KIND.roster, KIND.roster)
			const items = await queryAll(client, {
				TableName: table,
				KeyConditionExpression: 'kind = :agent',
				ExpressionAttributeValues: { ':agent': KIND.agent },
				ConsistentRead: true,
			})
			return {
				records: items.filter((one) => isKept(one, clock)).map((one) => agentRecordSchema.parse(one)),
				revision: item === undefined ? 0 : rosterSchema.parse(item).revision,
			}
		},
		put: (record, rosterRevision) => isWritten([...putsOf(parts, record), rosterItem(table, rosterRevision)]),
		putOwn: (record) => isWritten(putsOf(parts, record)),
		putInitials: async (record) => {
			const taken = {
				Put: {
					TableName: table,
					Item: { kind: KIND.initials, id: record.initials },
					ConditionExpression: 'attribute_not_exists(id)',
				},
			}
			const written = await writeTransaction(client, [...putsOf(parts, record), taken])
			if (written.result === 'written') return 'stored'
			return written.reasons.at(-1)?.code === 'ConditionalCheckFailed' ? 'taken' : 'conflict'
		},
	}
}

/** Creates what reads and writes the table of agents: the roster, and the way back from keys to names. */
export const createDynamoAgents = (
	client: DocumentClient,
	table: string,
	clock: Clock,
): { readonly roster: RosterStore; readonly agents: AgentDirectory } => ({
	roster: createDynamoRosterStore(client, table, clock),
	// A key leads to one subject for good: names may be read eventually, at half the price.
	agents: createDynamoAgentDirectory({ client, table, clock }, false),
})
