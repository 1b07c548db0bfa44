import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, type QueryCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { agentKeySchema, caseIdSchema } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import { envelopeReceivedAt, parkedEnvelope } from '#shared/ledger/envelope.ts'
import {
	DISMISSALS,
	type ParkedBody,
	type ParkedEvent,
	type ParkedFilter,
	type ParkedStore,
	PERSON_ERASED,
} from '#shared/ledger/ports.ts'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

const entrySchema = onFirstUse(() =>
	z.object({
		id: z.templateLiteral(['park_', z.string()]),
		source: z.enum(['x', 'meta', 'mail']),
		// A newer version may have written it before a rollback: it must stay visible.
		reason: z.enum(PARKED_REASONS).catch('otherVersion'),
		envelope: z.string(),
		index: z.int(),
		parkedAt: z.iso.datetime(),
		caseId: caseIdSchema.optional(),
		retriedAt: z.iso.datetime().optional(),
		renewedAt: z.iso.datetime().optional(),
		dismissedAt: z.iso.datetime().optional(),
		dismissedBy: agentKeySchema.optional(),
		dismissal: z.enum([...DISMISSALS, PERSON_ERASED]).optional(),
	}),
)

const bodySchema = onFirstUse(() =>
	z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('event'), event: z.unknown() }),
		z.object({ kind: z.literal('body'), bytes: z.string() }),
	]),
)

/** The bucket of days: an item per day with parked events, so that none is forgotten however old it is. */
const DAYS_BUCKET = 'parked'
const daySchema = z.object({ id: z.iso.date(), parkedAt: z.string(), closedAt: z.string().optional() })
type Day = z.infer<typeof daySchema>

const dayOf = (instant: string): string => instant.slice(0, 10)
const bucketOfDay = (instant: string): string => `parked#${dayOf(instant)}`
const bodyKey = (id: string): string => `parked/${id}`
const keyOf = (id: string): { bucket: string; id: string } | undefined => {
	const envelope = parkedEnvelope(id)?.envelope
	return envelope === undefined ? undefined : { bucket: bucketOfDay(envelopeReceivedAt(envelope)), id }
}

/** A cursor: day and key of the last entry shown. */
const cursorSchema = z.tuple([z.iso.date(), z.string().max(64)])
const decodeCursor = (cursor: string): [string, string] => {
	try {
		return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
	} catch (cause) {
		throw new RefusedError('cursorInvalid', { field: 'cursor', cause })
	}
}
const encodeCursor = (day: string, id: string): string => Buffer.from(JSON.stringify([day, id])).toString('base64url')

type Item = Record<string, unknown>

const unlessFailed = async (write: Promise<unknown>): Promise<void> => {
	try {
		await write
	} catch (error) {
		if (!(error instanceof ConditionalCheckFailedException)) throw error
	}
}

type State = 'waiting' | 'dismissed'

const FILTERS: Readonly<Record<State, string>> = {
	waiting: 'attribute_not_exists(handledAt) AND attribute_not_exists(dismissedAt)',
	dismissed: 'attribute_exists(dismissedAt)',
}
/** Matches waiting events only: handled ones stay handled, missing ones are not created. */
const IS_WAITING = `attribute_exists(id) AND ${FILTERS.waiting}`

/**
 * Creates the store of parked events: entries in the ledger's table by day, bodies in the bucket, which only the worker
 * may read.
 */
