import type { CaseStore } from '#shared/cases/ports.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type DraftEraser, draftsEndAt, firstLookAt } from '#shared/replies/draft.ts'

export type TendDraftsDependencies = {
	readonly store: Pick<CaseStore, 'load'>
	readonly draftEraser: DraftEraser
	readonly clock: Clock
}

/** Drafts that one run looks at; the next looks at more. */
const AT_ONCE = 200

/**
 * Erases the drafts of cases that were closed long enough ago. A draft of another case is looked at again when its case could
 * have been closed so long, or was.
 */
export const tendDrafts = async ({ store, draftEraser, clock }: TendDraftsDependencies): Promise<void> => {
	const now = clock.now()
	for (const name of await draftEraser.toLookAt(now, AT_ONCE)) {
		const state = await unlessUnreadable(store.load(name.caseId))
		const end = state === undefined || state === 'unreadable' ? undefined : draftsEndAt(state)
		if (end !== undefined && end <= now) await draftEraser.eraseOf(name.caseId)
		else await draftEraser.lookAgain(name, end ?? firstLookAt(now))
	}
}
