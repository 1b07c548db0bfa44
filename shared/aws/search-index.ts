import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { BatchGetCommand, DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type CaseId, caseIdSchema, messageKeySchema } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, DAY, type Instant } from '#shared/kernel/clock.ts'
import {
	caseAt,
	type IndexPlace,
	type ListName,
	parsePlace,
	type SearchIndex,
	type SearchReader,
	shardOf,
	type TokenList,
} from '#shared/search/search-index.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'
import { hmacKeyIn } from './secrets.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'

/** BatchGetItem takes 100 keys at once. */
const KEYS_PER_CALL = 100
/** Items written at once where their number grows with the case. */
const WRITES_AT_ONCE = 25

type Key = { readonly id: string; readonly entry: string }

const entryKey = (token: string, place: IndexPlace): Key => ({ id: `${token}#${shardOf(caseAt(place))}`, entry: place })
const listKeyOf = ({ caseId, message }: ListName): Key => ({ id: caseId, entry: message })

const placeSchema = z.string().transform((text, context) => {
	const place = parsePlace(text)
	if (place === undefined) context.addIssue('not a place')
	return place ?? z.NEVER
})
const listSchema = z
	.object({
		id: caseIdSchema,
		entry: messageKeySchema,
		place: placeSchema,
		tokens: z.array(z.string()),
		revision: z.int(),
	})
	.transform(({ id: caseId, entry: message, ...rest }): TokenList => ({ caseId, message, ...rest }))
const entrySchema = z.object({ id: z.string(), entry: placeSchema, uses: z.int(), ttl: z.int().optional() })

const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1_000)

/** Reads the items of these keys that exist, with as many calls as needed. */
const getAll = async (client: DocumentClient, table: string, keys: readonly Key[], ConsistentRead: boolean) => {
	const found: unknown[] = []
	let pending: Record<string, unknown>[] = [...keys]
	while (pending.length > 0) {
		const Keys = pending.slice(0, KEYS_PER_CALL)
		const answer = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead } } }))
		found.push(...(answer.Responses?.[table] ?? []))
		pending = [...(answer.UnprocessedKeys?.[table]?.Keys ?? []), ...pending.slice(KEYS_PER_CALL)]
	}
	return found
}

/** Sets or takes away the time to live, beside another change of an item. */
const lifeUntil = (at: Instant | undefined) =>
	at === undefined
		? { clause: 'REMOVE #ttl', values: undefined }
		: { clause: 'SET #ttl = :ttl', values: { ':ttl': secondsOf(at) } }

/** A list outlives what it lists, which DynamoDB deletes within days: else what is left of it would be counted twice. */
const LISTS_LONGER = 14 * DAY
const listUntil = (at: Instant | undefined): Instant | undefined =>
	at === undefined ? undefined : addMilliseconds(at, LISTS_LONGER)

const inTurns = async (keys: readonly Key[], write: (key: Key) => Promise<unknown>): Promise<void> => {
	for (let from = 0; from < keys.length; from += WRITES_AT_ONCE)
		await Promise.all(keys.slice(from, from + WRITES_AT_ONCE).map(write))
}

/**
 * Creates the index of the search in DynamoDB. An item per token and case counts the messages that hold the token; an item per message
 * lists its tokens. Both change in one transaction, which asks the content whether it still is what they were made of.
 */
