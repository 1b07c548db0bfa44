import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type CommandRecord, type IdempotencyStore, REPEATS_KNOWN_FOR } from '#shared/cases/idempotency-store.ts'
import { caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import type { DocumentClient } from './clients.ts'

const recordSchema = z.object({
	caseId: caseIdSchema,
	bodyHash: z.string(),
	run: z.string(),
	at: instantSchema,
	status: z.enum(['running', 'free', 'done']),
	version: z.int().optional(),
})

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)

/** The old item of a failed condition comes in the wire's form. */
const attributeSchema = z.object({ S: z.string().optional(), N: z.string().optional() })
const readOld = (item: unknown): CommandRecord | undefined => {
	const attributes = z.record(z.string(), attributeSchema).safeParse(item)
	if (!attributes.success) return undefined
	const plain = Object.entries(attributes.data).map(([name, { S, N }]) => [name, N === undefined ? S : Number(N)])
	const { version, ...record } = recordSchema.parse(Object.fromEntries(plain))
	return version === undefined ? record : { ...record, version }
}

type Condition = Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>

/** Commands begun, as `idem#…` in the table of cases; DynamoDB deletes them after a day. */
export const createDynamoIdempotencyStore = (
	client: DocumentClient,
	table: string,
	{ clock }: { readonly clock: Clock },
): IdempotencyStore => {
	/** Undefined once put, or what stood in the way. */
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
