import { getHolidays, type Region } from 'feiertagejs'
import * as z from 'zod'
import { addMilliseconds, DAY, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { type Day, dayAfter, instantAt, wallTimeAt, weekdayOf } from './wall-clock.ts'

/** Service hours: when a team answers, and what counts in that time. Pure; of days without service none counts. */

/** Where the hours of all calendars are counted. */
export const ZONE = 'Europe/Berlin'
const LANDS = ['BW', 'BY', 'BE', 'BB', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Weekday = (typeof WEEKDAYS)[number]

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** A time of day, `07:00` to `24:00`. */
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** From and to, in this order. */
const hoursSchema = z
	.tuple([timeSchema, timeSchema])
	.refine(([from, to]) => from < to, { error: 'the end comes before the beginning' })

export const serviceCalendarSchema = z.strictObject({
	/** The Land whose holidays are closed days. */
	land: z.enum(LANDS),
	/** At most one stretch a day; a weekday that is left out has no service. */
	hours: z.partialRecord(z.enum(WEEKDAYS), hoursSchema),
	/** Further closed days, `2026-12-24`. */
	closed: z.array(z.iso.date()).default([]),
})
export type ServiceCalendar = z.infer<typeof serviceCalendarSchema>

/** The calendars of a stage: one for all, and those of teams that keep other hours or another Land's holidays. */
export const serviceCalendarsSchema = z.strictObject({
	default: serviceCalendarSchema,
	teams: z.record(z.string(), serviceCalendarSchema).default({}),
})
export type ServiceCalendars = z.infer<typeof serviceCalendarsSchema>

/** Parses the calendars of a stage from its setting. Throws a zod error that names what is wrong. */
export const parseServiceCalendars = (json: string): ServiceCalendars => serviceCalendarsSchema.parse(JSON.parse(json))

/** Returns the calendar of a team; that of all where it has none of its own. */
export const calendarOf = ({ default: common, teams }: ServiceCalendars, team: string | undefined): ServiceCalendar =>
	(team === undefined ? undefined : teams[team]) ?? common

const holidays = new Map<string, ReadonlySet<Day>>()

/** Tells whether a day is a holiday of the Land; of a Land's part (Augsburg) none is. */
const isHoliday = (day: Day, land: Region): boolean => {
	const year = day.slice(0, 4)
	const key = `${land} ${year}`
	const known = holidays.get(key) ?? new Set(getHolidays(year, land).map(({ dateString }) => dateString))
	holidays.set(key, known)
	return known.has(day)
}

/** Christmas Eve and New Year's Eve are no holidays by law, but nobody expects service. */
const EVES = ['12-24', '12-31']

type Stretch = { readonly from: number; readonly to: number }

/** Returns the service of a day in minutes of the wall clock; undefined where there is none. */
const serviceOn = ({ hours, land, closed }: ServiceCalendar, day: Day): Stretch | undefined => {
	const weekday: Weekday | undefined = WEEKDAYS[weekdayOf(day) - 1]
	const stretch = weekday === undefined ? undefined : hours[weekday]
	const isClosed = closed.includes(day) || EVES.includes(day.slice(5)) || isHoliday(day, land)
	return stretch === undefined || isClosed ? undefined : { from: minutesOf(stretch[0]), to: minutesOf(stretch[1]) }
}

/** A year of days: a calendar without any service must not be searched for ever. */
const DAYS_SEARCHED = 366

type Opening = { readonly day: Day; readonly from: Instant; readonly to: Instant }

const openingOn = (calendar: ServiceCalendar, day: Day): Opening | undefined => {
	const stretch = serviceOn(calendar, day)
	if (stretch === undefined) return undefined
	const at = (minutes: number): Instant => instantAt({ day, minutes }, ZONE)
	return { day, from: at(stretch.from), to: at(stretch.to) }
}

/** Returns when service ends on a day; undefined where there is none. */
export const endOfServiceOn = (calendar: ServiceCalendar, day: Day): Instant | undefined => openingOn(calendar, day)?.to

/** Tells whether there is service on any day of the week. */
export const hasService = ({ hours }: ServiceCalendar): boolean => Object.keys(hours).length > 0

/** Yields the openings from the day of an instant on, those that ended before it left out. */
function* openingsFrom(calendar: ServiceCalendar, from: Instant): Generator<Opening> {
	let day = wallTimeAt(from, ZONE).day
	for (let looked = 0; looked < DAYS_SEARCHED; looked += 1) {
		const opening = openingOn(calendar, day)
		if (opening !== undefined && opening.to > from) yield opening
		day = dayAfter(day)
	}
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other)
const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other)
const minutesBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / MINUTE

/** Returns the beginning of the day at an instant, as clocks here show it. */
export const dayBeginning = (at: Instant): Instant => instantAt({ day: wallTimeAt(at, ZONE).day, minutes: 0 }, ZONE)

/** Tells whether the team answers at an instant. */
export const isServiceTime = (calendar: ServiceCalendar, at: Instant): boolean => {
	const opening = openingOn(calendar, wallTimeAt(at, ZONE).day)
	return opening !== undefined && opening.from <= at && at < opening.to
}

/** Returns the instant itself where there is service, else the next beginning of it. Throws where there never is any. */
export const nextServiceTime = (calendar: ServiceCalendar, at: Instant): Instant => addServiceMinutes(calendar, at, 0)

/**
 * Returns the instant at which so many minutes of service have passed since another; for none that instant, or the next
 * beginning of service. Throws where the calendar has no service within a year.
 */
export const addServiceMinutes = (calendar: ServiceCalendar, from: Instant, minutes: number): Instant => {
	let left = minutes
	for (const opening of openingsFrom(calendar, from)) {
		const begins = later(opening.from, from)
		const ends = addMilliseconds(begins, left * MINUTE)
		if (ends < opening.to || (ends === opening.to && left > 0)) return ends
		left -= minutesBetween(begins, opening.to)
	}
	throw new Error('The calendar has no service within a year')
}

/** Yields the openings up to the day of an instant, the latest first, those that begin after it left out. */
function* openingsBefore(calendar: ServiceCalendar, to: Instant): Generator<Opening> {
	let day = wallTimeAt(to, ZONE).day
	for (let looked = 0; looked < DAYS_SEARCHED; looked += 1) {
		const opening = openingOn(calendar, day)
		if (opening !== undefined && opening.from < to) yield opening
		day = dayAfter(day, -1)
	}
}

/**
 * Returns the instant from which on so many minutes of service pass until another. Where the calendar has less service
 * than that within a year, it is that other instant itself.
 */
export const serviceMinutesBefore = (calendar: ServiceCalendar, to: Instant, minutes: number): Instant => {
	let left = minutes
	for (const opening of openingsBefore(calendar, to)) {
		const ends = earlier(opening.to, to)
		const length = minutesBetween(opening.from, ends)
		if (left <= length) return addMilliseconds(ends, -left * MINUTE)
		left -= length
	}
	return to
}

/** Returns the minutes of service between two instants; 0 where the second is not after the first. */
export const serviceMinutesBetween = (calendar: ServiceCalendar, from: Instant, to: Instant): number => {
	let minutes = 0
	for (const opening of openingsFrom(calendar, from)) {
		if (later(opening.from, from) >= to) break
		minutes += minutesBetween(later(opening.from, from), earlier(opening.to, to))
	}
	return minutes
}

/**
 * Returns the same time of the wall clock so many days of service later: a question of Friday 16:00 falls due on the next
 * day with service at 16:00, or where that is outside its hours, at their nearest end. Throws where there is no service
 * within a year.
 */
export const addServiceDays = (calendar: ServiceCalendar, from: Instant, days: number): Instant => {
	const { day: start, minutes } = wallTimeAt(from, ZONE)
	let left = days
	let day = start
	for (let looked = 0; looked < DAYS_SEARCHED; looked += 1) {
		day = dayAfter(day)
		const stretch = serviceOn(calendar, day)
		if (stretch === undefined) continue
		left -= 1
		if (left === 0) return instantAt({ day, minutes: Math.min(Math.max(minutes, stretch.from), stretch.to - 1) }, ZONE)
	}
	throw new Error('The calendar has no service within a year')
}

/** Returns the same as `addServiceDays`; where the calendar has no service at all, so many days of the clock later. */
export const serviceDaysAfter = (calendar: ServiceCalendar, from: Instant, days: number): Instant =>
	hasService(calendar) ? addServiceDays(calendar, from, days) : addMilliseconds(from, days * DAY)
