import { type AgentRecord, isAbsent, type RosterStore } from '#shared/agents/roster.ts'
import { calendarOf, type ServiceCalendars } from '#shared/calendar/service-calendar.ts'
import { applyCommand, applyPrepared } from '#shared/cases/apply.ts'
import { followUpAt } from '#shared/cases/followups/state.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { momentsOf } from '#shared/cases/promises/clock.ts'
import type { TendedPromise } from '#shared/cases/promises/decide.ts'
import { promisesToTend } from '#shared/cases/promises/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'

export type OwedDependencies = {
	readonly store: CaseStore
	readonly clock: Clock
	readonly roster: Pick<RosterStore, 'findByKeys'>
	/** Returns the service hours of the stage and its teams. */
	readonly calendars: () => ServiceCalendars
	readonly log: Log
}

const laterOf = (one: Instant, other: Instant): Instant => (one > other ? one : other)

/**
 * Tells whether an agent will not be here when something falls due, as far as they said. Whoever goes before cannot keep it;
 * whoever is back from a break by then, or said when they come back, can.
 */
const isAwayFor = (record: AgentRecord | undefined, dueAt: Instant, now: Instant): boolean => {
	const { state, until = now } = record?.duty ?? { state: 'off' }
	const comesBack = record?.retiredAt === undefined && state === 'off' && now < until && until < dueAt
	return !comesBack && isAbsent(record, laterOf(dueAt, now))
}

/** Returns what roster and calendar say of the promises of a case that somebody must look at now. */
const tendedOf = async (
	{ roster, calendars, clock }: OwedDependencies,
	state: CaseState,
): Promise<readonly TendedPromise[]> => {
	const now = clock.now()
	const due = promisesToTend(state, now)
	const owing = due.flatMap(({ owes }) => (owes.kind === 'agent' ? owes.agent : []))
	const asked = owing.length === 0 ? [] : [...owing, state.owner, state.deputy].filter((key) => key !== undefined)
	const records = asked.length === 0 ? new Map<AgentKey, AgentRecord>() : await roster.findByKeys([...new Set(asked)])
	return due.map(({ id: promise, dueAt, team }) => ({
		promise,
		absent: asked.filter((key) => isAwayFor(records.get(key), dueAt, now)),
		...momentsOf(calendarOf(calendars(), state.team ?? team), dueAt, now),
	}))
}

/**
 * Looks after what we owe in a case whose moment has come: reminds of promises, passes them on in time, marks them as
 * overdue and tells the leads; and takes the turn at a date that one of us set. May be repeated.
 */
export const tendOwed = async (dependencies: OwedDependencies, before: CaseState): Promise<void> => {
	const { clock, log } = dependencies
	const now = clock.now()
	if ((followUpAt(before) ?? '9') <= now) await applyCommand(dependencies, before.id, { kind: 'tendFollowUp' })
	if (promisesToTend(before, now).length === 0) return
	const applied = await applyPrepared(dependencies, before.id, async (state) => ({
		command: { kind: 'tendPromises', tended: await tendedOf(dependencies, state) },
	}))
	if (applied.outcome !== 'applied') return
	const count = (kind: 'PromiseOverdue' | 'PromiseEscalated'): number =>
		applied.facts.filter((fact) => fact.kind === kind).length
	const [overdue, escalated] = [count('PromiseOverdue'), count('PromiseEscalated')]
	if (overdue > 0) log.count('PromisesOverdue', overdue)
	if (escalated > 0) log.count('PromisesEscalated', escalated)
}
