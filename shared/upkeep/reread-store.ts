import type { CaseId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** When the messages of each case were last looked up at their networks, and how far a run came through the list. */
export type RereadStore = {
	/** Cases that were never re-read are left out. */
	readonly lastReads: (cases: readonly CaseId[]) => Promise<ReadonlyMap<CaseId, Instant>>
	readonly markRead: (cases: readonly CaseId[], at: Instant) => Promise<void>
	/** The cursor in the list of open cases at which the next run goes on; undefined is the beginning. */
	readonly place: () => Promise<string | undefined>
	readonly keepPlace: (cursor: string | undefined) => Promise<void>
}
