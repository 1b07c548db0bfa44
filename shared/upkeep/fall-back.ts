import {
	type Absence,
	type AgentRecord,
	absenceOf,
	isAbsent,
	isWorking,
	type RosterStore,
} from '#shared/agents/roster.ts'
import { addServiceMinutes, calendarOf, type ServiceCalendars } from '#shared/calendar/service-calendar.ts'
import { applyPrepared, type Proposed } from '#shared/cases/apply.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { CaseList, CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, type Clock, type Instant, MINUTE } from '#shared/kernel/clock.ts'

/** Cases of owners who are not here go to who is. The roster tells who that is, so only the sweep can: a case knows its owner's key. */

export type FallBackDependencies = {
	readonly store: CaseStore
	readonly list: Pick<CaseList, 'awaiting'>
	readonly roster: Pick<RosterStore, 'list' | 'findByKeys'>
	readonly calendars: () => ServiceCalendars
	readonly clock: Clock
}

/** How long a case waits for an owner who is not here, in minutes of their team's service. */
const MINUTES_AWAITED = 15
/** Cases of one owner per run. */
const CASES_PER_OWNER = 50

/** Nothing to do: the owner is here after all, or the case is not theirs any more. */
type NotAwaited = 'notAwaited'

/** Returns from when on nobody waits for the owner: it is our turn, they own it, and they are not here, each since then or before. */
const dueAt = (
	{ awaitsOwnerSince }: { readonly awaitsOwnerSince: Instant },
	{ since }: Absence,
	calendars: ServiceCalendars,
	team: string | undefined,
): Instant => {
	const from = since > awaitsOwnerSince ? since : awaitsOwnerSince
	return addServiceMinutes(calendarOf(calendars, team), from, MINUTES_AWAITED)
}

const isHere = (record: AgentRecord | undefined, now: Instant): boolean =>
	record !== undefined && isWorking(record) && !isAbsent(record, now)

const prepare = async (
	{ roster, calendars }: FallBackDependencies,
	{ owner, deputy, team: named, awaitsOwnerSince }: CaseState,
	now: Instant,
): Promise<Proposed<NotAwaited>> => {
	if (owner === undefined || awaitsOwnerSince === undefined) return { objection: 'notAwaited' }
	const records = await roster.findByKeys(deputy === undefined ? [owner] : [owner, deputy])
	const record = records.get(owner)
	const absence = absenceOf(record, now)
	if (absence === undefined) return { objection: 'notAwaited' }
	const team = record?.team ?? named
	return {
		command: {
			kind: 'fallBack',
			from: owner,
			why: absence.why,
			dueAt: dueAt({ awaitsOwnerSince }, absence, calendars(), team),
			deputy: deputy !== undefined && isHere(records.get(deputy), now) ? deputy : undefined,
			team,
		},
	}
}

/** Lets one case fall back, where its owner was not here for long enough. May be repeated. Throws as `applyPrepared` does. */
export const fallBack = async (dependencies: FallBackDependencies, caseId: CaseId): Promise<void> => {
	const now = dependencies.clock.now()
	await applyPrepared(dependencies, caseId, (state) => prepare(dependencies, state, now))
}

/**
 * Returns the cases that may have waited long enough for an owner who is not here: one query of the roster, and one of a
 * sparse index for each who is not. What fell back leaves the index, so a night costs as many queries a minute as agents
 * sleep, however many cases are open.
 */
export const casesOfAbsent = async ({ roster, list, clock }: FallBackDependencies): Promise<readonly CaseId[]> => {
	const now = clock.now()
	const { records } = await roster.list()
	const absent = records.filter((record) => absenceOf(record, now) !== undefined)
	// Minutes of service are no shorter than others.
	const before = addMilliseconds(now, -MINUTES_AWAITED * MINUTE)
	const found = await Promise.all(absent.map(({ key }) => list.awaiting(key, before, CASES_PER_OWNER)))
	return found.flat()
}

/** Returns those cases whose owner is gone from the roster, where no query by its records finds them. */
export const casesOfGone = async (
	{ roster }: Pick<FallBackDependencies, 'roster'>,
	states: readonly CaseState[],
): Promise<readonly CaseId[]> => {
	const awaited = states.flatMap(({ id, owner, awaitsOwnerSince }) =>
		owner === undefined || awaitsOwnerSince === undefined ? [] : [{ id, owner }],
	)
	if (awaited.length === 0) return []
	const owners: readonly AgentKey[] = [...new Set(awaited.map(({ owner }) => owner))]
	const known = await roster.findByKeys(owners)
	return awaited.filter(({ owner }) => !known.has(owner)).map(({ id }) => id)
}
