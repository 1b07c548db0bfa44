import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { unreadableOf } from '#shared/cases/unreadable-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { ScanStore } from './scan-store.ts'

export type TellDependencies = {
	readonly list: Pick<CaseList, 'loadAll'>
	readonly scans: Pick<ScanStore, 'unreadable' | 'keepUnreadable'>
	readonly log: Log
}

/** More are not looked at again in every run: the walk finds them anew, and by then everybody knows. */
const MOST_KEPT = 100

const isSame = (a: readonly CaseId[], b: readonly CaseId[]): boolean =>
	a.length === b.length && a.every((id, index) => id === b[index])

/**
 * Names and counts the cases that cannot be read, those of this run and of earlier ones: a walk needs many runs for a round,
 * and the alarm is to stand for as long as there is any, and to end with the last.
 */
export const tellUnreadable = async (
	{ list, scans, log }: TellDependencies,
	found: readonly CaseId[],
): Promise<void> => {
	const known = await scans.unreadable()
	const looked = [...new Set([...known, ...found])]
	const unreadable = looked.length === 0 ? [] : unreadableOf(await list.loadAll(looked)).map(({ id }) => id)
	const kept = unreadable.slice(0, MOST_KEPT)
	if (!isSame(known, kept)) await scans.keepUnreadable(kept)
	for (const caseId of kept) log.warn('CASE_UNREADABLE', { caseId })
	if (unreadable.length > 0) log.count('CasesUnreadable', unreadable.length)
}
