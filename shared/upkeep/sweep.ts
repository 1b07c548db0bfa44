import { decide } from '#shared/cases/decide.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { caseCommand, type RequestCommand } from '#shared/cases/request-command.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { type CommandStanding, settlePending } from '#shared/requests/pending-commands.ts'
import { type RehintDependencies, rehintLaggingCases } from './rehint-lagging-cases.ts'
import { type SweepDependencies, sweepCase } from './sweep-case.ts'
import { type TellDependencies, tellUnreadable } from './tell-unreadable.ts'

/** Cases looked after in one run, per shard of the due index; the rest are the next run's. */
const CASES_PER_SHARD = 100
/** A command gets this long to arrive by itself before the sweep asks after it. */
const PENDING_FOR = 2 * MINUTE

export type SweepRunDependencies = SweepDependencies &
	RehintDependencies &
	TellDependencies & {
		readonly list: Pick<CaseList, 'due' | 'page' | 'loadAll'>
		readonly commands: Queue
		readonly random: Random
		readonly log: Log
	}

/** Where so many due cases cannot be read that they fill a look, it goes on behind them, this often at most. */
const MOST_LOOKS = 5

/** A command is on record when deciding it again would change nothing. */
const standingOf = async (
	{ store, clock, random }: SweepRunDependencies,
	told: RequestCommand,
): Promise<CommandStanding> => {
	const state = await unlessUnreadable(store.load(told.caseId))
	// Telling it again would only fill the dead letters; it stays with its request.
	if (state === 'unreadable') return 'cannotTell'
	if (state === undefined) return 'missing'
	const decision = decide(state, caseCommand(told, newId('send', random)), clock.now())
	return decision.outcome === 'refused' || decision.facts.length === 0 ? 'onRecord' : 'missing'
}

type Swept = { readonly seen: Set<CaseId>; readonly unreadable: CaseId[]; readonly failures: unknown[] }

const sweepDue = async (dependencies: SweepRunDependencies, { seen, unreadable, failures }: Swept): Promise<void> => {
	const { list, clock, log } = dependencies
	for (let look = 0; look < MOST_LOOKS; look += 1) {
		const passed = unreadable.length
		for (const caseId of await list.due(clock.now(), CASES_PER_SHARD + passed)) {
			if (seen.has(caseId)) continue
			seen.add(caseId)
			try {
				const swept = await unlessUnreadable(sweepCase(dependencies, caseId))
				if (swept === 'unreadable') unreadable.push(caseId)
			} catch (error) {
				log.error('SWEEP_CASE_FAILED', error, { caseId })
				failures.push(error)
			}
		}
		if (unreadable.length === passed) return
	}
}

export type SweepRun = { readonly cases: number; readonly unreadable: readonly CaseId[] }

/**
 * Looks after everything that is due: cases first, then commands that the worker has not put on record. One failure does
 * not stop the rest; all of them are thrown together at the end, so that the run counts as failed. A case that cannot be
 * read is none: it stays due, and is named.
 */
export const sweep = async (dependencies: SweepRunDependencies): Promise<SweepRun> => {
	const { clock, log, requests, commands } = dependencies
	const swept: Swept = { seen: new Set(), unreadable: [], failures: [] }
	const { seen, unreadable, failures } = swept
	await sweepDue(dependencies, swept)
	try {
		const remoteState = (told: RequestCommand) => standingOf(dependencies, told)
		await settlePending({ requests, commands }, remoteState, addMilliseconds(clock.now(), -PENDING_FOR))
	} catch (error) {
		failures.push(error)
	}
	log.info('SWEEP_FINISHED', { count: seen.size })
	if (failures.length > 0) throw new AggregateError(failures, 'sweepIncomplete')
	return { cases: seen.size, unreadable }
}

const resultOf = <Value>(settled: PromiseSettledResult<Value>): Value => {
	if (settled.status === 'rejected') throw settled.reason
	return settled.value
}

/**
 * The sweep; word to the worker, which alone may touch them, to look after parked events; a step of the walk that makes up
 * for lost hints; and last what of all this cannot be read. None stops the others.
 */
export const sweepAndTend = async (dependencies: SweepRunDependencies): Promise<{ readonly cases: number }> => {
	const word = dependencies.commands.send({ command: 'tend-parked' })
	const [tended, swept, walked] = await Promise.allSettled([
		word,
		sweep(dependencies),
		rehintLaggingCases(dependencies),
	])
	const found = [swept, walked].flatMap((one) => (one.status === 'fulfilled' ? one.value.unreadable : []))
	const [told] = await Promise.allSettled([tellUnreadable(dependencies, found)])
	const { cases } = resultOf(swept)
	for (const one of [walked, tended, told]) resultOf<unknown>(one)
	return { cases }
}
