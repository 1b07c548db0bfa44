import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import {
	type AsideList,
	type AsidePage,
	type AsideSpan,
	type AuthorAsides,
	authorKey,
	threadShards,
	unseenShards,
} from '#shared/messages/asides.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'

const rowSchema = z.object({ id: messageKeySchema, asideAt: z.string() })
type Row = z.infer<typeof rowSchema>
type Index = 'asides' | 'thread' | 'author'

const cursorSchema = z.string().regex(/^[0-9T:.Z-]{24}#msg_[0-9a-z]+$/)
const encodeCursor = (key: string): string => Buffer.from(key).toString('base64url')
const decodeCursor = (cursor: string): string => {
	const key = cursorSchema.safeParse(Buffer.from(cursor, 'base64url').toString())
	if (!key.success) throw new RefusedError('cursorInvalid', { field: 'cursor' })
	return key.data
}

const KEY_OF: Readonly<Record<Index, string>> = { asides: 'asideShard', thread: 'threadShard', author: 'asideAuthor' }

/**
 * Creates the list of asides over sparse indexes of the content table: unseen ones, those of a thread, those of an
 * author.
 */
export const createDynamoAsideList = (client: DocumentClient, table: string): AsideList & AuthorAsides => {
	const query = (index: Index, shard: string, after = ''): QueryCommandInput => ({
		TableName: table,
		IndexName: index,
		KeyConditionExpression: `${KEY_OF[index]} = :shard AND asideAt > :after`,
		ExpressionAttributeValues: { ':shard': shard, ':after': after === '' ? ' ' : after },
	})

	const page = async (index: Index, shards: readonly string[], limit: number, cursor?: string): Promise<AsidePage> => {
		const after = cursor === undefined ? '' : decodeCursor(cursor)
		const firstOf = (shard: string) => queryAll(client, { ...query(index, shard, after), Limit: limit + 1 }, limit + 1)
		const rows = (await Promise.all(shards.map(firstOf)))
			.flatMap((items) => items.map((item): Row => rowSchema.parse(item)))
			.sort((a, b) => (a.asideAt < b.asideAt ? -1 : 1))
		const shown = rows.slice(0, limit)
		const last = shown.at(-1)
		const ids = shown.map(({ id }) => id)
		return rows.length > limit && last !== undefined ? { ids, next: encodeCursor(last.asideAt) } : { ids }
	}

	const newest = async (thread: string, { from = ' ', before = '~' }: AsideSpan, limit: number) => {
		const newestIn = (shard: string) =>
			queryAll(
				client,
				{
					TableName: table,
					IndexName: 'thread',
					KeyConditionExpression: 'threadShard = :shard AND asideAt BETWEEN :from AND :before',
					ExpressionAttributeValues: { ':shard': shard, ':from': from, ':before': before },
					ScanIndexForward: false,
					Limit: limit,
				},
				limit,
			)
		return (await Promise.all(threadShards(thread).map(newestIn)))
			.flatMap((items) => items.map((item): Row => rowSchema.parse(item)))
			.sort((a, b) => (a.asideAt < b.asideAt ? -1 : 1))
			.slice(-limit)
			.map(({ id }) => id)
	}

	const countOf = async (index: Index, shard: string): Promise<{ count: number; oldestAt?: string | undefined }> => {
		const FilterExpression = index === 'thread' ? 'attribute_exists(asideShard)' : undefined
		const items = await queryAll(client, { ...query(index, shard), FilterExpression })
		const [first] = items
		return {
			count: items.length,
			oldestAt: first === undefined ? undefined : rowSchema.parse(first).asideAt.slice(0, 24),
		}
	}

	return {
		unseen: (limit, cursor) => page('asides', unseenShards, limit, cursor),
		ofThread: (thread, limit, cursor) => page('thread', threadShards(thread), limit, cursor),
		newestOfThread: newest,
		ofAuthor: (author, limit, cursor) => page('author', [authorKey(author)], limit, cursor),
		waiting: async (thread) => {
			const shards = thread === undefined ? unseenShards : threadShards(thread)
			const index = thread === undefined ? 'asides' : 'thread'
			const counts = await Promise.all(shards.map((shard) => countOf(index, shard)))
			const count = counts.reduce((sum, one) => sum + one.count, 0)
			const [oldestAt] = counts.flatMap((one) => (one.oldestAt === undefined ? [] : [one.oldestAt])).sort()
			return oldestAt === undefined ? { count } : { count, oldestAt }
		},
	}
}
