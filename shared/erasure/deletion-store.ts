import type { Deletion, DeletionState } from './deletion.ts'

/** What Meta asked us to delete, until 30 days after its end. */
export type DeletionStore = {
	readonly find: (code: string) => Promise<Deletion | undefined>
	/** Under its revision, 0 for a new one; false where somebody else was faster. */
	readonly put: (deletion: Deletion) => Promise<boolean>
	/** Those in a state, the oldest first. An index: what was put a moment ago may be missing. */
	readonly list: (state: DeletionState, limit: number) => Promise<readonly Deletion[]>
}
