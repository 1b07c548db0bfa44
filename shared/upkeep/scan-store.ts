import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseFilter } from '#shared/cases/ports.ts'

/** Which cases a scan goes over. */
export type Scan = CaseFilter['state']

/** The positions of the sweep's scans over all cases, and the unreadable cases they found. */
export type ScanStore = {
	/** Returns the cursor of the next page; undefined at the beginning. */
	readonly cursor: (scan: Scan) => Promise<string | undefined>
	/**
	 * Moves the cursor. Of two concurrent scans the later write holds: a page is read twice, or again in the next round.
	 */
	readonly moveCursor: (scan: Scan, cursor: string | undefined) => Promise<void>
	/** Returns cases that a scan could not read, which every run checks again. */
	readonly unreadable: () => Promise<readonly CaseId[]>
	readonly keepUnreadable: (ids: readonly CaseId[]) => Promise<void>
}
