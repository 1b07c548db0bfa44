import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList, CasePage } from '#shared/cases/ports.ts'
import { readableOf, unreadableOf } from '#shared/cases/unreadable-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { Scan, ScanStore } from './scan-store.ts'

export type RehintDependencies = {
	readonly list: Pick<CaseList, 'page'>
	readonly cursors: Pick<CursorStore, 'position'>
	readonly scans: ScanStore
	readonly hints: Queue<{ readonly caseId: CaseId }>
}

/** Cases looked at per scan and run: 36,000 a day, at a cost that is no matter. */
const CASES_PER_STEP = 25
const SCANS: readonly Scan[] = ['open', 'closed']

/** The next page of a scan; from the beginning where the list does not know the cursor any more. */
const nextPage = async ({ list, scans }: RehintDependencies, scan: Scan): Promise<CasePage> => {
	const cursor = await scans.cursor(scan)
	try {
		return await list.page({ state: scan }, CASES_PER_STEP, cursor)
	} catch (error) {
		if (!(error instanceof RefusedError && error.code === 'cursorInvalid')) throw error
		return list.page({ state: scan }, CASES_PER_STEP)
	}
}

/**
 * A step of an endless scan over all cases: whichever has facts that dispatch has not read is hinted again. So a hint that
 * was lost, of whatever fact, is made up for in the next round at the latest, without a write more per fact. A case that
 * cannot be read is passed by and named: dispatch could read no more of it.
 */
export const rehintLaggingCases = async (
	dependencies: RehintDependencies,
): Promise<{ readonly hinted: number; readonly unreadable: readonly CaseId[] }> => {
	const { cursors, scans, hints } = dependencies
	const unreadable: CaseId[] = []
	let hinted = 0
	for (const scan of SCANS) {
		const { rows, next } = await nextPage(dependencies, scan)
		unreadable.push(...unreadableOf(rows).map(({ id }) => id))
		for (const { id: caseId, version } of readableOf(rows)) {
			if ((await cursors.position(caseId)) >= version) continue
			await hints.send({ caseId })
			hinted += 1
		}
		await scans.moveCursor(scan, next)
	}
	return { hinted, unreadable }
}
