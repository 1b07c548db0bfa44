import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, DAY, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { tryOnConflict } from '#shared/kernel/retry-on-conflict.ts'

/** How long it is known who was shown a case's words. */
export const SEEN_KEPT_FOR = 30 * DAY

/** That an agent was shown a case as of a version. Per case, never per agent: nobody can list what one person looked at. */
export type Sight = {
	readonly by: AgentKey
	/** `case`: its words. `record`: an auditor read this very list. */
	readonly what: 'case' | 'record'
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

/** The cases whose data an agent read in the last hour. */
export type Readings = {
	readonly cases: readonly { readonly caseId: CaseId; readonly at: Instant }[]
	readonly revision: number
}

export type SeenStore = {
	/** Records a sight; a later one of the same agent replaces it. */
	readonly put: (caseId: CaseId, sight: Sight) => Promise<void>
	/** Returns who was shown the case in the last 30 days. */
	readonly list: (caseId: CaseId) => Promise<readonly Sight[]>
}

export type ReadingsStore = {
	readonly find: (by: AgentKey) => Promise<Readings>
	/** Stores readings under their revision, one more than was found. Returns false on a conflict. */
	readonly put: (by: AgentKey, readings: Readings) => Promise<boolean>
}

/** Returns the readings of the last hour with one more; the same case counts once. */
const withReading = ({ cases, revision }: Readings, caseId: CaseId, now: Instant): Readings => {
	const since = addMilliseconds(now, -READINGS_KEPT_FOR)
	const others = cases.filter((one) => one.caseId !== caseId && one.at > since)
	return { cases: [...others, { caseId, at: now }].slice(-CASES_REMEMBERED), revision: revision + 1 }
}

/**
 * Counts a reading of customer data. Returns how many cases it makes in the last hour; undefined where others counted at
 * once too often: a reading that is on record is not refused for its count.
 */
export const countReading = (
	{ readings, clock }: { readonly readings: ReadingsStore; readonly clock: Clock },
	by: AgentKey,
	caseId: CaseId,
): Promise<number | undefined> =>
	tryOnConflict(async () => {
		const next = withReading(await readings.find(by), caseId, clock.now())
		return (await readings.put(by, next)) ? next.cases.length : undefined
	})
