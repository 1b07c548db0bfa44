import type { Deletion, DeletionState } from './deletion.ts'

/** What Meta asked us to delete, until 30 days after its end. */
export type DeletionStore = {
	readonly find: (code: string) => Promise<Deletion | undefined>
	/** Under its revision, 0 for a new one; false where somebody else was faster. */
	readonly put: (deletion: Deletion) => Promise<boolean>
	/** Those in a state, the oldest first. An index: what was put a moment ago may be missing. */
	readonly list: (state: DeletionState, limit: number) => Promise<readonly Deletion[]>
}

/** In memory, for tests. */
export const createMemoryDeletionStore = (): DeletionStore => {
	const kept = new Map<string, Deletion>()
	return {
		find: async (code) => kept.get(code),
		put: async (deletion) => {
			if ((kept.get(deletion.code)?.revision ?? 0) !== deletion.revision) return false
			kept.set(deletion.code, { ...deletion, revision: deletion.revision + 1 })
			return true
		},
		list: async (state, limit) =>
			[...kept.values()]
				.filter((one) => one.state === state)
				.sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))
				.slice(0, limit),
	}
}
