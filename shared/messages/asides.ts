import type { Content } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { ContactAddress } from '#shared/cases/ports.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** The index of asides that nobody has looked at is spread over so many partitions, that of each thread over half of them. */
const UNSEEN_SHARDS = 8
const THREAD_SHARDS = 4

export const unseenShards: readonly string[] = Array.from({ length: UNSEEN_SHARDS }, (_, shard) => `aside#${shard}`)
export const threadShards = (thread: string): readonly string[] =>
	Array.from({ length: THREAD_SHARDS }, (_, shard) => `${thread}#${shard}`)

/** The last character of a message's key is as good as random. */
const shardOf = (id: string, shards: number): number => Number.parseInt(id.slice(-1), 36) % shards

/** The oldest first. */
export const asideAt = ({ at, id }: Pick<Content, 'at' | 'id'>): string => `${at}#${id}`

/** Somebody on a network, whichever account of ours they write below. */
export type Author = Pick<ContactAddress, 'network' | 'userId'>
export const authorKey = ({ network, userId }: Author): string => `${network}#${userId}`

/** The keys of the sparse indexes: of an aside that was not erased, and, until somebody has looked at it, of the unseen. */
export const asideKeys = (
	content: Content,
): {
	readonly threadShard?: string | undefined
	readonly asideAt?: string | undefined
	readonly asideShard?: string | undefined
	readonly asideAuthor?: string | undefined
} => {
	if (content.kind !== 'aside') return {}
	const { id, thread, asideSeenAt } = content
	return {
		asideAuthor: authorKey(content),
		threadShard: thread === undefined ? undefined : `${thread}#${shardOf(id, THREAD_SHARDS)}`,
		asideAt: asideAt(content),
		asideShard: asideSeenAt === undefined ? `aside#${shardOf(id, UNSEEN_SHARDS)}` : undefined,
	}
}

export type AsidePage = { readonly ids: readonly MessageKey[]; readonly next?: string | undefined }

/** What people wrote to each other in threads of ours, the oldest first. Throws `RefusedError` for a cursor it did not give. */
export type AsideList = {
	/** Those that nobody has looked at, over all threads. */
	readonly unseen: (limit: number, cursor?: string) => Promise<AsidePage>
	/** All of a thread, looked at or not. */
	readonly ofThread: (thread: string, limit: number, cursor?: string) => Promise<AsidePage>
	/** How many nobody has looked at, in a thread or in all, and since when. */
	readonly waiting: (thread?: string) => Promise<{ readonly count: number; readonly oldestAt?: Instant | undefined }>
}

/** Asides by who wrote them: for the erasure of a person. */
export type AuthorAsides = {
	/** An author's asides that were not erased, the oldest first. */
	readonly ofAuthor: (author: Author, limit: number, cursor?: string) => Promise<AsidePage>
}