export const createDynamoParkedStore = (client: DocumentClient, table: string, bodies?: RawBodies): ParkedStore => {
	// DynamoDB cuts a page before it filters: a page of handled events only may not be the last.
	const query = (input: Omit<QueryCommandInput, 'TableName'>, enough: number): Promise<readonly Item[]> =>
		queryAll(client, { ...input, TableName: table, ScanIndexForward: false }, enough)

	/** Returns the days with parked events up to one, the newest first. */
	const daysUntil = async (last: string, isClosedToo: boolean): Promise<Day[]> => {
		const found = await query(
			{
				KeyConditionExpression: '#bucket = :bucket AND id <= :last',
				FilterExpression: isClosedToo ? undefined : 'attribute_not_exists(closedAt)',
				ExpressionAttributeNames: { '#bucket': 'bucket' },
				ExpressionAttributeValues: { ':bucket': DAYS_BUCKET, ':last': last },
			},
			Number.POSITIVE_INFINITY,
		)
		return found.map((item) => daySchema.parse(item))
	}

	const pageOf = async (
		day: string,
		limit: number,
		{ state = 'waiting', reason, after }: ParkedFilter & { readonly after?: string | undefined } = {},
	): Promise<ParkedEvent[]> => {
		const bucket = bucketOfDay(day)
		const found = await query(
			{
				KeyConditionExpression: '#bucket = :bucket',
				FilterExpression: `${FILTERS[state]}${reason === undefined ? '' : ' AND reason = :reason'}`,
				ExpressionAttributeNames: { '#bucket': 'bucket' },
				ExpressionAttributeValues: { ':bucket': bucket, ':reason': reason },
				ExclusiveStartKey: after === undefined ? undefined : { bucket, id: after },
			},
			limit,
		)
		return found.map((item) => entrySchema().parse(item))
	}

	const change = async (id: string, expression: string, values: Item): Promise<void> => {
		const Key = keyOf(id)
		if (Key === undefined) return
		await unlessFailed(
			client.send(
				new UpdateCommand({
					TableName: table,
					Key,
					UpdateExpression: expression,
					ConditionExpression: IS_WAITING,
					ExpressionAttributeValues: values,
				}),
			),
		)
	}

	const putBody = async (id: string, body: ParkedBody): Promise<void> => {
		if (bodies === undefined) throw new Error('Parking needs the bucket')
		await bodies.put(bodyKey(id), Buffer.from(JSON.stringify(body)))
	}

	/** Closes a day, unless something was parked since it was read. */
	const closeIfEmpty = async (day: Day, at: Instant): Promise<void> => {
		if ((await pageOf(day.id, 1)).length > 0) return
		await unlessFailed(
			client.send(
				new UpdateCommand({
					TableName: table,
					Key: { bucket: DAYS_BUCKET, id: day.id },
					UpdateExpression: 'SET closedAt = :at',
					ConditionExpression: 'parkedAt = :seen',
					ExpressionAttributeValues: { ':at': at, ':seen': day.parkedAt },
				}),
			),
		)
	}

	return {
		park: async (event, body) => {
			const key = keyOf(event.id)
			if (key === undefined) throw new Error('Parking needs an envelope')
			// A redelivery must not restore what was erased with its author.
			const known = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))
			if (known.Item?.dismissal === PERSON_ERASED) return
			await putBody(event.id, body)
			const entry = { ...event, ...key }
			const put = { TableName: table, Item: entry, ConditionExpression: 'attribute_not_exists(id)' }
			await unlessFailed(client.send(new PutCommand(put)))
			// Written after the entry, so that a day closed meanwhile opens again.
			const day = { bucket: DAYS_BUCKET, id: dayOf(envelopeReceivedAt(event.envelope)), parkedAt: event.parkedAt }
			await client.send(new PutCommand({ TableName: table, Item: day }))
		},
		find: async (id) => {
			const Key = keyOf(id)
			if (Key === undefined) return undefined
			const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))
			const isWaiting = Item !== undefined && Item.handledAt === undefined && Item.dismissedAt === undefined
			return isWaiting ? entrySchema().parse(Item) : undefined
		},
		body: async ({ id }): Promise<ParkedBody | undefined> => {
			const bytes = await bodies?.get(bodyKey(id))
			return bytes === undefined ? undefined : bodySchema().parse(JSON.parse(Buffer.from(bytes).toString()))
		},
		list: async (limit, cursor, filter = {}) => {
			const start = cursor === undefined ? undefined : decodeCursor(cursor)
			const items: ParkedEvent[] = []
			for (const { id: day } of await daysUntil(start?.[0] ?? '9999', filter.state === 'dismissed')) {
				const after = day === start?.[0] ? start[1] : undefined
				items.push(...(await pageOf(day, limit + 1 - items.length, { ...filter, after })))
				if (items.length > limit) break
			}
			const shown = items.slice(0, limit)
			const last = shown.at(-1)
			if (items.length <= limit || last === undefined) return { items: shown }
			return { items: shown, next: encodeCursor(dayOf(envelopeReceivedAt(last.envelope)), last.id) }
		},
		retried: (id, at, stillParkedFor) =>
			stillParkedFor === undefined
				? change(id, 'SET retriedAt = :at, handledAt = :at', { ':at': at })
				: change(id, 'SET retriedAt = :at, reason = :reason', { ':at': at, ':reason': stillParkedFor }),
		dismiss: (id, by, dismissal, at) =>
			change(id, 'SET dismissedAt = :at, dismissedBy = :by, dismissal = :dismissal', {
				':at': at,
				':by': by,
				':dismissal': dismissal,
			}),
		erased: (id, at) =>
			change(id, 'SET dismissedAt = :at, dismissal = :dismissal', { ':at': at, ':dismissal': PERSON_ERASED }),
		renew: async ({ id }, at, body) => {
			await putBody(id, body)
			await change(id, 'SET renewedAt = :at', { ':at': at })
		},
		closeEmptyDays: async (before, at) => {
			for (const day of await daysUntil(dayOf(before), false)) await closeIfEmpty(day, at)
		},
	}
}
