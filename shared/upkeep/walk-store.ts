import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseFilter } from '#shared/cases/ports.ts'

/** Which cases a walk goes over. */
export type Walk = CaseFilter['state']

/** How far the sweep's walks over all cases have come, and what they found. */
export type WalkStore = {
	/** The cursor of the next page; undefined at the beginning. */
	readonly place: (walk: Walk) => Promise<string | undefined>
	/** Of two that walk at once the later word holds: a page is looked at twice, or again in the next round. */
	readonly moveTo: (walk: Walk, cursor: string | undefined) => Promise<void>
	/** Cases that a walk could not read, so that every run looks whether they still cannot be. */
	readonly unreadable: () => Promise<readonly CaseId[]>
	readonly keepUnreadable: (ids: readonly CaseId[]) => Promise<void>
}
