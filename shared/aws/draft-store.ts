import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { agentKeySchema, caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import {
	DRAFT_WAYS,
	type Draft,
	type DraftEraser,
	type DraftName,
	type DraftStore,
	type DraftText,
	firstLookAt,
	VERSIONS_KEPT,
	VERSIONS_KEPT_FOR,
} from '#shared/replies/draft.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

/** The one partition of what is to be looked at: few texts are ever left unsent. */
const LOOKS = 'drafts'

const draftSchema = z.object({
	text: z.string(),
	at: instantSchema,
	keptAt: instantSchema.optional(),
	kept: z.int(),
	revision: z.int(),
})
const versionSchema = z.object({ text: z.string(), at: instantSchema, ttl: z.int() })

const NAME = /^(?<way>[a-z]+)#(?<by>agent_[0-9a-z]+)$/
const nameSchema = z.object({ way: z.enum(DRAFT_WAYS), by: agentKeySchema })
const keyOf = ({ caseId, by, way }: DraftName) => ({ id: caseId, draft: `${way}#${by}` })
const nameIn = (item: unknown): DraftName => {
	const { id, draft } = z.object({ id: caseIdSchema, draft: z.string() }).parse(item)
	return { caseId: id, ...nameSchema.parse(NAME.exec(draft)?.groups) }
}

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)

/**
 * Creates the store of drafts: an item each, with a sparse index of those that hold a text, and beside it items of the texts
 * before, which take each other's places and which DynamoDB deletes after a day.
 */
const createDynamoDraftStore = (client: DocumentClient, table: string, clock: Clock): DraftStore => {
	const putVersion = async (draft: Draft, { text, at }: DraftText): Promise<void> => {
		const { id, draft: name } = keyOf(draft)
		const ttl = secondsOf(addMilliseconds(draft.at, VERSIONS_KEPT_FOR))
		const place = draft.kept % VERSIONS_KEPT
		await client.send(new PutCommand({ TableName: table, Item: { id, draft: `${name}#${place}`, text, at, ttl } }))
	}
	return {
		find: async (name) => {
			const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(name), ConsistentRead: true }))
			return Item === undefined ? undefined : { ...name, ...draftSchema.parse(Item) }
		},
		versions: async (name) => {
			const { id, draft } = keyOf(name)
			const items = await queryAll(client, {
				TableName: table,
				KeyConditionExpression: 'id = :id AND begins_with(draft, :name)',
				ExpressionAttributeValues: { ':id': id, ':name': `${draft}#` },
				ConsistentRead: true,
			})
			const now = secondsOf(clock.now())
			return items
				.map((item) => versionSchema.parse(item))
				.filter(({ ttl }) => ttl > now)
				.map(({ text, at }) => ({ text, at }))
				.sort((one, other) => (one.at < other.at ? 1 : -1))
		},
		put: async (draft, before) => {
			const { caseId, by: _, way: __, ...rest } = draft
			// The text before it first: a crash between leaves it twice, never nowhere.
			if (before !== undefined) await putVersion(draft, before)
			const shownIn = rest.text === '' ? undefined : caseId
			const Item = { ...keyOf(draft), ...rest, shownIn, look: LOOKS, lookAt: firstLookAt(rest.at) }
			try {
				await client.send(
					new PutCommand({
						TableName: table,
						Item,
						ConditionExpression: 'attribute_not_exists(id) OR revision = :before',
						ExpressionAttributeValues: { ':before': rest.revision - 1 },
					}),
				)
				return true
			} catch (error) {
				if (error instanceof ConditionalCheckFailedException) return false
				throw error
			}
		},
		marks: async (caseId) => {
			const items = await queryAll(client, {
				TableName: table,
				IndexName: 'shown',
				KeyConditionExpression: 'shownIn = :case',
				ExpressionAttributeValues: { ':case': caseId },
			})
			return items.map((item) => {
				const { by, way } = nameIn(item)
				return { by, way, at: z.object({ at: instantSchema }).parse(item).at }
			})
		},
	}
}

/** Creates the store of drafts and its eraser. */
export const createDynamoDrafts = (
	client: DocumentClient,
	table: string,
	clock: Clock,
): { readonly drafts: DraftStore; readonly draftEraser: DraftEraser } => ({
	drafts: createDynamoDraftStore(client, table, clock),
	draftEraser: createDynamoDraftEraser(client, table),
})

/** Creates the eraser of drafts. It asks for keys alone. */
export const createDynamoDraftEraser = (client: DocumentClient, table: string): DraftEraser => ({
	eraseOf: async (caseId) => {
		const items = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: 'id = :id',
			ExpressionAttributeValues: { ':id': caseId },
			ProjectionExpression: 'id, draft',
			ConsistentRead: true,
		})
		for (const item of items) {
			const { id, draft } = z.object({ id: z.string(), draft: z.string() }).parse(item)
			await client.send(new DeleteCommand({ TableName: table, Key: { id, draft } }))
		}
	},
	toLookAt: async (now, limit) => {
		const items = await queryAll(
			client,
			{
				TableName: table,
				IndexName: 'looks',
				KeyConditionExpression: 'look = :look AND lookAt <= :now',
				ExpressionAttributeValues: { ':look': LOOKS, ':now': now },
				Limit: limit,
			},
			limit,
		)
		return items.map(nameIn)
	},
	lookAgain: async (name, at) => {
		try {
			await client.send(
				new UpdateCommand({
					TableName: table,
					Key: keyOf(name),
					UpdateExpression: 'SET lookAt = :at',
					ConditionExpression: 'attribute_exists(id)',
					ExpressionAttributeValues: { ':at': at },
				}),
			)
		} catch (error) {
			if (!(error instanceof ConditionalCheckFailedException)) throw error
		}
	},
})
