import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type CaseRow, readableOf } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { Screen } from '#shared/screening/screen-text.ts'
import { compareRemoteState } from './compare-remote-state.ts'
import { type Askable, createLookups, type Lookups, type Senders } from './look-up-messages.ts'
import { type ReadCasesDependencies, readCases } from './read-cases.ts'
import type { Reread } from './reread.ts'
import type { RereadStore } from './reread-store.ts'

export type RereadDependencies = ReadCasesDependencies & {
	readonly list: Pick<CaseList, 'page'>
	readonly rereads: RereadStore
	readonly senders: Senders
	/** To the worker, which alone changes content. */
	readonly commands: Queue<Reread>
	readonly screen: Screen
	readonly clock: Clock
}

export type RereadOptions = {
	/** Cases whose last look is longer ago, in milliseconds. Default: 18 hours, so that an hourly run never misses a day. */
	readonly olderThanMilliseconds?: number | undefined
	/** A run begins no other page of the list after this; the next one goes on there. Default: 8 minutes. */
	readonly budgetMilliseconds?: number | undefined
}

export type RereadRun = {
	readonly cases: number
	readonly reread: number
	/** Messages that were gone or edited. */
	readonly changed: number
	/** Of the open cases that were gone through: how long ago the oldest last look is. */
	readonly oldestMilliseconds: number
	/** The whole list was gone through. */
	readonly isComplete: boolean
}

const CASES_PER_PAGE = 100

/** Tells the worker what changed; says how much. */
const tell = async (
	{ commands, clock, screen }: RereadDependencies,
	messages: readonly Askable[],
	remoteStates: Awaited<ReturnType<Lookups['lookUp']>>,
): Promise<number> => {
	let changed = 0
	const at = clock.now()
	for (const { message, content } of messages) {
		const remoteState = remoteStates.get(message)
		const told = remoteState === undefined ? undefined : compareRemoteState(content, message, remoteState, at, screen)
		if (told === undefined) continue
		await commands.send(told)
		changed += 1
	}
	return changed
}

type Going = { readonly lookups: Lookups; readonly failures: unknown[]; readonly threads: Set<string> }

/**
 * Re-reads cases: first what changed is told, then the cases are marked of which every message got an answer, so that a
 * crash between looks again.
 */
const rereadSome = async (
	dependencies: RereadDependencies,
	{ lookups, failures, threads }: Going,
	cases: readonly CaseState[],
): Promise<{ readonly done: ReadonlySet<CaseId>; readonly changed: number }> => {
	const read = await readCases(dependencies, cases, { failures, threads })
	const messages = read.flatMap((one) => one.messages)
	const remoteStates = await lookups.lookUp(messages)
	const changed = await tell(dependencies, messages, remoteStates)
	const left = new Set(messages.filter(({ message }) => !remoteStates.has(message)).map(({ caseId }) => caseId))
	const done = read.map(({ id }) => id).filter((id) => !left.has(id))
	await dependencies.rereads.markRead(done, dependencies.clock.now())
	return { done: new Set(done), changed }
}

const ageOf = (at: Instant, now: Instant): number => Math.max(0, Date.parse(now) - Date.parse(at))

type PageRun = Omit<RereadRun, 'isComplete'>

const rereadPage = async (
	dependencies: RereadDependencies,
	going: Going,
	rows: readonly CaseRow[],
	olderThan: number,
): Promise<PageRun> => {
	const { rereads, clock } = dependencies
	const now = clock.now()
	// A case that cannot be read is not looked up either, and grows old with the others.
	const opened = rows.map((row) =>
		row.kind === 'readable'
			? { id: row.state.id, at: row.state.openedAt }
			: { id: row.id, at: row.waitingSince ?? now },
	)
	const reads = await rereads.lastReads(opened.map(({ id }) => id))
	const ages = new Map(opened.map(({ id, at }) => [id, ageOf(reads.get(id) ?? at, now)]))
	const due = readableOf(rows).filter(({ id }) => (ages.get(id) ?? 0) >= olderThan)
	const { done, changed } = await rereadSome(dependencies, going, due)
	const left = [...ages].filter(([id]) => !done.has(id)).map(([, age]) => age)
	return { cases: rows.length, reread: done.size, changed, oldestMilliseconds: Math.max(0, ...left) }
}

const together = (a: PageRun, b: PageRun): PageRun => ({
	cases: a.cases + b.cases,
	reread: a.reread + b.reread,
	changed: a.changed + b.changed,
	oldestMilliseconds: Math.max(a.oldestMilliseconds, b.oldestMilliseconds),
})

/**
 * Goes through the open cases, a page at a time from where the last run ended, and looks up the public messages of those
 * whose last look is too long ago. What cannot be learnt now is left to the next run. One failing account or case does not
 * stop the others: the failures are thrown together at the end, so that the run counts as failed.
 */
export const rereadCases = async (
	dependencies: RereadDependencies,
	{ olderThanMilliseconds = 18 * HOUR, budgetMilliseconds = 8 * MINUTE }: RereadOptions = {},
): Promise<RereadRun> => {
	const { list, rereads, senders, clock, log } = dependencies
	const going: Going = { lookups: createLookups(senders), failures: [], threads: new Set() }
	const end = addMilliseconds(clock.now(), budgetMilliseconds)
	let cursor = await rereads.place()
	let run: PageRun = { cases: 0, reread: 0, changed: 0, oldestMilliseconds: 0 }
	do {
		const { rows, next } = await list.page({ state: 'open' }, CASES_PER_PAGE, cursor)
		run = together(run, await rereadPage(dependencies, going, rows, olderThanMilliseconds))
		cursor = next
		await rereads.keepPlace(cursor)
	} while (cursor !== undefined && clock.now() < end)
	const isComplete = cursor === undefined
	log.count('OldestRereadHours', Math.floor(run.oldestMilliseconds / HOUR))
	log.info('REREAD_FINISHED', { count: run.reread, outcome: isComplete ? 'complete' : 'continued' })
	const failures = [...going.failures, ...going.lookups.failures]
	if (failures.length > 0) throw new AggregateError(failures, 'rereadIncomplete')
	return { ...run, isComplete }
}
