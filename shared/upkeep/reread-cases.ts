import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { CaseList, CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type CaseRow, readableOf, unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { RemoteState } from '#shared/channels/channel.ts'
import type { XPrices } from '#shared/channels/x/prices.ts'
import { addMilliseconds, type Clock, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { type CopyMark, utcDayOf } from '#shared/messages/confirmed-copies.ts'
import type { Screen } from '#shared/screening/screen-text.ts'
import { compareRemoteState } from './compare-remote-state.ts'
import { type Askable, createLookups, type Lookups, type Senders } from './look-up-messages.ts'
import { type ReadCopies, type ReadCopiesDependencies, readCopies } from './read-copies.ts'
import type { Reread } from './reread.ts'
import type { RereadStore } from './reread-store.ts'
import { authorsOnX, openWatching, type WatchDependencies, type Watching } from './watch-authors.ts'

export type EnqueueDependencies = {
	/** Commands to the worker, the only writer of content. */
	readonly commands: Queue<Reread>
	readonly screen: Screen
	readonly clock: Clock
}

export type RereadDependencies = ReadCopiesDependencies &
	EnqueueDependencies &
	Omit<WatchDependencies, 'mostWatches'> & {
		readonly list: Pick<CaseList, 'page'>
		readonly store: Pick<CaseStore, 'factsAfter' | 'load'>
		readonly rereads: RereadStore
		readonly senders: Senders
		readonly prices: XPrices
	}

export type RereadOptions = {
	/**
	 * Reads everything whose last visit is so many milliseconds ago, on X too, whatever it costs. Default: X is not read at
	 * all but when somebody opens a case (tend-copies.ts); elsewhere, where reading is free, each case once a day.
	 */
	readonly olderThanMilliseconds?: number | undefined
	/** The time after which a run starts no further page; the next run continues there. Default: 8 minutes. */
	readonly budgetMilliseconds?: number | undefined
}

export type RereadRun = {
	readonly cases: number
	readonly reread: number
	/** Messages that were deleted or edited. */
	readonly changed: number
	/** Open cases with messages on X of which nobody tells us. */
	readonly unwatched: number
	/** The age of the oldest last visit among the open cases of this run. */
	readonly oldestMilliseconds: number
	/** Whether the run reached the end of the list. */
	readonly isComplete: boolean
}

const CASES_PER_PAGE = 100
const VISITED_AFTER = 18 * HOUR

/** Queues a command for each changed message. Returns how many there were. */
export const enqueueChanges = async (
	{ commands, clock, screen }: EnqueueDependencies,
	messages: readonly Askable[],
	remoteStates: ReadonlyMap<MessageKey, RemoteState>,
): Promise<number> => {
	let changed = 0
	const at = clock.now()
	for (const { message, content } of messages) {
		const remoteState = remoteStates.get(message)
		const command =
			remoteState === undefined ? undefined : compareRemoteState(content, message, remoteState, at, screen)
		if (command === undefined) continue
		await commands.send(command)
		changed += 1
	}
	return changed
}

type Going = {
	readonly lookups: Lookups
	readonly failures: unknown[]
	readonly threads: Set<string>
	/** Undefined where X tells us nothing. */
	readonly watching: Watching | undefined
	readonly olderThan: number | undefined
}

/** Watches the authors of cases, and notes since when all of a case's are. */
const coverSome = async (
	{ rereads }: RereadDependencies,
	{ watching }: Going,
	read: readonly ReadCopies[],
	marks: ReadonlyMap<CaseId, CopyMark>,
): Promise<void> => {
	if (watching === undefined) return
	for (const { id, messages } of read) {
		const authors = authorsOnX(messages)
		// Nothing of theirs is left, because they or we erased it: nobody is watched for that.
		if (authors.size === 0 && watching.cases().has(id)) await watching.release([id])
		const watchedSince = authors.size === 0 ? undefined : await watching.cover(id, authors)
		if (watchedSince !== marks.get(id)?.watchedSince) await rereads.mark([id], { watchedSince })
	}
}

/**
 * Visits cases: watches their authors, looks their messages up, queues the commands, then marks the cases of which every
 * message got an answer, so that a crash between repeats the visit.
 */
const visitSome = async (
	dependencies: RereadDependencies,
	going: Going,
	cases: readonly CaseState[],
	marks: ReadonlyMap<CaseId, CopyMark>,
): Promise<{ readonly done: ReadonlySet<CaseId>; readonly changed: number }> => {
	const { rereads, clock } = dependencies
	const { lookups, failures, threads, olderThan } = going
	const read = await readCopies(dependencies, cases, { failures, threads })
	await coverSome(dependencies, going, read, marks)
	const messages = read
		.flatMap((one) => one.messages)
		.filter(({ network }) => network !== 'x' || olderThan !== undefined)
	const remoteStates = await lookups.lookUp(messages)
	const changed = await enqueueChanges(dependencies, messages, remoteStates)
	const left = new Set(messages.filter(({ message }) => !remoteStates.has(message)).map(({ caseId }) => caseId))
	const done = read.map(({ id }) => id).filter((id) => !left.has(id))
	const now = clock.now()
	await rereads.mark(done, olderThan === undefined ? { visitedAt: now } : { visitedAt: now, lookedAt: now })
	return { done: new Set(done), changed }
}

const ageOf = (at: Instant, now: Instant): number => Math.max(0, Date.parse(now) - Date.parse(at))

type PageRun = Omit<RereadRun, 'isComplete'>

const isPublicOnX = ({ reach }: CaseState): boolean =>
	reach.some(({ network, public: newest }) => network === 'x' && newest !== undefined)

type Due = {
	/** The cases with a subscription of their own; undefined where X tells us nothing. */
	readonly watched: ReadonlySet<CaseId> | undefined
	readonly olderThan: number | undefined
	readonly now: Instant
}

/**
 * Tells whether a case is visited now: its last visit is too old and was not today; or its authors on X are not watched
 * although they were, or nobody has tried yet.
 */
const isDue = (state: CaseState, mark: CopyMark, { watched, olderThan, now }: Due): boolean => {
	const { visitedAt, watchedSince } = mark
	const age = ageOf(visitedAt ?? state.openedAt, now)
	if (olderThan !== undefined) return age >= olderThan
	const isNews = watchedSince === undefined ? visitedAt === undefined : watched?.has(state.id) === false
	if (watched !== undefined && isPublicOnX(state) && isNews) return true
	return age >= VISITED_AFTER && utcDayOf(visitedAt ?? '') !== utcDayOf(now)
}

const visitPage = async (
	dependencies: RereadDependencies,
	going: Going,
	rows: readonly CaseRow[],
): Promise<PageRun & { readonly seen: readonly CaseId[] }> => {
	const { rereads, clock } = dependencies
	const now = clock.now()
	// An unreadable case is not looked up, and its age grows.
	const opened = rows.map((row) =>
		row.kind === 'readable'
			? { id: row.state.id, at: row.state.openedAt }
			: { id: row.id, at: row.waitingSince ?? now },
	)
	const marks = await rereads.marks(opened.map(({ id }) => id))
	const ages = new Map(opened.map(({ id, at }) => [id, ageOf(marks.get(id)?.visitedAt ?? at, now)]))
	const readable = readableOf(rows)
	const { olderThan } = going
	const before = going.watching?.cases()
	const due = readable.filter((state) => isDue(state, marks.get(state.id) ?? {}, { watched: before, olderThan, now }))
	const { done, changed } = await visitSome(dependencies, going, due, marks)
	const left = [...ages].filter(([id]) => !done.has(id)).map(([, age]) => age)
	const watched = going.watching?.cases()
	return {
		cases: rows.length,
		reread: done.size,
		changed,
		unwatched: readable.filter((state) => isPublicOnX(state) && watched?.has(state.id) !== true).length,
		oldestMilliseconds: Math.max(0, ...left),
		seen: opened.map(({ id }) => id),
	}
}

const together = (a: PageRun, b: PageRun): PageRun => ({
	cases: a.cases + b.cases,
	reread: a.reread + b.reread,
	changed: a.changed + b.changed,
	unwatched: a.unwatched + b.unwatched,
	oldestMilliseconds: Math.max(a.oldestMilliseconds, b.oldestMilliseconds),
})

/** Cases that are asked in one run whether they are over. */
const ASKED_TO_RELEASE = 300

/** Ends the subscriptions of cases that are open no more, among those that this run did not meet in the list. */
const releaseEnded = async (
	{ store }: RereadDependencies,
	watching: Watching,
	seen: ReadonlySet<CaseId>,
): Promise<void> => {
	const unseen = [...watching.cases()].filter((id) => !seen.has(id)).slice(0, ASKED_TO_RELEASE)
	const ended: CaseId[] = []
	for (const id of unseen) {
		const state = await unlessUnreadable(store.load(id))
		if (state !== 'unreadable' && state?.state !== 'open') ended.push(id)
	}
	await watching.release(ended)
}

/**
 * Visits open cases, page by page from where the last run ended: has X tell us what the authors of public messages delete,
 * as far as it gives subscriptions, ends those of closed cases, and looks up elsewhere what was visited too long ago. Leaves
 * what cannot be looked up to the next run. Goes on after failures and throws them together at the end, so that the run
 * counts as failed.
 */
export const rereadCases = async (
	dependencies: RereadDependencies,
	{ olderThanMilliseconds: olderThan, budgetMilliseconds = 8 * MINUTE }: RereadOptions = {},
): Promise<RereadRun> => {
	const { list, rereads, senders, clock, log, prices } = dependencies
	const failures: unknown[] = []
	const end = addMilliseconds(clock.now(), budgetMilliseconds)
	const mostWatches = prices.subscriptions
	const watching = await openWatching({ ...dependencies, mostWatches }).catch((error: unknown) => {
		// Meta's networks go on, and from three hours on nobody trusts the subscriptions.
		failures.push(error)
		return undefined
	})
	const going: Going = { lookups: createLookups(senders), failures, threads: new Set(), watching, olderThan }
	const seen = new Set<CaseId>()
	let cursor = await rereads.cursor()
	let run: PageRun = { cases: 0, reread: 0, changed: 0, unwatched: 0, oldestMilliseconds: 0 }
	do {
		const { rows, next } = await list.page({ state: 'open' }, CASES_PER_PAGE, cursor)
		const page = await visitPage(dependencies, going, rows)
		run = together(run, page)
		for (const id of page.seen) seen.add(id)
		cursor = next
		await rereads.moveCursor(cursor)
	} while (cursor !== undefined && clock.now() < end)
	if (watching !== undefined) await releaseEnded(dependencies, watching, seen)
	const isComplete = cursor === undefined
	log.count('OldestRereadHours', Math.floor(run.oldestMilliseconds / HOUR))
	if (run.unwatched > 0) log.count('CasesUnwatched', run.unwatched)
	log.count('RereadMilliUsd', Math.round(going.lookups.postsRead('x') * prices.postRead * 1_000))
	log.info('REREAD_FINISHED', { count: run.reread, outcome: isComplete ? 'complete' : 'continued' })
	const all = [...failures, ...going.lookups.failures]
	if (all.length > 0) throw new AggregateError(all, 'rereadIncomplete')
	return { ...run, isComplete }
}
