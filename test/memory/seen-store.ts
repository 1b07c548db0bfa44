import type { AgentKey } from '#shared/cases/keys.ts'
import {
	type RecentCases,
	type RecentCasesStore,
	SEEN_KEPT_FOR,
	type SeenStore,
	type SeenSubject,
	type Sight,
} from '#shared/desk/seen.ts'
import { addMilliseconds, type Clock } from '#shared/kernel/clock.ts'

/** In memory, for tests and the simulator. */
export const createMemorySeenStore = ({ clock }: { readonly clock: Clock }): SeenStore => {
	const sights = new Map<SeenSubject, Map<string, Sight>>()
	const isKept = ({ at }: Sight): boolean => addMilliseconds(at, SEEN_KEPT_FOR) > clock.now()
	return {
		put: async (caseId, sight) => {
			const ofCase = sights.get(caseId) ?? new Map<string, Sight>()
			sights.set(caseId, ofCase.set(`${sight.what}#${sight.by}`, sight))
		},
		list: async (caseId) => [...(sights.get(caseId)?.values() ?? [])].filter(isKept),
		versionShown: async (caseId, by) => {
			const sight = sights.get(caseId)?.get(`case#${by}`)
			return sight !== undefined && isKept(sight) ? sight.version : 0
		},
	}
}

/** In memory, for tests and the simulator. */
export const createMemoryRecentCasesStore = (): RecentCasesStore => {
	const kept = new Map<AgentKey, RecentCases>()
	return {
		find: async (by) => kept.get(by) ?? { cases: [], revision: 0 },
		put: async (by, recent) => {
			if ((kept.get(by)?.revision ?? 0) !== recent.revision - 1) return false
			kept.set(by, recent)
			return true
		},
	}
}
