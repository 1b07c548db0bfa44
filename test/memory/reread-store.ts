import type { CaseId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { RereadStore } from '#shared/upkeep/reread-store.ts'

/** In memory, for tests and the simulator. */
export const createMemoryRereadStore = (): RereadStore => {
	const reads = new Map<CaseId, Instant>()
	let cursor: string | undefined
	return {
		lastReads: async (cases) =>
			new Map(
				cases.flatMap((id) => {
					const at = reads.get(id)
					return at === undefined ? [] : [[id, at] as const]
				}),
			),
		markRead: async (cases, at) => {
			for (const id of cases) reads.set(id, at)
		},
		cursor: async () => cursor,
		moveCursor: async (next) => {
			cursor = next
		},
	}
}
