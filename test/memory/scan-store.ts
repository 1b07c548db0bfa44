import type { CaseId } from '#shared/cases/keys.ts'
import { type DemandsRead, NOTHING_READ, type Scan, type ScanStore } from '#shared/upkeep/scan-store.ts'

/** Walks in memory, for tests and the simulator. */
export const createMemoryWalkStore = (): ScanStore => {
	const places = new Map<Scan, string | undefined>()
	let kept: readonly CaseId[] = []
	let read: DemandsRead = NOTHING_READ
	return {
		cursor: async (scan) => places.get(scan),
		moveCursor: async (scan, cursor) => void places.set(scan, cursor),
		unreadable: async () => kept,
		keepUnreadable: async (ids) => {
			kept = [...ids]
		},
		demandsRead: async () => read,
		keepDemandsRead: async (next) => {
			read = next
		},
	}
}
