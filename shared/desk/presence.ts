import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { SECOND } from '#shared/kernel/clock.ts'

/** How long somebody counts as looking at a case after they last said so. */
export const PRESENT_FOR = 30 * SECOND

/** That somebody looks at a case, or writes in it. */
export type Presence = { readonly by: AgentKey; readonly writing: boolean }

/** Who is at a case right now, by the wall clock. It has no history, and nothing tells what one agent looks at. */
export type PresenceStore = {
	readonly put: (caseId: CaseId, presence: Presence) => Promise<void>
	/** Returns who said so in the last 30 seconds. */
	readonly list: (caseId: CaseId) => Promise<readonly Presence[]>
}
