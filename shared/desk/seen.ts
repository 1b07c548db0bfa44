import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, DAY, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import { retryOnConflict, tryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { ParkedId } from '#shared/ledger/envelope.ts'

/** How long it is known who was shown a case's words. */
export const SEEN_KEPT_FOR = 30 * DAY

export const SIGHTS = ['case', 'file', 'record', 'parked'] as const

/** What is seen: a case, or an event that belongs to none. */
export type SeenSubject = CaseId | ParkedId

/** That an agent was shown a case as of a version. Per case, never per agent: nobody can list what one person looked at. */
export type Sight = {
	readonly by: AgentKey
	/** `case`: its words. `file`: what a customer attached. `record`: an auditor read this very list. `parked`: what a parked event says. */
	readonly what: (typeof SIGHTS)[number]
	readonly version: number
	/** The last time. */
	readonly at: Instant
}

/** How many cases an agent's readings of customer data may concern in an hour before somebody is told. */
export const CASES_READ_AN_HOUR = 30
/** Readings are counted for this long and then forgotten. */
export const READINGS_KEPT_FOR = HOUR
/** More are told anyway, so more need not be remembered. */
const CASES_REMEMBERED = 200

/** How many unanswered cases an agent closes alone within the time below; then a second person looks at each. */
export const CLOSINGS_ALONE = 3
/** Closings are counted for this long and then forgotten. */
export const CLOSINGS_KEPT_FOR = 10 * MINUTE

/** How many numbers of no case somebody may name within the time below; then they must wait. */
export const MISSES_ALLOWED = 10
/** Numbers of no case are counted for this long and then forgotten. */
export const LOOKUPS_KEPT_FOR = 10 * MINUTE

/** The cases of which an agent did something a short while ago: a count, never a history. */
export type RecentCases = {
	readonly cases: readonly { readonly caseId: CaseId; readonly at: Instant }[]
	readonly revision: number
}

export type SeenStore = {
	/** Records a sight; a later one of the same agent replaces it. */
	readonly put: (seen: SeenSubject, sight: Sight) => Promise<void>
	/** Returns who was shown it in the last 30 days. */
	readonly list: (seen: SeenSubject) => Promise<readonly Sight[]>
	/** Returns the last version whose words the agent was shown in the last 30 days; 0 for none. */
	readonly versionShown: (caseId: CaseId, by: AgentKey) => Promise<number>
}

/** Counts by agent; what is older than the time it counts for may be forgotten. */
export type RecentCasesStore = {
	readonly find: (by: AgentKey) => Promise<RecentCases>
	/** Stores the cases under their revision, one more than was found. Returns false on a conflict. */
	readonly put: (by: AgentKey, recent: RecentCases) => Promise<boolean>
}

/** Returns the other cases of so many milliseconds before `now`. */
const othersWithin = ({ cases }: RecentCases, caseId: CaseId, milliseconds: number, now: Instant) =>
	cases.filter((one) => one.caseId !== caseId && one.at > addMilliseconds(now, -milliseconds))

/** Returns the readings of the last hour with one more; the same case counts once. */
const withReading = (found: RecentCases, caseId: CaseId, now: Instant): RecentCases => {
	const others = othersWithin(found, caseId, READINGS_KEPT_FOR, now)
	return { cases: [...others, { caseId, at: now }].slice(-CASES_REMEMBERED), revision: found.revision + 1 }
}

/**
 * Counts a reading of customer data. Returns how many cases it makes in the last hour; undefined where others counted at
 * once too often: a reading that is on record is not refused for its count.
 */
export const countReading = (
	{ readings, clock }: { readonly readings: RecentCasesStore; readonly clock: Clock },
	by: AgentKey,
	caseId: CaseId,
): Promise<number | undefined> =>
	tryOnConflict(async () => {
		const next = withReading(await readings.find(by), caseId, clock.now())
		return (await readings.put(by, next)) ? next.cases.length : undefined
	})

/**
 * Counts that an agent closes an unanswered case; the same case counts once. Returns false, and counts nothing, where they
 * closed three others within ten minutes. Throws `RetryLaterError` where others counted at once too often.
 */
export const countClosing = (
	{ closings, clock }: { readonly closings: RecentCasesStore; readonly clock: Clock },
	by: AgentKey,
	caseId: CaseId,
): Promise<boolean> =>
	retryOnConflict('closingsContended', async () => {
		const found = await closings.find(by)
		const now = clock.now()
		const others = othersWithin(found, caseId, CLOSINGS_KEPT_FOR, now)
		if (others.length >= CLOSINGS_ALONE) return false
		const next = { cases: [...others, { caseId, at: now }], revision: found.revision + 1 }
		return (await closings.put(by, next)) ? true : undefined
	})

type Lookups = { readonly lookups: RecentCasesStore; readonly clock: Clock }

const missesWithin = ({ cases }: RecentCases, now: Instant) =>
	cases.filter(({ at }) => at > addMilliseconds(now, -LOOKUPS_KEPT_FOR))

/** Tells whether somebody may look up a number: whoever named too many of no case guesses, and waits. */
export const mayLookUp = async ({ lookups, clock }: Lookups, by: AgentKey): Promise<boolean> =>
	missesWithin(await lookups.find(by), clock.now()).length < MISSES_ALLOWED

/**
 * Counts a number that is of no case, each time it is named. Returns whether it was the last that is allowed. Throws
 * `RetryLaterError` where others counted at once too often.
 */
export const countMiss = (
	{ lookups, clock, random }: Lookups & { readonly random: Random },
	by: AgentKey,
): Promise<boolean> =>
	retryOnConflict('lookupsContended', async () => {
		const found = await lookups.find(by)
		const now = clock.now()
		// No case has this key: a miss is counted, not what was named.
		const cases = [...missesWithin(found, now), { caseId: newId('case', random), at: now }].slice(-MISSES_ALLOWED)
		const isCounted = await lookups.put(by, { cases, revision: found.revision + 1 })
		return isCounted ? cases.length === MISSES_ALLOWED : undefined
	})
