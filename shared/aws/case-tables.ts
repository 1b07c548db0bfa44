import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type CommandRecord, type IdempotencyStore, REPEATS_KNOWN_FOR } from '#shared/cases/idempotency-store.ts'
import { caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import { tryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { RECENT_TEXTS_KEPT, type RecentTexts } from '#shared/replies/recent-texts.ts'
import { createDynamoAsideList } from './aside-list.ts'
import { createDynamoCaseList } from './case-list.ts'
import { createDynamoCaseStore } from './case-store.ts'
import type { DocumentClient } from './clients.ts'
import { createDynamoContactStore } from './contact-store.ts'
import { createDynamoContentStore } from './content-store.ts'
import { createDynamoQueueStore } from './queue-store.ts'
import { writeTransaction } from './transaction.ts'

const recordSchema = z.object({
	caseId: caseIdSchema,
	bodyHash: z.string(),
	run: z.string(),
	at: instantSchema,
	status: z.enum(['running', 'free', 'done']),
	version: z.int().optional(),
})

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)

/** The old item of a failed condition, in the wire's form. */
const attributeSchema = z.object({ S: z.string().optional(), N: z.string().optional() })
const readOld = (item: unknown): CommandRecord | undefined => {
	const attributes = z.record(z.string(), attributeSchema).safeParse(item)
	if (!attributes.success) return undefined
	const plain = Object.entries(attributes.data).map(([name, { S, N }]) => [name, N === undefined ? S : Number(N)])
	const { version, ...record } = recordSchema.parse(Object.fromEntries(plain))
	return version === undefined ? record : { ...record, version }
}

type Condition = Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>

/** Creates the store of started commands, `idem#…` in the table of cases; DynamoDB deletes them after a day. */
export const createDynamoIdempotencyStore = (
	client: DocumentClient,
	table: string,
	{ clock }: { readonly clock: Clock },
): IdempotencyStore => {
	/** Stores a record. Returns undefined where it was stored, else the record in its place. */
	const put = async (key: string, record: CommandRecord, condition: Condition) => {
		const ttl = secondsOf(addMilliseconds(record.at, REPEATS_KNOWN_FOR))
		try {
			await client.send(
				new PutCommand({
					TableName: table,
					Item: { id: `idem#${key}`, ...record, ttl },
					...condition,
					ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
				}),
			)
			return undefined
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return { found: readOld(error.Item) }
			throw error
		}
	}
	return {
		begin: async (key, record) => {
			const refused = await put(key, record, {
				ConditionExpression: 'attribute_not_exists(id) OR #ttl <= :now',
				ExpressionAttributeNames: { '#ttl': 'ttl' },
				ExpressionAttributeValues: { ':now': secondsOf(clock.now()) },
			})
			return refused?.found?.run === record.run ? undefined : refused?.found
		},
		replace: async (key, before, after) =>
			(await put(key, after, {
				ConditionExpression: '#run = :run AND #status = :status',
				ExpressionAttributeNames: { '#run': 'run', '#status': 'status' },
				ExpressionAttributeValues: { ':run': before.run, ':status': before.status },
			})) === undefined,
	}
}

const itemSchema = z.object({
	texts: z.array(z.object({ caseId: caseIdSchema, fingerprint: z.string() })),
	revision: z.int(),
})

/** Creates the store of text fingerprints in the table of cases, one item per account of ours. */
export const createDynamoRecentTexts = (client: DocumentClient, table: string): RecentTexts => {
	const read = async (account: string): Promise<z.infer<typeof itemSchema>> => {
		const key = { id: `recent#${account}` }
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
		return Item === undefined ? { texts: [], revision: 0 } : itemSchema.parse(Item)
	}
	const add: RecentTexts['add'] = async (account, text) => {
		// A missing fingerprint must not fail an answer that is queued already.
		await tryOnConflict(async () => {
			const { texts, revision } = await read(account)
			const newest = [...texts, text].slice(-RECENT_TEXTS_KEPT)
			const written = await writeTransaction(client, [
				{
					Put: {
						TableName: table,
						Item: { id: `recent#${account}`, texts: newest, revision: revision + 1 },
						ConditionExpression: 'attribute_not_exists(id) OR revision = :revision',
						ExpressionAttributeValues: { ':revision': revision },
					},
				},
			])
			return written.result === 'written' || undefined
		})
	}
	return { list: async (account) => (await read(account)).texts, add }
}

/** Creates all stores of the tables of cases. */
export const createDynamoCaseTables = (
	client: DocumentClient,
	tables: Readonly<Record<'facts' | 'cases' | 'content' | 'queue', string>>,
	runtime: { readonly clock: Clock },
) => {
	const { cases, content, queue } = tables
	const store = createDynamoCaseStore(client, { ...tables, readsContent: true })
	return {
		store,
		contacts: createDynamoContactStore(client, cases),
		content: createDynamoContentStore(client, content),
		list: createDynamoCaseList(client, cases, store.load),
		queue: createDynamoQueueStore(client, queue),
		asides: createDynamoAsideList(client, content),
		idempotency: createDynamoIdempotencyStore(client, cases, runtime),
		recentTexts: createDynamoRecentTexts(client, cases),
	}
}
