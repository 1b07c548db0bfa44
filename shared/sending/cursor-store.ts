import type { CaseId } from '#shared/cases/keys.ts'

/** How far dispatch has read the facts of each case. */
export type CursorStore = {
	/** The version of the last fact that was dispatched; 0 when none was. */
	readonly position: (caseId: CaseId) => Promise<number>
	/** Moves forward only: an older position than the stored one changes nothing. */
	readonly advance: (caseId: CaseId, position: number) => Promise<void>
}
