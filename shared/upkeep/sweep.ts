import { decide } from '#shared/cases/decide.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { MINUTE, plus } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { caseCommand } from '#shared/requests/case-command.ts'
import type { RequestCommand } from '#shared/requests/command.ts'
import { settlePending } from '#shared/requests/settle-pending.ts'
import { type HintDependencies, hintBehind } from './hint-behind.ts'
import { type SweepDependencies, sweepCase } from './sweep-case.ts'

/** Cases looked after in one run, per shard of the due index; the rest are the next run's. */
const CASES_PER_SHARD = 100
/** A command gets this long to arrive by itself before the sweep asks after it. */
const PENDING_FOR = 2 * MINUTE

export type SweepRunDependencies = SweepDependencies &
	HintDependencies & {
		readonly list: Pick<CaseList, 'due' | 'page'>
		readonly commands: Queue
		readonly random: Random
		readonly log: Log
	}

/** A command is on record when deciding it again would change nothing. */
const isRecorded = async ({ store, clock, random }: SweepRunDependencies, told: RequestCommand): Promise<boolean> => {
	const state = await store.load(told.caseId)
	if (state === undefined) return false
	const decision = decide(state, caseCommand(told, newId('eff', random)), clock.now())
	return decision.outcome === 'refused' || decision.facts.length === 0
}

/**
 * Looks after everything that is due: cases first, then commands that the worker has not put on record. One failure does
 * not stop the rest; all of them are thrown together at the end, so that the run counts as failed.
 */
export const sweep = async (dependencies: SweepRunDependencies): Promise<{ readonly cases: number }> => {
	const { list, clock, log, requests, commands } = dependencies
	const failures: unknown[] = []
	const due = await list.due(clock.now(), CASES_PER_SHARD)
	for (const caseId of due) {
		try {
			await sweepCase(dependencies, caseId)
		} catch (error) {
			log.error('SWEEP_CASE_FAILED', error, { caseId })
			failures.push(error)
		}
	}
	try {
		const isOnRecord = (told: RequestCommand): Promise<boolean> => isRecorded(dependencies, told)
		await settlePending({ requests, commands }, isOnRecord, plus(clock.now(), -PENDING_FOR))
	} catch (error) {
		failures.push(error)
	}
	log.info('SWEEP_FINISHED', { count: due.length })
	if (failures.length > 0) throw new AggregateError(failures, 'sweepIncomplete')
	return { cases: due.length }
}

/**
 * The sweep; word to the worker, which alone may touch them, to look after parked events; and a step of the walk that makes
 * up for lost hints. None stops the others.
 */
export const sweepAndTend = async (dependencies: SweepRunDependencies): Promise<{ readonly cases: number }> => {
	const told = dependencies.commands.send({ command: 'tend-parked' })
	const [tended, swept, walked] = await Promise.allSettled([told, sweep(dependencies), hintBehind(dependencies)])
	if (swept.status === 'rejected') throw swept.reason
	if (walked.status === 'rejected') throw walked.reason
	if (tended.status === 'rejected') throw tended.reason
	return swept.value
}
