import type { CaseId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** When each case was last reread, and the position of the run in the list. */
export type RereadStore = {
	/** Returns the last reread of each case, without cases that never were. */
	readonly lastReads: (cases: readonly CaseId[]) => Promise<ReadonlyMap<CaseId, Instant>>
	readonly markRead: (cases: readonly CaseId[], at: Instant) => Promise<void>
	/** Returns the cursor of the next page in the list of open cases; undefined at the beginning. */
	readonly cursor: () => Promise<string | undefined>
	readonly moveCursor: (cursor: string | undefined) => Promise<void>
}
