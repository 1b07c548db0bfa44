import { applyCommand } from '#shared/cases/apply.ts'
import { sendDueAt } from '#shared/cases/due.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList, CasePage } from '#shared/cases/ports.ts'
import { caseCommand, type PageCommand } from '#shared/cases/requests/request-command.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { readableOf, unlessUnreadable, unreadableOf } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { TendParked } from '#shared/ledger/parked-commands.ts'
import { type EraseDependencies, eraseCustomerData } from '#shared/requests/erase-customer-data.ts'
import { type PendingOutcome, settlePending } from '#shared/requests/pending-commands.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { Via } from '#shared/sending/dispatch-case.ts'
import type { Job } from '#shared/sending/job.ts'
import type { Switch } from '#shared/sending/switch.ts'
import { casesOfAbsent, casesOfGone, type FallBackDependencies, fallBack } from './fall-back.ts'
import { findLostHints, type LostHintsDependencies } from './find-lost-hints.ts'
import type { Scan, ScanStore } from './scan-store.ts'
import { type TellDependencies, tellDangers } from './tell-dangers.ts'
import { type OwedDependencies, tendOwed } from './tend-owed.ts'

export type SweepDependencies = EraseDependencies & {
	readonly cursors: Pick<CursorStore, 'position'>
	readonly hints: Queue<{ readonly caseId: CaseId }>
	readonly outbound: Readonly<Record<Via, Queue<Job>>>
	readonly sending: Switch
} & OwedDependencies

/**
 * Requeues sends that should have ended, or hints the case where dispatch has not read that far. Leaves them while all
 * sending is stopped, as their jobs would only wait.
 */
const moveSends = async (dependencies: SweepDependencies, state: CaseState): Promise<void> => {
	const { cursors, hints, outbound, clock, sending } = dependencies
	const now = clock.now()
	const overdue = state.sends.filter((send) => (sendDueAt(send) ?? '9') <= now)
	if (overdue.length === 0) return
	if ((await cursors.position(state.id)) < (state.demanded?.version ?? 0)) return hints.send({ caseId: state.id })
	if (!(await sending.isOn())) return
	for (const { id, via } of overdue) await outbound[via].send({ caseId: state.id, send: id })
}

/** Does what is due for one case: stuck sends, an ended request or turn, an erasure, what we owe. May be repeated. */
const sweepCase = async (dependencies: SweepDependencies, caseId: CaseId): Promise<void> => {
	const { store, clock } = dependencies
	const state = await store.load(caseId)
	if (state === undefined) return
	await moveSends(dependencies, state)
	await applyCommand(dependencies, caseId, { kind: 'lapse' })
	if (state.eraseAt !== undefined && state.eraseAt <= clock.now())
		await eraseCustomerData(dependencies, state, { reason: 'retention' })
	await tendOwed(dependencies, state)
}

export type ScanDependencies = {
	readonly list: Pick<CaseList, 'page'>
	readonly scans: Pick<ScanStore, 'cursor' | 'moveCursor'>
	readonly roster: FallBackDependencies['roster']
}

/** Cases per scan and run: 36,000 a day. */
const CASES_PER_STEP = 25
const SCANS: readonly Scan[] = ['open', 'closed']

/** Reads the next page of a scan; starts over where the list no longer knows the cursor. */
const nextPage = async ({ list, scans }: ScanDependencies, scan: Scan): Promise<CasePage> => {
	const cursor = await scans.cursor(scan)
	try {
		return await list.page({ state: scan }, CASES_PER_STEP, cursor)
	} catch (error) {
		if (!(error instanceof RefusedError && error.code === 'cursorInvalid')) throw error
		return list.page({ state: scan }, CASES_PER_STEP)
	}
}

type Scanned = { readonly unreadable: readonly CaseId[]; readonly ownerless: readonly CaseId[] }

/** Scans the next page of all cases. Returns unreadable ones, and those whose owner is gone from the roster: no index has either. */
const scanCases = async (dependencies: ScanDependencies): Promise<Scanned> => {
	const unreadable: CaseId[] = []
	const ownerless: CaseId[] = []
	for (const scan of SCANS) {
		const { rows, next } = await nextPage(dependencies, scan)
		unreadable.push(...unreadableOf(rows).map(({ id }) => id))
		ownerless.push(...(await casesOfGone(dependencies, readableOf(rows))))
		await dependencies.scans.moveCursor(scan, next)
	}
	return { unreadable, ownerless }
}

export type ReportDependencies = {
	readonly list: Pick<CaseList, 'loadAll'>
	readonly scans: Pick<ScanStore, 'unreadable' | 'keepUnreadable'>
	readonly log: Log
}

/** The most unreadable cases that every run checks again; the scan finds the others anew. */
const MOST_REMEMBERED = 100

const isSame = (a: readonly CaseId[], b: readonly CaseId[]): boolean =>
	a.length === b.length && a.every((id, index) => id === b[index])

/**
 * Logs and counts the unreadable cases of this and earlier runs: a scan takes many runs for a round, and the alarm must
 * last until the last of them is readable.
 */
const reportUnreadable = async ({ list, scans, log }: ReportDependencies, found: readonly CaseId[]): Promise<void> => {
	const known = await scans.unreadable()
	const looked = [...new Set([...known, ...found])]
	const unreadable = looked.length === 0 ? [] : unreadableOf(await list.loadAll(looked)).map(({ id }) => id)
	const remembered = unreadable.slice(0, MOST_REMEMBERED)
	if (!isSame(known, remembered)) await scans.keepUnreadable(remembered)
	for (const caseId of remembered) log.warn('CASE_UNREADABLE', { caseId })
	if (unreadable.length > 0) log.count('CasesUnreadable', unreadable.length)
}

