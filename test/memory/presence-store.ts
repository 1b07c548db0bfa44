import type { CaseId } from '#shared/cases/keys.ts'
import type { GlanceStore } from '#shared/desk/desk-glance.ts'
import { type DraftSign, PRESENT_FOR, type Presence, type PresenceStore } from '#shared/desk/presence.ts'
import type { PulseStore } from '#shared/desk/queue/pulses.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

type Kept = {
	readonly present: Map<string, Presence & { readonly until: number }>
	readonly drafts: Map<string, DraftSign>
}
type MemoryPresence = PresenceStore & { readonly signs: (caseId: CaseId) => readonly DraftSign[] }

/** In memory, for tests and the simulator. */
export const createMemoryPresenceStore = ({ realClock }: { readonly realClock: RealClock }): MemoryPresence => {
	const kept = new Map<CaseId, Kept>()
	const ofCase = (id: CaseId): Kept => {
		const known = kept.get(id) ?? { present: new Map(), drafts: new Map() }
		kept.set(id, known)
		return known
	}
	return {
		put: async (caseId, presence) => {
			const until = realClock.epochMilliseconds() + PRESENT_FOR
			ofCase(caseId).present.set(presence.by, { ...presence, until })
		},
		list: async (caseId) =>
			[...ofCase(caseId).present.values()]
				.filter(({ until }) => until > realClock.epochMilliseconds())
				.map(({ by, writing }) => ({ by, writing })),
		signDraft: async (caseId, { by, way }, isThere) => {
			const { drafts } = ofCase(caseId)
			if (isThere) drafts.set(`${by} ${way}`, { by, way })
			else drafts.delete(`${by} ${way}`)
		},
		signs: (caseId) => [...ofCase(caseId).drafts.values()],
	}
}

type GlanceDependencies = {
	readonly pulses: Pick<PulseStore, 'read'>
	readonly presence: MemoryPresence
	readonly versionOf: (id: CaseId) => number | undefined
}

/** In memory, from the stores that it looks into. */
export const createMemoryGlances = ({ pulses, presence, versionOf }: GlanceDependencies): GlanceStore => ({
	read: async (keys, id) => {
		const found = await pulses.read(keys)
		if (id === undefined) return { pulses: found }
		const present = await presence.list(id)
		return { pulses: found, ofCase: { version: versionOf(id), present, drafts: presence.signs(id) } }
	},
})
