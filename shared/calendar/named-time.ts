import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { endOfServiceOn, type ServiceCalendar, serviceDaysAfter, ZONE } from './service-calendar.ts'
import { type Day, dayAfter, instantAt, wallTimeAt, weekdayOf } from './wall-clock.ts'

/** A time as people name it: seen from now, in days or by a weekday, with a time of the clock or without. */

type NamedDay =
	| { readonly kind: 'in'; readonly days: number }
	/** 1 for Monday to 7 for Sunday; `weeks` later than the next one. */
	| { readonly kind: 'weekday'; readonly weekday: number; readonly weeks: number }
	/** Friday of this week, or of a later one. */
	| { readonly kind: 'weekEnd'; readonly weeks: number }
	| { readonly kind: 'monthEnd' }
	| { readonly kind: 'date'; readonly month: number; readonly date: number }

export type NamedTime =
	| { readonly kind: 'after'; readonly minutes: number }
	| { readonly kind: 'serviceDays'; readonly days: number }
	/** `minutes` since midnight, as the clock shows them. Without a day it is the next such time. */
	| { readonly kind: 'at'; readonly day?: NamedDay | undefined; readonly minutes?: number | undefined }

const FRIDAY = 5
const WEEK = 7
/** Where a day has no service, nobody expects anything later than this. */
const EVENING = 18 * 60
const LAST_MINUTE = 24 * 60 - 1

const pad = (value: number): string => String(value).padStart(2, '0')

const dateFrom = (today: Day, month: number, date: number): Day => {
	const year = Number(today.slice(0, 4))
	const inYear = (one: number): Day => `${one}-${pad(month)}-${pad(date)}`
	return inYear(year) < today ? inYear(year + 1) : inYear(year)
}

const lastOfMonth = (day: Day): Day =>
	dayAfter(day).slice(5, 7) === day.slice(5, 7) ? lastOfMonth(dayAfter(day)) : day

const dayOf = (today: Day, named: NamedDay): Day => {
	const weekday = weekdayOf(today)
	switch (named.kind) {
		case 'in':
			return dayAfter(today, named.days)
		case 'weekday': {
			const ahead = (named.weekday - weekday + WEEK) % WEEK
			const next =
				named.weeks > 0 && ahead === 0 ? WEEK : ahead + (named.weeks > 0 && named.weekday > weekday ? WEEK : 0)
			return dayAfter(today, next)
		}
		case 'weekEnd':
			return dayAfter(today, FRIDAY - weekday + (named.weeks + (weekday > FRIDAY ? 1 : 0)) * WEEK)
		case 'monthEnd':
			return lastOfMonth(today)
		case 'date':
			return dateFrom(today, named.month, named.date)
	}
}

const onDay = (calendar: ServiceCalendar, day: Day, minutes: number | undefined): Instant =>
	minutes === undefined
		? (endOfServiceOn(calendar, day) ?? instantAt({ day, minutes: EVENING }, ZONE))
		: instantAt({ day, minutes }, ZONE)

const nextAt = (calendar: ServiceCalendar, now: Instant, today: Day, minutes: number | undefined): Instant => {
	const then = onDay(calendar, today, minutes)
	return then > now ? then : onDay(calendar, dayAfter(today), minutes)
}

/** Makes sure that it is still to come: of a weekday the next one, of today its last minute. */
const toCome = (calendar: ServiceCalendar, now: Instant, day: Day, { day: named, minutes }: DayAndTime): Instant => {
	const then = onDay(calendar, day, minutes)
	if (then > now) return then
	if (named?.kind === 'weekday' || named?.kind === 'weekEnd') return onDay(calendar, dayAfter(day, WEEK), minutes)
	const late = instantAt({ day, minutes: LAST_MINUTE }, ZONE)
	return late > now ? late : onDay(calendar, dayAfter(day), minutes)
}

type DayAndTime = Extract<NamedTime, { readonly kind: 'at' }>

/**
 * Returns the instant that a named time means for who says it at `now`: without a time of the clock the end of service on
 * that day, without anything a day of service later. It is always after `now`.
 */
export const instantOfNamed = (calendar: ServiceCalendar, now: Instant, named: NamedTime | undefined): Instant => {
	if (named === undefined) return serviceDaysAfter(calendar, now, 1)
	if (named.kind === 'after') return addMilliseconds(now, named.minutes * MINUTE)
	if (named.kind === 'serviceDays') return serviceDaysAfter(calendar, now, named.days)
	const today = wallTimeAt(now, ZONE).day
	if (named.day === undefined) return nextAt(calendar, now, today, named.minutes)
	return toCome(calendar, now, dayOf(today, named.day), named)
}