/** Cases per run and shard of the due index. */
const CASES_PER_SHARD = 100
/** The age at which the sweep applies a pending command. */
const PENDING_FOR = 2 * MINUTE

export type SweepRunDependencies = SweepDependencies &
	ScanDependencies &
	LostHintsDependencies &
	FallBackDependencies &
	ReportDependencies &
	TellDependencies & {
		readonly list: Pick<CaseList, 'due' | 'page' | 'loadAll' | 'awaiting' | 'demanded'>
		readonly cursors: Pick<CursorStore, 'position' | 'positions'>
		readonly scans: ScanStore
		/** Queue of the worker, which alone tends parked events. */
		readonly commands: Queue<TendParked>
		readonly random: Random
		readonly log: Log
	}

/** The most queries for due cases in a run, where unreadable cases fill a page. */
const MOST_LOOKS = 5

/**
 * Applies a command of the pages that never reached the worker, as the worker would have; on record, it changes nothing.
 * No queue takes it: only the pages may say such a thing by theirs.
 */
const applyPending = async (dependencies: SweepRunDependencies, command: PageCommand): Promise<PendingOutcome> => {
	const asked = caseCommand(command, newId('send', dependencies.random))
	const applied = await unlessUnreadable(applyCommand(dependencies, command.caseId, asked))
	return applied === 'unreadable' ? 'cannotTell' : 'onRecord'
}

type Swept = { readonly seen: Set<CaseId>; readonly unreadable: CaseId[]; readonly failures: unknown[] }

/** Takes a step with one of many cases: one that fails, or cannot be read, stops no other. */
const stepWith = async (
	{ log }: SweepRunDependencies,
	{ unreadable, failures }: Swept,
	caseId: CaseId,
	step: Promise<void>,
): Promise<void> => {
	try {
		if ((await unlessUnreadable(step)) === 'unreadable') unreadable.push(caseId)
	} catch (error) {
		log.error('SWEEP_CASE_FAILED', error, { caseId })
		failures.push(error)
	}
}

const sweepDue = async (dependencies: SweepRunDependencies, swept: Swept): Promise<void> => {
	const { list, clock } = dependencies
	const { seen, unreadable } = swept
	for (let look = 0; look < MOST_LOOKS; look += 1) {
		const passed = unreadable.length
		for (const caseId of await list.due(clock.now(), CASES_PER_SHARD + passed)) {
			if (seen.has(caseId)) continue
			seen.add(caseId)
			await stepWith(dependencies, swept, caseId, sweepCase(dependencies, caseId))
		}
		if (unreadable.length === passed) return
	}
}

/** Lets cases fall back to who is here. */
const letFallBack = async (
	dependencies: SweepRunDependencies,
	swept: Swept,
	cases: readonly CaseId[],
): Promise<void> => {
	for (const caseId of cases) await stepWith(dependencies, swept, caseId, fallBack(dependencies, caseId))
}

export type SweepRun = { readonly cases: number; readonly unreadable: readonly CaseId[] }

/**
 * Handles due cases, those of owners who are not here, then pending commands. Goes on after failures and throws them together at the end,
 * so that the run counts as failed. An unreadable case is no failure: it stays due and is returned.
 */
export const sweep = async (dependencies: SweepRunDependencies): Promise<SweepRun> => {
	const { clock, log, requests } = dependencies
	const swept: Swept = { seen: new Set(), unreadable: [], failures: [] }
	const { seen, unreadable, failures } = swept
	await sweepDue(dependencies, swept)
	await letFallBack(dependencies, swept, await casesOfAbsent(dependencies))
	try {
		const apply = (command: PageCommand) => applyPending(dependencies, command)
		await settlePending({ requests, apply, log }, addMilliseconds(clock.now(), -PENDING_FOR))
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
 * Tells of dangers that nobody took, runs the sweep, queues the command to the worker to tend parked events (only the worker
 * may), hints what dispatch did not hear of, scans for what no index has, and reports unreadable cases. None of these stops the others.
 */
export const sweepAndTend = async (dependencies: SweepRunDependencies): Promise<{ readonly cases: number }> => {
	const [told] = await Promise.allSettled([tellDangers(dependencies)])
	const word = dependencies.commands.send({ command: 'tend-parked' })
	const [tended, swept, lagging, scanned] = await Promise.allSettled([
		word,
		sweep(dependencies),
		findLostHints(dependencies),
		scanCases(dependencies),
	])
	const found = [swept, scanned].flatMap((one) => (one.status === 'fulfilled' ? one.value.unreadable : []))
	// What dispatch cannot read lags.
	if (lagging.status === 'fulfilled') found.push(...lagging.value)
	const [reported] = await Promise.allSettled([reportUnreadable(dependencies, found)])
	const { cases } = resultOf(swept)
	const ownerless: Swept = { seen: new Set(), unreadable: [], failures: [] }
	if (scanned.status === 'fulfilled') await letFallBack(dependencies, ownerless, scanned.value.ownerless)
	if (ownerless.failures.length > 0) throw new AggregateError(ownerless.failures, 'sweepIncomplete')
	for (const one of [told, lagging, scanned, tended, reported]) resultOf<unknown>(one)
	return { cases }
}
