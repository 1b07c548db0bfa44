import type { CaseId } from '#shared/cases/keys.ts'
import type { CopyMark, WatchState } from '#shared/messages/confirmed-copies.ts'

/** The marks of cases, the position of the run in the list, and what reading at X has cost today. */
export type RereadStore = {
	/** Returns the marks of cases, without cases that have none. */
	readonly marks: (cases: readonly CaseId[]) => Promise<ReadonlyMap<CaseId, CopyMark>>
	/** Changes the members that are given; one that is undefined is taken away. */
	readonly mark: (cases: readonly CaseId[], change: CopyMark) => Promise<void>
	/** Returns the cursor of the next page in the list of open cases; undefined at the beginning. */
	readonly cursor: () => Promise<string | undefined>
	readonly moveCursor: (cursor: string | undefined) => Promise<void>
	readonly watch: () => Promise<WatchState | undefined>
	readonly keepWatch: (state: WatchState) => Promise<void>
	/**
	 * Adds to what a day of UTC (`2026-11-22`) has cost, in thousandths of a US dollar, unless that makes more than `most`.
	 * Returns whether it was added.
	 */
	readonly spend: (day: string, milliUsd: number, most: number) => Promise<boolean>
}
