import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { DraftSign, Presence } from './presence.ts'
import type { PulseKey, PulsesByKey } from './queue/pulses.ts'

/** What is new in a case by its version, and by who is at it. */
export type CaseGlance = {
	/** Undefined where it was never written, or is gone. */
	readonly version: number | undefined
	readonly present: readonly Presence[]
	readonly drafts: readonly DraftSign[]
}

/** What tells whether a page may look otherwise than before. */
export type DeskGlance = {
	readonly pulses: PulsesByKey
	/** Of the case that the page shows, if it shows one. */
	readonly ofCase?: CaseGlance | undefined
}

export type GlanceStore = {
	/** Reads the pulses of these keys, and what is new in a case, by one call, eventually. */
	readonly read: (keys: readonly PulseKey[], caseId?: CaseId | undefined) => Promise<DeskGlance>
}

/** Returns a text that is another one once somebody else came to a case, left it, or began or gave up a text there. */
export const othersIn = ({ present, drafts }: CaseGlance, by: AgentKey): string =>
	[
		...present.map((one) => ({ ...one, does: one.writing ? 'writes' : 'looks' })),
		...drafts.map((one) => ({ ...one, does: one.way })),
	]
		.flatMap(({ by: who, does }) => (who === by ? [] : [`${who} ${does}`]))
		.toSorted()
		.join()
