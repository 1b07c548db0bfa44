import type { CaseId } from '#shared/cases/keys.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'

/** Cursors in memory, for tests and the simulator. */
export const createMemoryCursorStore = (): CursorStore => {
	const positions = new Map<CaseId, number>()
	return {
		position: async (caseId) => positions.get(caseId) ?? 0,
		positions: async (caseIds) =>
			new Map(caseIds.flatMap((id) => (positions.has(id) ? [[id, positions.get(id) ?? 0]] : []))),
		advance: async (caseId, position) => {
			positions.set(caseId, Math.max(position, positions.get(caseId) ?? 0))
		},
	}
}
