import type { Deletion, DeletionState } from './deletion.ts'

/** The store of deletion requests from Meta, kept until 30 days after their end. */
export type DeletionStore = {
	readonly find: (code: string) => Promise<Deletion | undefined>
	/** Stores a request under its revision, 0 for a new one. Returns false after a conflict. */
	readonly put: (deletion: Deletion) => Promise<boolean>
	/** Returns the requests in a state, the oldest first. An index: a request that was just stored may be missing. */
	readonly list: (state: DeletionState, limit: number) => Promise<readonly Deletion[]>
}
