import type { Content } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { ContactAddress } from '#shared/cases/ports.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** Number of partitions of the index of unseen asides; a thread's index has half as many. */
const UNSEEN_SHARDS = 8
const THREAD_SHARDS = 4

export const unseenShards: readonly string[] = Array.from({ length: UNSEEN_SHARDS }, (_, shard) => `aside#${shard}`)
export const threadShards = (thread: string): readonly string[] =>
	Array.from({ length: THREAD_SHARDS }, (_, shard) => `${thread}#${shard}`)

/** Takes the shard from the last character of a message's key, which is as good as random. */
const shardOf = (id: string, shards: number): number => Number.parseInt(id.slice(-1), 36) % shards

/** Returns the sort key of an aside: the oldest first. */
export const asideAt = ({ at, id }: Pick<Content, 'at' | 'id'>): string => `${at}#${id}`

/** A person on a network, the same below each of our accounts. */
export type Author = Pick<ContactAddress, 'network' | 'userId'>
export const authorKey = ({ network, userId }: Author): string => `${network}#${userId}`

/**
 * Returns the keys of the sparse indexes of asides: none for other content, `asideShard` only until an agent has looked at
 * it.
 */
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

/** Limits of what bystanders wrote beside a page of a case: its newest threads, and the newest asides of all of them. */
export const THREADS_SHOWN = 2
export const ASIDES_SHOWN = 6

/** From an instant on, and before another; without one that side is open. */
export type AsideSpan = { readonly from?: Instant | undefined; readonly before?: Instant | undefined }

/** The asides by time, the oldest first. Throws `RefusedError` for a cursor it did not give. */
export type AsideList = {
	/** Unseen asides of all threads. */
	readonly unseen: (limit: number, cursor?: string) => Promise<AsidePage>
	/** All asides of a thread, seen or not. */
	readonly ofThread: (thread: string, limit: number, cursor?: string) => Promise<AsidePage>
	/** The newest asides of a thread within a span of time, seen or not. */
	readonly newestOfThread: (thread: string, span: AsideSpan, limit: number) => Promise<readonly MessageKey[]>
	/** The number of unseen asides, of a thread or of all, and the time of the oldest. */
	readonly waiting: (thread?: string) => Promise<{ readonly count: number; readonly oldestAt?: Instant | undefined }>
}

/** Asides by author, for the erasure of a person. */
export type AuthorAsides = {
	/** An author's asides that were not erased, the oldest first. */
	readonly ofAuthor: (author: Author, limit: number, cursor?: string) => Promise<AsidePage>
}
