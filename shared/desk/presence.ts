import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import type { DraftStore, DraftWay } from '#shared/replies/draft.ts'

/** How long somebody counts as looking at a case after they last said so. */
export const PRESENT_FOR = 30 * SECOND

/** That somebody looks at a case, or writes in it. */
export type Presence = { readonly by: AgentKey; readonly writing: boolean }

/** That somebody left a text in a case, without a word of it. */
export type DraftSign = { readonly by: AgentKey; readonly way: DraftWay }

/** Who is at a case right now, by the wall clock. It has no history, and nothing tells what one agent looks at. */
export type PresenceStore = {
	readonly put: (caseId: CaseId, presence: Presence) => Promise<void>
	/** Returns who said so in the last 30 seconds. */
	readonly list: (caseId: CaseId) => Promise<readonly Presence[]>
	/** Says whether somebody's text stands in a case, to those who look whether anything is new. */
	readonly signDraft: (caseId: CaseId, sign: DraftSign, isThere: boolean) => Promise<void>
}

/** Has drafts tell those who look at their case of each that is there, and of each that is not any more. A draft is kept whether they learn of it. */
export const tellingDrafts = (drafts: DraftStore, presence: Pick<PresenceStore, 'signDraft'>): DraftStore => ({
	...drafts,
	put: async (draft, before) => {
		const isPut = await drafts.put(draft, before)
		if (isPut) await presence.signDraft(draft.caseId, draft, draft.text !== '').catch(() => {})
		return isPut
	},
})
