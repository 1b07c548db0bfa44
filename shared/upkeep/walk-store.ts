import type { CaseFilter } from '#shared/cases/ports.ts'

/** Which cases a walk goes over. */
export type Walk = CaseFilter['state']

/** How far the sweep's walks over all cases have come. */
export type WalkStore = {
	/** The cursor of the next page; undefined at the beginning. */
	readonly place: (walk: Walk) => Promise<string | undefined>
	/** Of two that walk at once the later word holds: a page is looked at twice, or again in the next round. */
	readonly moveTo: (walk: Walk, cursor: string | undefined) => Promise<void>
}

/** Walks in memory, for tests and the simulator. */
export const createMemoryWalkStore = (): WalkStore => {
	const places = new Map<Walk, string | undefined>()
	return {
		place: async (walk) => places.get(walk),
		moveTo: async (walk, cursor) => void places.set(walk, cursor),
	}
}
