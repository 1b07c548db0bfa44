import type { CaseId } from '#shared/cases/keys.ts'
import type { Walk, WalkStore } from '#shared/upkeep/walk-store.ts'

/** Walks in memory, for tests and the simulator. */
export const createMemoryWalkStore = (): WalkStore => {
	const places = new Map<Walk, string | undefined>()
	let kept: readonly CaseId[] = []
	return {
		place: async (walk) => places.get(walk),
		moveTo: async (walk, cursor) => void places.set(walk, cursor),
		unreadable: async () => kept,
		keepUnreadable: async (ids) => {
			kept = [...ids]
		},
	}
}
