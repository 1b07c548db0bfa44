import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, QueryCommand, type QueryCommandOutput, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { type Clock, DAY, plus } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { envelopeReceivedAt, parkedEnvelope } from '#shared/ledger/envelope.ts'
import type { ParkedBody, ParkedEvent, ParkedStore } from '#shared/ledger/ports.ts'
import type { DocumentClient } from './clients.ts'
import type { RawBodies } from './raw-bodies.ts'

/** design.md: parked at most 30 days. */
const DAYS_KEPT = 30

const entrySchema = z.object({
	id: z.string(),
	door: z.enum(['x', 'meta']),
	reason: z.string(),
	envelope: z.string(),
	index: z.int(),
	parkedAt: z.iso.datetime(),
	retriedAt: z.iso.datetime().optional(),
})

const bodySchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('event'), event: z.unknown() }),
	z.object({ kind: z.literal('body'), bytes: z.string() }),
])

const bucketOfDay = (instant: string): string => `parked#${instant.slice(0, 10)}`
const bodyKey = (id: string): string => `parked/${id}`
const keyOf = (id: string): { bucket: string; id: string } | undefined => {
	const envelope = parkedEnvelope(id)?.envelope
	return envelope === undefined ? undefined : { bucket: bucketOfDay(envelopeReceivedAt(envelope)), id }
}

/** A place in the list: day and key of the last entry shown. */
const cursorSchema = z.tuple([z.iso.date(), z.string().max(64)])
const decodeCursor = (cursor: string): [string, string] => {
	try {
		return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
	} catch (cause) {
		throw new RefusedError('cursorInvalid', { field: 'cursor', cause })
	}
}
const encodeCursor = (day: string, id: string): string => Buffer.from(JSON.stringify([day, id])).toString('base64url')

/** Parked events: entries in the ledger's table by day, bodies in the bucket, which only the worker may read. */
export const createDynamoParkedStore = (
	client: DocumentClient,
	table: string,
	clock: Clock,
	bodies?: RawBodies,
): ParkedStore => {
	const pageOf = async (day: string, limit: number, after?: string): Promise<ParkedEvent[]> => {
		const bucket = bucketOfDay(day)
		const found: ParkedEvent[] = []
		let start: Record<string, unknown> | undefined = after === undefined ? undefined : { bucket, id: after }
		// A page is cut before the filter: one full of handled events does not mean that the day holds no more.
		do {
			const page: QueryCommandOutput = await client.send(
				new QueryCommand({
					TableName: table,
					KeyConditionExpression: '#bucket = :bucket',
					FilterExpression: 'attribute_not_exists(handledAt)',
					ExpressionAttributeNames: { '#bucket': 'bucket' },
					ExpressionAttributeValues: { ':bucket': bucket },
					ScanIndexForward: false,
					ExclusiveStartKey: start,
				}),
			)
			found.push(...(page.Items ?? []).map((item) => entrySchema.parse(item)))
			start = page.LastEvaluatedKey
		} while (start !== undefined && found.length < limit)
		return found.slice(0, limit)
	}

	return {
		park: async (event, body) => {
			const key = keyOf(event.id)
			if (key === undefined || bodies === undefined) throw new Error('Parking needs an envelope and the bucket')
			await bodies.put(bodyKey(event.id), Buffer.from(JSON.stringify(body)))
			try {
				await client.send(
					new PutCommand({
						TableName: table,
						Item: { ...event, ...key },
						ConditionExpression: 'attribute_not_exists(id)',
					}),
				)
			} catch (error) {
				if (!(error instanceof ConditionalCheckFailedException)) throw error
			}
		},
		find: async (id) => {
			const Key = keyOf(id)
			if (Key === undefined) return undefined
			const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))
			return Item === undefined || Item.handledAt !== undefined ? undefined : entrySchema.parse(Item)
		},
		body: async ({ id }): Promise<ParkedBody | undefined> => {
			const bytes = await bodies?.get(bodyKey(id))
			return bytes === undefined ? undefined : bodySchema.parse(JSON.parse(Buffer.from(bytes).toString()))
		},
		list: async (limit, cursor) => {
			const start = cursor === undefined ? undefined : decodeCursor(cursor)
			const today = clock.now()
			const items: ParkedEvent[] = []
			for (let back = 0; back <= DAYS_KEPT && items.length <= limit; back += 1) {
				const day = plus(today, -back * DAY).slice(0, 10)
				if (start !== undefined && day > start[0]) continue
				items.push(...(await pageOf(day, limit + 1 - items.length, day === start?.[0] ? start[1] : undefined)))
			}
			const shown = items.slice(0, limit)
			const last = shown.at(-1)
			if (items.length <= limit || last === undefined) return { items: shown }
			return { items: shown, next: encodeCursor(envelopeReceivedAt(last.envelope).slice(0, 10), last.id) }
		},
		retried: async (id, at, stillParkedFor) => {
			const Key = keyOf(id)
			if (Key === undefined) return
			const change =
				stillParkedFor === undefined
					? { UpdateExpression: 'SET retriedAt = :at, handledAt = :at', ExpressionAttributeValues: { ':at': at } }
					: {
							UpdateExpression: 'SET retriedAt = :at, reason = :reason',
							ExpressionAttributeValues: { ':at': at, ':reason': stillParkedFor },
						}
			// What a parallel retry has handled stays handled, and what is not there is not made.
			const ConditionExpression = 'attribute_exists(id) AND attribute_not_exists(handledAt)'
			try {
				await client.send(new UpdateCommand({ TableName: table, Key, ConditionExpression, ...change }))
			} catch (error) {
				if (!(error instanceof ConditionalCheckFailedException)) throw error
			}
		},
	}
}
