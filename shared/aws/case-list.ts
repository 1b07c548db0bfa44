import { createHash } from 'node:crypto'
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import {
	AFTER_DANGERS,
	caseListShards,
	closingEntry,
	demandedVersionOf,
	demandShards,
	dueShards,
	listKey,
	MUTED_SHARD,
	PROPOSED_SHARD,
	promiseShards,
} from '#shared/cases/list-keys.ts'
import type { CaseFilter, CaseList, CasePage, CaseStore } from '#shared/cases/ports.ts'
import { type CaseRow, readableOf, unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'
import { outlineOf, readHead } from './head-item.ts'
import { queryAll } from './query-items.ts'

const idSchema = z.object({ id: caseIdSchema })

/**
 * Creates the reader of many cases: from their heads, consistently, or by `load` for a head of another schema. An
 * unreadable case becomes a row with what its head says beside the snapshot.
 */
const createRowReader = (client: DocumentClient, table: string, load: CaseStore['load']): CaseList['loadAll'] => {
	const rowOf = async (id: CaseId, item: unknown): Promise<readonly CaseRow[]> => {
		const state = readHead(item) ?? (await unlessUnreadable(load(id)))
		if (state === undefined) return []
		return [state === 'unreadable' ? outlineOf(id, item) : { kind: 'readable', state }]
	}
	return async (ids) => {
		const items = await batchGet(client, table, ids)
		const byId = new Map(items.map((item) => [idSchema.parse(item).id, item]))
		return (await Promise.all(ids.map((id) => rowOf(id, byId.get(id))))).flat()
	}
}

type Row = { readonly id: CaseId; readonly key: string }

const rowSchema = z.object({ id: caseIdSchema, listKey: z.string() })
const demandRowSchema = z.object({ id: caseIdSchema, demandKey: z.string() })
const promiseRowSchema = z.object({ id: caseIdSchema, promiseKey: z.string() })
const checkOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 8)

const encodeCursor = (key: string): string => Buffer.from(checkOf(key) + key).toString('base64url')

/** Reads a cursor that we gave, whatever the form of its key: a newer release may have written it in another. */
const decodeCursor = (cursor: string): string => {
	const text = Buffer.from(cursor, 'base64url').toString()
	const [check, key] = [text.slice(0, 8), text.slice(8)]
	if (key === '' || checkOf(key) !== check) throw new RefusedError('cursorInvalid', { field: 'cursor' })
	return key
}

type Range = { readonly condition: string; readonly values: Readonly<Record<string, string>> }

/** Returns which keys of a shard a page reads; undefined where there can be none. */
const rangeOf = ({ state, inDanger }: CaseFilter, after: string | undefined): Range | undefined => {
	if (inDanger === true) {
		if (state === 'closed' || (after !== undefined && after >= AFTER_DANGERS)) return undefined
		if (after === undefined) return { condition: ' AND listKey < :beyond', values: { ':beyond': AFTER_DANGERS } }
		// The first key that could come after this one: BETWEEN takes its ends along.
		const values = { ':after': `${after} `, ':beyond': AFTER_DANGERS }
		return { condition: ' AND listKey BETWEEN :after AND :beyond', values }
	}
	if (after === undefined) return { condition: '', values: {} }
	return { condition: ` AND listKey ${state === 'open' ? '>' : '<'} :after`, values: { ':after': after } }
}

/** Creates the look-up of cases by their numbers in the table of heads: one read each. */
export const createFindByNumber =
	(client: DocumentClient, table: string): CaseList['findByNumber'] =>
	async (number) => {
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id: `number#${number}` } }))
		return Item === undefined ? undefined : z.object({ caseId: caseIdSchema }).parse(Item).caseId
	}

/**
 * Creates the list of cases over the list and due indexes. Cases are read consistently from their heads, or by `load`
 * for a head of another schema, so that no case is missing after a change of schema and an unreadable one does not
 * affect others.
 */
