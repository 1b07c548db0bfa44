import type { CaseId } from '#shared/cases/keys.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'

/** Cursors in memory, for tests and the simulator. */
export const createMemoryCursorStore = (): CursorStore => {
	const positions = new Map<CaseId, number>()
	return {
		position: async (caseId) => positions.get(caseId) ?? 0,
		advance: async (caseId, position) => {
			positions.set(caseId, Math.max(position, positions.get(caseId) ?? 0))
		},
	}
}
