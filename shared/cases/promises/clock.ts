import {
	addServiceMinutes,
	calendarOf,
	hasService,
	type ServiceCalendar,
	type ServiceCalendars,
	serviceDaysAfter,
	serviceMinutesBefore,
} from '#shared/calendar/service-calendar.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Team } from '../actor.ts'
import type { OwedBy, PromiseKind } from '../codes.ts'
import type { PromiseId } from '../keys.ts'
import type { DueDate, NewPromise } from './decide.ts'

/** When a promise is looked at, in the service hours of the team whose it is. */

/** Who owes it is reminded an hour before; for what is due sooner, a quarter of an hour. */
const REMINDED_BEFORE = [60, 15] as const
/** From so many minutes before on, it is watched whether who owes it is here. */
const WATCHED_BEFORE = 15
/** But never over a night: for no longer than this. */
const WATCHED_AT_MOST = HOUR
/** The leads are told after so many minutes. */
const ESCALATED_AFTER = 60

/**
 * Returns when who owes a promise is to be reminded. Where that hour of service is over already, as the promise falls due
 * at night, it is an hour of the clock. Undefined: it is due too soon.
 */
const remindedOf = (calendar: ServiceCalendar, dueAt: Instant, now: Instant): Instant | undefined =>
	[
		...REMINDED_BEFORE.map((minutes) => serviceMinutesBefore(calendar, dueAt, minutes)),
		...REMINDED_BEFORE.map((minutes) => addMilliseconds(dueAt, -minutes * MINUTE)),
	].find((at) => at > now && at < dueAt)

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other)

/** Returns the moments of a promise that falls due then, as the calendar has them at `now`. */
export const momentsOf = (calendar: ServiceCalendar, dueAt: Instant, now: Instant) => ({
	watchAt: later(serviceMinutesBefore(calendar, dueAt, WATCHED_BEFORE), addMilliseconds(dueAt, -WATCHED_AT_MOST)),
	escalateAt: hasService(calendar)
		? addServiceMinutes(calendar, dueAt, ESCALATED_AFTER)
		: addMilliseconds(dueAt, ESCALATED_AFTER * MINUTE),
	/** The leads are told anew each day of service. */
	againAt: serviceDaysAfter(calendar, now, 1),
})

/** What somebody says they promise. */
export type SaidPromise = {
	readonly kind: PromiseKind
	readonly dueAt: Instant
	readonly owedBy: OwedBy
}

/** Returns a date with its reminder, by the hours of the case's team, or where it has none, of who promises. */
export const dueDateOf = (
	calendars: ServiceCalendars,
	{ team: ofCase }: { readonly team?: Team | undefined },
	{ dueAt, team, now }: { readonly dueAt: Instant; readonly team: Team | undefined; readonly now: Instant },
): DueDate => ({ dueAt, remindAt: remindedOf(calendarOf(calendars, ofCase ?? team), dueAt, now) })

/** Returns the promise that somebody of a team makes in a case; undefined where they make none. */
export const newPromise = (
	calendars: ServiceCalendars,
	state: { readonly team?: Team | undefined },
	said: SaidPromise | undefined,
	{ id, team, now }: { readonly id: PromiseId; readonly team: Team | undefined; readonly now: Instant },
): NewPromise | undefined => {
	if (said === undefined) return undefined
	const { kind: what, dueAt, owedBy } = said
	return { id, what, owedBy, team, ...dueDateOf(calendars, state, { dueAt, team, now }) }
}
