import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import {
	type AsideList,
	type AsidePage,
	type AuthorAsides,
	authorKey,
	threadShards,
	unseenShards,
} from '#shared/messages/asides.ts'
import type { DocumentClient } from './clients.ts'

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

/** The sparse indexes of the words' table: asides that nobody has looked at, those of each thread, those of each author. */
export const createDynamoAsideList = (client: DocumentClient, table: string): AsideList & AuthorAsides => {
	const query = (index: Index, shard: string, more: Record<string, unknown>, after = ''): Promise<QueryCommandOutput> =>
		client.send(
			new QueryCommand({
				TableName: table,
				IndexName: index,
				KeyConditionExpression: `${KEY_OF[index]} = :shard AND asideAt > :after`,
				ExpressionAttributeValues: { ':shard': shard, ':after': after === '' ? ' ' : after },
				...more,
			}),
		)

	const page = async (index: Index, shards: readonly string[], limit: number, cursor?: string): Promise<AsidePage> => {
		const after = cursor === undefined ? '' : decodeCursor(cursor)
		const pages = await Promise.all(shards.map((shard) => query(index, shard, { Limit: limit + 1 }, after)))
		const rows = pages
			.flatMap(({ Items }) => (Items ?? []).map((item): Row => rowSchema.parse(item)))
			.sort((a, b) => (a.asideAt < b.asideAt ? -1 : 1))
		const shown = rows.slice(0, limit)
		const last = shown.at(-1)
		const ids = shown.map(({ id }) => id)
		return rows.length > limit && last !== undefined ? { ids, next: encodeCursor(last.asideAt) } : { ids }
	}

	const countOf = async (index: Index, shard: string): Promise<{ count: number; oldestAt?: string | undefined }> => {
		let count = 0
		let oldestAt: string | undefined
		let start: Record<string, unknown> | undefined
		do {
			const answer = await query(index, shard, {
				...(index === 'thread' ? { FilterExpression: 'attribute_exists(asideShard)' } : {}),
				ExclusiveStartKey: start,
			})
			count += answer.Items?.length ?? 0
			const [first] = answer.Items ?? []
			oldestAt ??= first === undefined ? undefined : rowSchema.parse(first).asideAt.slice(0, 24)
			start = answer.LastEvaluatedKey
		} while (start !== undefined)
		return { count, oldestAt }
	}

	return {
		unseen: (limit, cursor) => page('asides', unseenShards, limit, cursor),
		ofThread: (thread, limit, cursor) => page('thread', threadShards(thread), limit, cursor),
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
