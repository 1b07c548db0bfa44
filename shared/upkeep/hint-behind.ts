import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList, CasePage } from '#shared/cases/ports.ts'
import { readableOf, unreadableOf } from '#shared/cases/unreadable-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { Walk, WalkStore } from './walk-store.ts'

export type HintDependencies = {
	readonly list: Pick<CaseList, 'page'>
	readonly cursors: Pick<CursorStore, 'position'>
	readonly walks: WalkStore
	readonly hints: Queue<{ readonly caseId: CaseId }>
}

/** Cases looked at per walk and run: 36,000 a day, at a cost that is no matter. */
const CASES_PER_STEP = 25
const WALKS: readonly Walk[] = ['open', 'closed']

/** The next page of a walk; from the beginning where the list does not know the place any more. */
const nextPage = async ({ list, walks }: HintDependencies, walk: Walk): Promise<CasePage> => {
	const place = await walks.place(walk)
	try {
		return await list.page({ state: walk }, CASES_PER_STEP, place)
	} catch (error) {
		if (!(error instanceof RefusedError && error.code === 'cursorInvalid')) throw error
		return list.page({ state: walk }, CASES_PER_STEP)
	}
}

/**
 * A step of an endless walk over all cases: whichever has facts that dispatch has not read is hinted again. So a hint that
 * was lost, of whatever fact, is made up for in the next round at the latest, without a write more per fact. A case that
 * cannot be read is passed by and named: dispatch could read no more of it.
 */
export const hintBehind = async (
	dependencies: HintDependencies,
): Promise<{ readonly hinted: number; readonly unreadable: readonly CaseId[] }> => {
	const { cursors, walks, hints } = dependencies
	const unreadable: CaseId[] = []
	let hinted = 0
	for (const walk of WALKS) {
		const { rows, next } = await nextPage(dependencies, walk)
		unreadable.push(...unreadableOf(rows).map(({ id }) => id))
		for (const { id: caseId, version } of readableOf(rows)) {
			if ((await cursors.position(caseId)) >= version) continue
			await hints.send({ caseId })
			hinted += 1
		}
		await walks.moveTo(walk, next)
	}
	return { hinted, unreadable }
}