export const createDynamoCaseList = (client: DocumentClient, table: string, load: CaseStore['load']): CaseList => {
	/** Returns up to `limit` rows of one shard after a key. */
	const rowsOf = async (
		filter: CaseFilter,
		shard: string,
		limit: number,
		after: string | undefined,
	): Promise<Row[]> => {
		const range = rangeOf(filter, after)
		if (range === undefined) return []
		const rows = await queryAll(
			client,
			{
				TableName: table,
				IndexName: 'list',
				KeyConditionExpression: `listShard = :shard${range.condition}`,
				Limit: limit,
				ExpressionAttributeValues: { ':shard': shard, ...range.values },
				ScanIndexForward: filter.state === 'open',
			},
			limit,
		)
		return rows.map((item) => {
			const row = rowSchema.parse(item)
			return { id: row.id, key: row.listKey }
		})
	}

	const loadAll = createRowReader(client, table, load)

	const page = async (filter: CaseFilter, limit: number, cursor?: string): Promise<CasePage> => {
		const after = cursor === undefined ? undefined : decodeCursor(cursor)
		const shards = await Promise.all(
			caseListShards(filter.state).map((shard) => rowsOf(filter, shard, limit + 1, after)),
		)
		const order = filter.state === 'open' ? 1 : -1
		const rows = shards.flat().sort((a, b) => (a.key < b.key ? -order : order))
		const shown = rows.slice(0, limit)
		const indexed = new Map(shown.map(({ id, key }) => [id, key]))
		const keyOf = (row: CaseRow): string =>
			row.kind === 'readable' ? listKey(row.state) : (indexed.get(row.id) ?? row.id)
		// Indexes lag: a case that has left this list is not shown in it.
		const isStillIn = (row: CaseRow): boolean => (row.kind === 'readable' ? row.state.state : row.list) === filter.state
		const found = (await loadAll(shown.map(({ id }) => id)))
			.filter(isStillIn)
			.sort((a, b) => (keyOf(a) < keyOf(b) ? -order : order))
		const last = shown.at(-1)
		return rows.length > limit && last !== undefined ? { rows: found, next: encodeCursor(last.key) } : { rows: found }
	}

	const due = async (now: string, limit: number): Promise<readonly CaseId[]> => {
		const shards = await Promise.all(
			dueShards.map((shard) =>
				client.send(
					new QueryCommand({
						TableName: table,
						IndexName: 'due',
						KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
						ExpressionAttributeValues: { ':shard': shard, ':now': now },
						Limit: limit,
					}),
				),
			),
		)
		return shards.flatMap(({ Items }) => (Items ?? []).map((item) => z.object({ id: caseIdSchema }).parse(item).id))
	}

	const closings: CaseList['closings'] = async (list, since, limit) => {
		const found = await queryAll(
			client,
			{
				TableName: table,
				IndexName: 'closings',
				KeyConditionExpression: 'closingList = :list AND closingAt >= :since',
				ExpressionAttributeValues: { ':list': list, ':since': since },
				ScanIndexForward: false,
				Limit: limit,
			},
			limit,
		)
		const rows = await loadAll(found.map((item) => idSchema.parse(item).id))
		// Indexes lag: what has left the list is not shown in it.
		return readableOf(rows)
			.flatMap((state) => {
				const entry = closingEntry(state)
				return entry?.list === list ? [{ state, at: entry.at }] : []
			})
			.sort((a, b) => (a.at < b.at ? 1 : -1))
			.map(({ state }) => state)
	}

	/** Reads a sparse index that has one partition. */
	const inOrder = async (index: 'proposed' | 'muted', shard: string, limit: number): Promise<readonly CaseId[]> => {
		const { Items } = await client.send(
			new QueryCommand({
				TableName: table,
				IndexName: index,
				KeyConditionExpression: `${index}Shard = :shard`,
				ExpressionAttributeValues: { ':shard': shard },
				Limit: limit,
			}),
		)
		return (Items ?? []).map((item) => idSchema.parse(item).id)
	}
	const proposed = (limit: number) => inOrder('proposed', PROPOSED_SHARD, limit)
	const muted = (limit: number) => inOrder('muted', MUTED_SHARD, limit)

	const awaiting = async (owner: string, before: string, limit: number): Promise<readonly CaseId[]> => {
		const { Items } = await client.send(
			new QueryCommand({
				TableName: table,
				IndexName: 'awaited',
				KeyConditionExpression: '#owner = :owner AND awaitsOwnerSince <= :before',
				ExpressionAttributeNames: { '#owner': 'owner' },
				ExpressionAttributeValues: { ':owner': owner, ':before': before },
				Limit: limit,
			}),
		)
		return (Items ?? []).map((item) => idSchema.parse(item).id)
	}

	const demanded: CaseList['demanded'] = async (after, before, limit) => {
		// DynamoDB refuses bounds that are out of order.
		if (after >= before) return { rows: [], readTo: after }
		const shards = await Promise.all(
			demandShards.map((shard) =>
				client.send(
					new QueryCommand({
						TableName: table,
						IndexName: 'demands',
						KeyConditionExpression: 'demandShard = :shard AND demandKey BETWEEN :after AND :before',
						ExpressionAttributeValues: { ':shard': shard, ':after': `${after} `, ':before': before },
						Limit: limit,
					}),
				),
			),
		)
		// A shard that has more was read up to its last row, and all of them no further than that.
		const ends = shards.flatMap(({ LastEvaluatedKey }) =>
			LastEvaluatedKey === undefined ? [] : [demandRowSchema.parse(LastEvaluatedKey).demandKey],
		)
		const readTo = ends.sort()[0] ?? before
		const rows = shards
			.flatMap(({ Items }) => (Items ?? []).map((item) => demandRowSchema.parse(item)))
			.filter(({ demandKey }) => demandKey <= readTo)
			.sort((a, b) => (a.demandKey < b.demandKey ? -1 : 1))
		return { rows: rows.map(({ id, demandKey: key }) => ({ id, version: demandedVersionOf(key), key })), readTo }
	}

	const promised = async (limit: number, cursor?: string): Promise<CasePage> => {
		const after = cursor === undefined ? undefined : decodeCursor(cursor)
		const shards = await Promise.all(
			promiseShards.map((shard) =>
				client.send(
					new QueryCommand({
						TableName: table,
						IndexName: 'promises',
						KeyConditionExpression: `promiseShard = :shard${after === undefined ? '' : ' AND promiseKey > :after'}`,
						ExpressionAttributeValues: { ':shard': shard, ':after': after },
						Limit: limit + 1,
					}),
				),
			),
		)
		const rows = shards
			.flatMap(({ Items }) => (Items ?? []).map((item) => promiseRowSchema.parse(item)))
			.sort((a, b) => (a.promiseKey < b.promiseKey ? -1 : 1))
		const shown = rows.slice(0, limit)
		const last = shown.at(-1)
		const found = await loadAll(shown.map(({ id }) => id))
		return rows.length > limit && last !== undefined
			? { rows: found, next: encodeCursor(last.promiseKey) }
			: { rows: found }
	}

	return {
		page,
		findByNumber: createFindByNumber(client, table),
		loadAll,
		due,
		closings,
		proposed,
		muted,
		awaiting,
		demanded,
		promised,
	}
}
