import type { CaseId } from '#shared/cases/keys.ts'

/** The position of dispatch in the facts of each case. */
export type CursorStore = {
	/** Returns the version of the last dispatched fact; 0 where none was. */
	readonly position: (caseId: CaseId) => Promise<number>
	/** Returns the positions of these cases, without those of which none was dispatched. */
	readonly positions: (caseIds: readonly CaseId[]) => Promise<ReadonlyMap<CaseId, number>>
	/** Moves the position forward; ignores one that is older than the stored one. */
	readonly advance: (caseId: CaseId, position: number) => Promise<void>
}
