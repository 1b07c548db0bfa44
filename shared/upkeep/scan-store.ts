import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseFilter, Demanded } from '#shared/cases/ports.ts'

/** Which cases a scan goes over. */
export type Scan = CaseFilter['state']

/** How far demands were compared with the cursors of dispatch, and those that it had not dispatched then. */
export type DemandsRead = { readonly readTo: string; readonly lagging: readonly Demanded[] }

export const NOTHING_READ: DemandsRead = { readTo: '0', lagging: [] }

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
	/** `NOTHING_READ` at the beginning. */
	readonly demandsRead: () => Promise<DemandsRead>
	/** Of two concurrent runs the later write holds: both began where everything before was compared or remembered. */
	readonly keepDemandsRead: (read: DemandsRead) => Promise<void>
}
