import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { CaseList, CaseStore, ContentStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type CaseRow, readableOf, unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { ASIDES_SHOWN, type AsideList, THREADS_SHOWN } from '#shared/messages/asides.ts'
import type { Screen } from '#shared/screening/screen-text.ts'
import { compareRemoteState } from './compare-remote-state.ts'
import { type Askable, createLookups, isAskable, type Lookups, type Senders } from './look-up-messages.ts'
import type { Reread } from './reread.ts'
import type { RereadStore } from './reread-store.ts'

/** The newest messages of a case that are reread; older ones rarely change. */
const NEWEST_REREAD = 50

/**
 * Selects the messages to look up: public messages of customers that are not erased, the newest and all unanswered
 * ones. Pure.
 */
const messagesToReread = (
	{ settledVersion, unanswered }: CaseState,
	facts: readonly RecordedFact[],
): readonly MessageKey[] => {
	const erased = new Set(facts.flatMap(({ fact }) => (fact.kind === 'MessageErased' ? [fact.message] : [])))
	const waiting = new Set(unanswered.first.map(({ message }) => message))
	const written = facts.flatMap(({ version, fact }) =>
		fact.kind === 'MessageReceived' && fact.visibility === 'public' && !erased.has(fact.message)
			? [
					{
						message: fact.message,
						sentAt: fact.sentAt,
						isWaiting: version > settledVersion || waiting.has(fact.message),
					},
				]
			: [],
	)
	return written
		.toSorted((a, b) => (a.sentAt > b.sentAt ? -1 : 1))
		.filter(({ isWaiting }, index) => index < NEWEST_REREAD || isWaiting)
		.map(({ message }) => message)
}

export type ReadCasesDependencies = {
	readonly store: Pick<CaseStore, 'factsAfter'>
	readonly content: Pick<ContentStore, 'get'>
	readonly asides: Pick<AsideList, 'newestOfThread'>
	readonly log: Log
}

/** The messages of a case that can be looked up. */
export type Read = { readonly id: CaseId; readonly messages: readonly Askable[] }

/** The progress of a run: failures, and threads whose asides were read with an earlier case. */
export type SoFar = { readonly failures: unknown[]; readonly threads: Set<string> }

/** Cases whose facts are read concurrently. */
const READ_AT_ONCE = 10

const askableOf = (caseId: CaseId, message: MessageKey, content: Content | undefined): readonly Askable[] => {
	if (!isNetworkContent(content) || !isAskable(content)) return []
	const { network, accountId, contentId } = content
	return [{ caseId, message, content, network, accountId, contentId }]
}

const askables = async ({ content }: ReadCasesDependencies, caseId: CaseId, keys: readonly MessageKey[]) => {
	const known = new Map((await content.get(keys)).map((one) => [one.id, one]))
	return keys.flatMap((key) => askableOf(caseId, key, known.get(key)))
}

/** Returns what bystanders wrote in the threads of a case, as agents see it there. Reads each thread once in a run. */
const asidesBeside = async (
	dependencies: ReadCasesDependencies,
	caseId: CaseId,
	messages: readonly Askable[],
	{ threads }: SoFar,
): Promise<readonly Askable[]> => {
	const shown = [...new Set(messages.flatMap(({ content }) => content.thread ?? []))].slice(0, THREADS_SHOWN)
	const unread = shown.filter((thread) => !threads.has(thread))
	for (const thread of unread) threads.add(thread)
	const newest = unread.map((thread) => dependencies.asides.newestOfThread(thread, {}, ASIDES_SHOWN))
	return askables(dependencies, caseId, (await Promise.all(newest)).flat())
}

/**
 * Returns the messages to look up of each case. Collects a case's failure without stopping the others, and skips
 * unreadable cases.
 */
const readCases = async (
	dependencies: ReadCasesDependencies,
	cases: readonly CaseState[],
	soFar: SoFar,
): Promise<readonly Read[]> => {
	const readOne = async (state: CaseState): Promise<readonly Read[]> => {
		const { id } = state
		try {
			const facts = await unlessUnreadable(dependencies.store.factsAfter(id, 0))
			// The sweep reports unreadable cases.
			if (facts === 'unreadable') return []
			const messages = await askables(dependencies, id, messagesToReread(state, facts))
			return [{ id, messages: [...messages, ...(await asidesBeside(dependencies, id, messages, soFar))] }]
		} catch (error) {
			dependencies.log.error('REREAD_FAILED', error, { caseId: id })
			soFar.failures.push(error)
			return []
		}
	}
	const read: Read[] = []
	for (let from = 0; from < cases.length; from += READ_AT_ONCE)
		read.push(...(await Promise.all(cases.slice(from, from + READ_AT_ONCE).map(readOne))).flat())
	return read
}

export type RereadDependencies = ReadCasesDependencies & {
	readonly list: Pick<CaseList, 'page'>
	readonly rereads: RereadStore
	readonly senders: Senders
	/** Commands to the worker, the only writer of content. */
	readonly commands: Queue<Reread>
	readonly screen: Screen
	/** What X charges for a post that is read, in US dollars. */
	readonly xPostRead: number
	readonly clock: Clock
}

export type RereadOptions = {
	/**
	 * The minimum age of a case's last reread, in milliseconds. Default: 18 hours, so that an hourly run misses no day; and
	 * no two in one day of UTC, by which X bills each post once.
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
	/** The age of the oldest last reread among the open cases of this run. */
	readonly oldestMilliseconds: number
	/** Whether the run reached the end of the list. */
	readonly isComplete: boolean
}

const CASES_PER_PAGE = 100
const REREAD_AFTER = 18 * HOUR

/** Queues a command for each changed message. Returns how many there were. */
const enqueueChanges = async (
	{ commands, clock, screen }: RereadDependencies,
	messages: readonly Askable[],
	remoteStates: Awaited<ReturnType<Lookups['lookUp']>>,
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

type Going = { readonly lookups: Lookups; readonly failures: unknown[]; readonly threads: Set<string> }

/**
 * Rereads cases: queues the commands first, then marks the cases of which every message got an answer, so that a crash
 * between repeats the reread.
 */
const rereadSome = async (
	dependencies: RereadDependencies,
	{ lookups, failures, threads }: Going,
	cases: readonly CaseState[],
): Promise<{ readonly done: ReadonlySet<CaseId>; readonly changed: number }> => {
	const read = await readCases(dependencies, cases, { failures, threads })
	const messages = read.flatMap((one) => one.messages)
	const remoteStates = await lookups.lookUp(messages)
	const changed = await enqueueChanges(dependencies, messages, remoteStates)
	const left = new Set(messages.filter(({ message }) => !remoteStates.has(message)).map(({ caseId }) => caseId))
	const done = read.map(({ id }) => id).filter((id) => !left.has(id))
	await dependencies.rereads.markRead(done, dependencies.clock.now())
	return { done: new Set(done), changed }
}

/** The day of UTC, by which X counts. */
const dayOf = (at: Instant): string => at.slice(0, 10)

const ageOf = (at: Instant, now: Instant): number => Math.max(0, Date.parse(now) - Date.parse(at))

type PageRun = Omit<RereadRun, 'isComplete'>

const rereadPage = async (
	dependencies: RereadDependencies,
	going: Going,
	rows: readonly CaseRow[],
	olderThan: number | undefined,
): Promise<PageRun> => {
	const { rereads, clock } = dependencies
	const now = clock.now()
	// An unreadable case is not looked up, and its age grows.
	const opened = rows.map((row) =>
		row.kind === 'readable'
			? { id: row.state.id, at: row.state.openedAt }
			: { id: row.id, at: row.waitingSince ?? now },
	)
	const reads = await rereads.lastReads(opened.map(({ id }) => id))
	const ages = new Map(opened.map(({ id, at }) => [id, ageOf(reads.get(id) ?? at, now)]))
	const isPaid = (id: CaseId): boolean => dayOf(reads.get(id) ?? '') === dayOf(now)
	const isDue = (id: CaseId): boolean =>
		(ages.get(id) ?? 0) >= (olderThan ?? REREAD_AFTER) && (olderThan !== undefined || !isPaid(id))
	const due = readableOf(rows).filter(({ id }) => isDue(id))
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
 * Rereads the public messages of open cases whose last reread is too old, page by page from where the last run ended.
 * Leaves what cannot be looked up to the next run. Goes on after failures and throws them together at the end, so that
 * the run counts as failed.
 */
export const rereadCases = async (
	dependencies: RereadDependencies,
	{ olderThanMilliseconds, budgetMilliseconds = 8 * MINUTE }: RereadOptions = {},
): Promise<RereadRun> => {
	const { list, rereads, senders, clock, log, xPostRead } = dependencies
	const going: Going = { lookups: createLookups(senders), failures: [], threads: new Set() }
	const end = addMilliseconds(clock.now(), budgetMilliseconds)
	let cursor = await rereads.cursor()
	let run: PageRun = { cases: 0, reread: 0, changed: 0, oldestMilliseconds: 0 }
	do {
		const { rows, next } = await list.page({ state: 'open' }, CASES_PER_PAGE, cursor)
		run = together(run, await rereadPage(dependencies, going, rows, olderThanMilliseconds))
		cursor = next
		await rereads.moveCursor(cursor)
	} while (cursor !== undefined && clock.now() < end)
	const isComplete = cursor === undefined
	log.count('OldestRereadHours', Math.floor(run.oldestMilliseconds / HOUR))
	log.count('RereadMilliUsd', Math.round(going.lookups.postsRead('x') * xPostRead * 1_000))
	log.info('REREAD_FINISHED', { count: run.reread, outcome: isComplete ? 'complete' : 'continued' })
	const failures = [...going.failures, ...going.lookups.failures]
	if (failures.length > 0) throw new AggregateError(failures, 'rereadIncomplete')
	return { ...run, isComplete }
}
