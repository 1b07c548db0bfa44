import type { ErasureProgress, Progress } from '#shared/erasure/erasure-progress.ts'

/** In memory, for tests. */
export const createMemoryErasureProgress = (): ErasureProgress => {
	const kept = new Map<string, Progress>()
	return {
		find: async (caseId) => kept.get(caseId),
		put: async (progress) => void kept.set(progress.caseId, progress),
		forget: async (caseId) => void kept.delete(caseId),
	}
}
