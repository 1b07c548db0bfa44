import type { CaseId } from '#shared/cases/keys.ts'
import { PRESENT_FOR, type Presence, type PresenceStore } from '#shared/desk/presence.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

/** In memory, for tests and the simulator. */
export const createMemoryPresenceStore = ({ realClock }: { readonly realClock: RealClock }): PresenceStore => {
	const kept = new Map<CaseId, Map<string, Presence & { readonly until: number }>>()
	return {
		put: async (caseId, presence) => {
			const until = realClock.epochMilliseconds() + PRESENT_FOR
			const ofCase = kept.get(caseId) ?? new Map<string, Presence & { readonly until: number }>()
			kept.set(caseId, ofCase.set(presence.by, { ...presence, until }))
		},
		list: async (caseId) =>
			[...(kept.get(caseId)?.values() ?? [])]
				.filter(({ until }) => until > realClock.epochMilliseconds())
				.map(({ by, writing }) => ({ by, writing })),
	}
}
