import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseFilter } from '#shared/cases/ports.ts'

/** Which cases a scan goes over. */
export type Scan = CaseFilter['state']

/** How far the sweep's scans over all cases have come, and what they found. */
export type ScanStore = {
	/** The cursor of the next page; undefined at the beginning. */
	readonly cursor: (scan: Scan) => Promise<string | undefined>
	/** Of two that scan at once the later word holds: a page is looked at twice, or again in the next round. */
	readonly moveCursor: (scan: Scan, cursor: string | undefined) => Promise<void>
	/** Cases that a scan could not read, so that every run looks whether they still cannot be. */
	readonly unreadable: () => Promise<readonly CaseId[]>
	readonly keepUnreadable: (ids: readonly CaseId[]) => Promise<void>
}
