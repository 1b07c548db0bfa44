import type { CaseId } from '#shared/cases/keys.ts'
import type { DeskRow, QueueList } from './row.ts'
import type { RowWords } from './row-words.ts'

/** A stored row. One that another release wrote in a form of its own tells no more than whose it is. */
export type StoredRow =
	| { readonly kind: 'readable'; readonly row: DeskRow; readonly words: RowWords }
	| { readonly kind: 'unreadable'; readonly id: CaseId }

/** A part of a list, in the order of its keys: those from `from` until before `to`. */
export type QueuePart = {
	readonly list: QueueList
	readonly partition: string
	readonly from?: string | undefined
	readonly to?: string | undefined
	/** One of the shards that a list is spread over. */
	readonly isShard?: true | undefined
}

export type PlacedRow = { readonly key: string; readonly stored: StoredRow }

/** The rows of the queue as their lists have them, which follow the cases within moments. */
export type QueueStore = {
	/**
	 * Reads up to `limit` rows of a part by one call: the first ones, or with `isNewestFirst` the last ones, beginning after the key `after`.
	 * `units` are the read units that it took.
	 */
	readonly read: (
		part: QueuePart,
		limit: number,
		options: { readonly after?: string | undefined; readonly isNewestFirst: boolean },
	) => Promise<{ readonly rows: readonly PlacedRow[]; readonly isAtEnd: boolean; readonly units: number }>
	/** Counts the rows of a part by one call, up to `limit`. */
	readonly count: (part: QueuePart, limit: number) => Promise<number>
}