export const createDynamoSearchIndex = (
	client: DocumentClient,
	{ search: table, content }: { readonly search: string; readonly content: string },
): SearchIndex => {
	const readLists = async (names: readonly ListName[]): Promise<readonly TokenList[]> =>
		(await getAll(client, table, names.map(listKeyOf), true)).map((item) => listSchema.parse(item))

	const listsOf: SearchIndex['listsOf'] = async (caseId) => {
		const items = await queryAll(client, {
			TableName: table,
			KeyConditionExpression: 'id = :id',
			ExpressionAttributeValues: { ':id': caseId },
			ConsistentRead: true,
		})
		return items.map((item) => listSchema.parse(item))
	}

	const added = (token: string, place: IndexPlace, expiresAt: Instant | undefined): TransactionItems[number] => {
		const { clause, values } = lifeUntil(expiresAt)
		return {
			Update: {
				TableName: table,
				Key: entryKey(token, place),
				UpdateExpression: `ADD uses :one ${clause}`,
				ExpressionAttributeNames: { '#ttl': 'ttl' },
				ExpressionAttributeValues: { ':one': 1, ...values },
			},
		}
	}

	/** Returns the writes that take one use of each token away, under the counts as they are now. */
	const takenAway = async (tokens: readonly string[], place: IndexPlace): Promise<TransactionItems> => {
		const items = await getAll(
			client,
			table,
			tokens.map((token) => entryKey(token, place)),
			true,
		)
		return items.map((item) => {
			const { id, entry, uses } = entrySchema.parse(item)
			const change = {
				TableName: table,
				Key: { id, entry },
				ConditionExpression: 'uses = :uses',
				ExpressionAttributeValues: { ':uses': uses },
			}
			if (uses <= 1) return { Delete: change }
			const values = { ':uses': uses, ':one': -1 }
			return { Update: { ...change, UpdateExpression: 'ADD uses :one', ExpressionAttributeValues: values } }
		})
	}

	const isWritten = async (items: TransactionItems): Promise<boolean> =>
		(await writeTransaction(client, items)).result === 'written'

	const asBefore = (before: TokenList | undefined) =>
		before === undefined
			? { ConditionExpression: 'attribute_not_exists(id)' }
			: {
					ConditionExpression: 'revision = :before',
					ExpressionAttributeValues: { ':before': before.revision },
				}

	const replace: SearchIndex['replace'] = async (before, after, expiresAt) => {
		const { place, tokens, revision, message } = after
		const until = listUntil(expiresAt)
		const gone = (before?.tokens ?? []).filter((token) => !tokens.includes(token))
		const come = tokens.filter((token) => before?.tokens.includes(token) !== true)
		return isWritten([
			{
				ConditionCheck: {
					TableName: content,
					Key: { id: message },
					ConditionExpression: 'revision = :revision AND kind = :message',
					ExpressionAttributeValues: { ':revision': revision, ':message': 'message' },
				},
			},
			{
				Put: {
					TableName: table,
					Item: {
						...listKeyOf(after),
						place,
						tokens,
						revision,
						ttl: until === undefined ? undefined : secondsOf(until),
					},
					...asBefore(before),
				},
			},
			...(await takenAway(gone, place)),
			...come.map((token) => added(token, place, expiresAt)),
		])
	}

	const remove: SearchIndex['remove'] = async (list) =>
		isWritten([
			{ Delete: { TableName: table, Key: listKeyOf(list), ...asBefore(list) } },
			...(await takenAway(list.tokens, list.place)),
		])

	/** Names every item that leads to a case. */
	const itemsOf = async (caseId: CaseId) => {
		const lists = await listsOf(caseId)
		const entries = lists.flatMap(({ tokens, place }) => tokens.map((token) => entryKey(token, place)))
		const distinct = new Map(entries.map((key) => [key.id, key]))
		return { lists: lists.map(listKeyOf), entries: [...distinct.values()] }
	}

	/** The lists go last: until then a repetition knows what is left. */
	const removeCase: SearchIndex['removeCase'] = async (caseId) => {
		const { lists, entries } = await itemsOf(caseId)
		const drop = (key: Key) => client.send(new DeleteCommand({ TableName: table, Key: key }))
		await inTurns(entries, drop)
		await inTurns(lists, drop)
	}

	const expire: SearchIndex['expire'] = async (caseId, at) => {
		const { lists, entries } = await itemsOf(caseId)
		const live = (until: Instant | undefined) => async (key: Key) => {
			const { clause, values } = lifeUntil(until)
			try {
				await client.send(
					new UpdateCommand({
						TableName: table,
						Key: key,
						UpdateExpression: clause,
						ConditionExpression: 'attribute_exists(id)',
						ExpressionAttributeNames: { '#ttl': 'ttl' },
						ExpressionAttributeValues: values,
					}),
				)
			} catch (error) {
				// What was taken away meanwhile stays away.
				if (!(error instanceof ConditionalCheckFailedException)) throw error
			}
		}
		await inTurns(entries, live(at))
		await inTurns(lists, live(listUntil(at)))
	}

	return { lists: readLists, listsOf, replace, remove, removeCase, expire }
}

/** Creates the reader of the index: it cannot tell what a token was, nor whose words they were. */
export const createDynamoSearchReader = (client: DocumentClient, table: string, clock: Clock): SearchReader => {
	const isKept = ({ ttl }: { readonly ttl?: number | undefined }): boolean =>
		ttl === undefined || ttl > secondsOf(clock.now())
	return {
		places: async (token, shard, limit, before) => {
			const { Items = [], LastEvaluatedKey } = await client.send(
				new QueryCommand({
					TableName: table,
					KeyConditionExpression: `id = :id${before === undefined ? '' : ' AND entry < :before'}`,
					ExpressionAttributeValues: { ':id': `${token}#${shard}`, ':before': before },
					ScanIndexForward: false,
					Limit: limit,
				}),
			)
			const entries = Items.map((item) => entrySchema.parse(item))
			const until = LastEvaluatedKey === undefined ? undefined : entries.at(-1)?.entry
			return { places: entries.filter(isKept).map(({ entry }) => entry), until }
		},
		held: async (pairs) => {
			const keys = pairs.map(({ token, place }) => entryKey(token, place))
			const entries = (await getAll(client, table, keys, false)).map((item) => entrySchema.parse(item)).filter(isKept)
			const there = new Set(entries.map(({ id, entry }) => `${id} ${entry}`))
			return pairs.filter(({ token, place }) => there.has(`${entryKey(token, place).id} ${place}`))
		},
	}
}

/** Creates what a search needs: the reader, and the key of the stage. */
export const createDynamoSearch = (
	client: DocumentClient,
	env: { readonly SEARCH_TABLE: string; readonly SEARCH_SECRET_ARN: string },
	clock: Clock,
) => ({
	search: createDynamoSearchReader(client, env.SEARCH_TABLE, clock),
	searchKey: hmacKeyIn(env.SEARCH_SECRET_ARN),
})
