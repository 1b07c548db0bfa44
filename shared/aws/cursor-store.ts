import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import type { CopyMark } from '#shared/messages/confirmed-copies.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { RereadStore } from '#shared/upkeep/reread-store.ts'
import { NOTHING_READ, type ScanStore } from '#shared/upkeep/scan-store.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'

const cursorSchema = z.object({ position: z.int().nonnegative() })
const CURSOR = 'dispatch#'
const cursorItemSchema = cursorSchema.extend({
	id: z
		.string()
		.startsWith(CURSOR)
		.transform((id) => id.slice(CURSOR.length))
		.pipe(caseIdSchema),
})

/** Creates the store of dispatch's cursors in DynamoDB, read consistently. */
export const createDynamoCursorStore = (client: DocumentClient, table: string): CursorStore => ({
	position: async (caseId) => {
		const { Item } = await client.send(
			new GetCommand({ TableName: table, Key: { id: `${CURSOR}${caseId}` }, ConsistentRead: true }),
		)
		return Item === undefined ? 0 : cursorSchema.parse(Item).position
	},
	positions: async (caseIds) => {
		const items = await batchGet(
			client,
			table,
			caseIds.map((id) => `${CURSOR}${id}`),
		)
		return new Map(items.map((item) => cursorItemSchema.parse(item)).map(({ id, position }) => [id, position]))
	},
	advance: async (caseId, position) => {
		try {
			await client.send(
				new PutCommand({
					TableName: table,
					Item: { id: `${CURSOR}${caseId}`, position },
					ConditionExpression: 'attribute_not_exists(id) OR #position < :position',
					ExpressionAttributeNames: { '#position': 'position' },
					ExpressionAttributeValues: { ':position': position },
				}),
			)
		} catch (error) {
			// Another reader of the same facts got further: its cursor stays.
			if (!(error instanceof ConditionalCheckFailedException)) throw error
		}
	},
})

const placeSchema = z.object({ cursor: z.string().optional() })
const unreadableSchema = z.object({ cases: z.array(caseIdSchema) })
const UNREADABLE = 'sweep#unreadable'
const demandedSchema = z.object({ id: caseIdSchema, version: z.int(), key: z.string() })
const demandsReadSchema = z.object({ readTo: z.string(), lagging: z.array(demandedSchema) })
const DEMANDS_READ = 'sweep#demands'

/** Creates the store of the sweep's scans, in the table of cursors. */
export const createDynamoScanStore = (client: DocumentClient, table: string): ScanStore => {
	const get = async (id: string): Promise<Record<string, unknown> | undefined> =>
		(await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))).Item
	const put = async (item: Record<string, unknown>): Promise<void> => {
		await client.send(new PutCommand({ TableName: table, Item: item }))
	}
	return {
		cursor: async (scan) => {
			const item = await get(`sweep#${scan}`)
			return item === undefined ? undefined : placeSchema.parse(item).cursor
		},
		moveCursor: (scan, cursor) => put({ id: `sweep#${scan}`, cursor }),
		unreadable: async () => {
			const item = await get(UNREADABLE)
			return item === undefined ? [] : unreadableSchema.parse(item).cases
		},
		keepUnreadable: (cases) => put({ id: UNREADABLE, cases }),
		demandsRead: async () => {
			const item = await get(DEMANDS_READ)
			return item === undefined ? NOTHING_READ : demandsReadSchema.parse(item)
		},
		keepDemandsRead: ({ readTo, lagging }) => put({ id: DEMANDS_READ, readTo, lagging }),
	}
}

const PREFIX = 'reread#'
const PLACE = 'reread'
const WATCH = 'reread-watch'
const SPENT = 'reread-spent'
/** Items written concurrently. */
const WRITES = 10

const markSchema = z.object({
	id: z
		.string()
		.startsWith(PREFIX)
		.transform((id) => id.slice(PREFIX.length))
		.pipe(caseIdSchema),
	visitedAt: instantSchema.optional(),
	lookedAt: instantSchema.optional(),
	askedAt: instantSchema.optional(),
	watchedSince: instantSchema.optional(),
})
const watchSchema = z.object({ verifiedAt: instantSchema, soundSince: instantSchema })

/** Returns the update that sets what is given of a mark, and takes away what is undefined. */
const updateOf = (change: CopyMark) => {
	const entries = Object.entries(change)
	const set = entries.filter(([, value]) => value !== undefined)
	const gone = entries.filter(([, value]) => value === undefined)
	const parts = [
		set.length === 0 ? '' : `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
		gone.length === 0 ? '' : `REMOVE ${gone.map(([name]) => `#${name}`).join(', ')}`,
	]
	return {
		UpdateExpression: parts.join(' ').trim(),
		ExpressionAttributeNames: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
		ExpressionAttributeValues:
			set.length === 0 ? undefined : Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
	}
}

/** Tries a conditional update; returns whether its condition held. */
const tryUpdate = async (client: DocumentClient, update: UpdateCommandInput): Promise<boolean> => {
	try {
		await client.send(new UpdateCommand(update))
		return true
	} catch (error) {
		if (error instanceof ConditionalCheckFailedException) return false
		throw error
	}
}

/**
 * Creates the store of rereads, in the table of cursors: an item per case, and one each for the position of the run, the
 * state of the subscriptions and what today has cost.
 */
export const createDynamoRereadStore = (client: DocumentClient, table: string): RereadStore => {
	const put = (item: Record<string, unknown>) => client.send(new PutCommand({ TableName: table, Item: item }))
	const get = async (id: string) =>
		(await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))).Item
	const markOne = (id: string, change: CopyMark) =>
		client.send(new UpdateCommand({ TableName: table, Key: { id: `${PREFIX}${id}` }, ...updateOf(change) }))
	return {
		marks: async (cases) => {
			const items = await batchGet(
				client,
				table,
				cases.map((id) => `${PREFIX}${id}`),
			)
			return new Map(items.map((item) => markSchema.parse(item)).map(({ id, ...mark }) => [id, mark]))
		},
		mark: async (cases, change) => {
			for (let from = 0; from < cases.length; from += WRITES)
				await Promise.all(cases.slice(from, from + WRITES).map((id) => markOne(id, change)))
		},
		cursor: async () => {
			const item = await get(PLACE)
			return item === undefined ? undefined : placeSchema.parse(item).cursor
		},
		moveCursor: async (cursor) => {
			await put({ id: PLACE, cursor })
		},
		watch: async () => {
			const item = await get(WATCH)
			return item === undefined ? undefined : watchSchema.parse(item)
		},
		keepWatch: async ({ verifiedAt, soundSince }) => {
			await put({ id: WATCH, verifiedAt, soundSince })
		},
		spend: async (day, milliUsd, most) => {
			if (milliUsd > most) return false
			const item = {
				TableName: table,
				Key: { id: SPENT },
				ExpressionAttributeNames: { '#day': 'day', '#spent': 'spent' },
			}
			const isAdded = await tryUpdate(client, {
				...item,
				UpdateExpression: 'SET #spent = #spent + :more',
				ConditionExpression: '#day = :day AND #spent <= :left',
				ExpressionAttributeValues: { ':more': milliUsd, ':day': day, ':left': most - milliUsd },
			})
			if (isAdded) return true
			// The first of its day.
			return tryUpdate(client, {
				...item,
				UpdateExpression: 'SET #day = :day, #spent = :more',
				ConditionExpression: 'attribute_not_exists(id) OR #day < :day',
				ExpressionAttributeValues: { ':more': milliUsd, ':day': day },
			})
		},
	}
}
