import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { type Readings, type ReadingsStore, SEEN_KEPT_FOR, type SeenStore, type Sight } from '#shared/desk/seen.ts'
import { addMilliseconds, type Clock } from '#shared/kernel/clock.ts'

/** In memory, for tests and the simulator. */
export const createMemorySeenStore = ({ clock }: { readonly clock: Clock }): SeenStore => {
	const sights = new Map<CaseId, Map<string, Sight>>()
	return {
		put: async (caseId, sight) => {
			const ofCase = sights.get(caseId) ?? new Map<string, Sight>()
			sights.set(caseId, ofCase.set(`${sight.what}#${sight.by}`, sight))
		},
		list: async (caseId) =>
			[...(sights.get(caseId)?.values() ?? [])].filter(({ at }) => addMilliseconds(at, SEEN_KEPT_FOR) > clock.now()),
	}
}

/** In memory, for tests and the simulator. */
export const createMemoryReadingsStore = (): ReadingsStore => {
	const kept = new Map<AgentKey, Readings>()
	return {
		find: async (by) => kept.get(by) ?? { cases: [], revision: 0 },
		put: async (by, readings) => {
			if ((kept.get(by)?.revision ?? 0) !== readings.revision - 1) return false
			kept.set(by, readings)
			return true
		},
	}
}
