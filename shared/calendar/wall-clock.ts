import * as InstantFns from 'temporal-polyfill/fns/Instant'
import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime'
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime'
import type { Instant } from '#shared/kernel/clock.ts'

/** The only place that knows of time zones: the rest of the calendar counts days and minutes of the wall clock. */

/** A day of the wall clock, `2026-11-30`. */
export type Day = string
/** A moment of a wall clock: a day, and the minutes since its midnight as the clock shows them. */
export type WallTime = { readonly day: Day; readonly minutes: number }

const partsOf = (day: Day): [year: number, month: number, date: number] => [
	Number(day.slice(0, 4)),
	Number(day.slice(5, 7)),
	Number(day.slice(8)),
]

/** Returns what a wall clock of the zone shows at an instant, in whole minutes. */
export const wallTimeAt = (instant: Instant, zone: string): WallTime => {
	const shown = ZonedDateTime.toString(
		InstantFns.toZonedDateTimeISO(InstantFns.fromEpochMilliseconds(Date.parse(instant)), zone),
	)
	return { day: shown.slice(0, 10), minutes: Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16)) }
}

/**
 * Returns the instant at which a wall clock of the zone shows a moment. Of an hour that comes twice it is the first, of
 * one that is left out the moment as much later as the clock jumps (Temporal's `compatible`). 1,440 minutes are the next
 * midnight.
 */
export const instantAt = ({ day, minutes }: WallTime, zone: string): Instant => {
	const [year, month, date] = partsOf(minutes < 1_440 ? day : dayAfter(day))
	const rest = minutes % 1_440
	const local = PlainDateTime.create(year, month, date, Math.floor(rest / 60), rest % 60)
	const instant = InstantFns.toString(ZonedDateTime.toInstant(PlainDateTime.toZonedDateTime(local, zone)))
	return new Date(instant).toISOString()
}

/** Returns the day `days` after another (before it where negative). */
export const dayAfter = (day: Day, days = 1): Day =>
	PlainDate.toString(PlainDate.addDays(PlainDate.create(...partsOf(day)), days))

/** Returns the day of the week, 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => PlainDate.dayOfWeek(PlainDate.create(...partsOf(day)))
