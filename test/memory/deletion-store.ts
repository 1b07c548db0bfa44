import type { Deletion } from '#shared/erasure/deletion.ts'
import type { DeletionStore } from '#shared/erasure/deletion-store.ts'

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
