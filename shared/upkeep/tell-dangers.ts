import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseList, CaseStore } from '#shared/cases/ports.ts'
import type { DangerKind } from '#shared/cases/signals/facts.ts'
import { dangersToTell } from '#shared/cases/signals/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { readableOf } from '#shared/cases/unreadable-case.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'

/** Who leads and is on call. Gets the kinds of danger and the number of the case, never a word of it. */
export type OnCall = {
	readonly tell: (alert: { readonly number: string; readonly dangers: readonly DangerKind[] }) => Promise<void>
}

export type TellDependencies = {
	readonly list: Pick<CaseList, 'page'>
	readonly store: CaseStore
	readonly onCall: OnCall
	readonly clock: Clock
	readonly log: Log
}

const CASES_PER_PAGE = 100

/** Tells first and records after it: who is told twice is better than nobody. */
const tellCase = async (dependencies: TellDependencies, state: CaseState): Promise<void> => {
	const { onCall, clock, log } = dependencies
	const dangers = dangersToTell(state, clock.now()).map(({ danger }) => danger)
	if (dangers.length === 0) return
	await onCall.tell({ number: state.number, dangers })
	await applyCommand(dependencies, state.id, { kind: 'recordDangerTold' })
	log.warn('DANGER_TOLD', { caseId: state.id, count: dangers.length })
}

/**
 * Tells the lead on call of every danger that nobody took, again and again while nobody does. Goes through the cases in
 * danger, which stand first in their list, so that nothing else that is due can stand before them. One that fails stops no
 * other; the failures are thrown together at the end.
 */
export const tellDangers = async (dependencies: TellDependencies): Promise<void> => {
	const failures: unknown[] = []
	let cursor: string | undefined
	do {
		const page = await dependencies.list.page({ state: 'open', inDanger: true }, CASES_PER_PAGE, cursor)
		for (const state of readableOf(page.rows)) {
			try {
				await tellCase(dependencies, state)
			} catch (error) {
				dependencies.log.error('SWEEP_CASE_FAILED', error, { caseId: state.id })
				failures.push(error)
			}
		}
		cursor = page.next
	} while (cursor !== undefined)
	if (failures.length > 0) throw new AggregateError(failures, 'dangersUntold')
}
