import { describe, expect, it } from 'vitest'
import { instantOfNamed, type NamedTime } from '#shared/calendar/named-time.ts'
import { calendarOf } from '#shared/calendar/service-calendar.ts'
import { instantAt, wallTimeAt } from '#shared/calendar/wall-clock.ts'
import { CALENDARS } from '#test/support/service-calendars.ts'

const nord = calendarOf(CALENDARS, 'nord')
const berlin = (day: string, hour: number): string => instantAt({ day, minutes: hour * 60 }, 'Europe/Berlin')
const shownAt = (instant: string): string => {
	const { day, minutes } = wallTimeAt(instant, 'Europe/Berlin')
	return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
/** A Monday, 10:00. */
const MONDAY = berlin('2026-11-30', 10)
const on = (weekday: number, weeks = 0, minutes?: number): NamedTime => ({
	kind: 'at',
	day: { kind: 'weekday', weekday, weeks },
	minutes,
})
const inDays = (days: number, minutes?: number): NamedTime => ({ kind: 'at', day: { kind: 'in', days }, minutes })

describe('a named time, said on a Monday at 10', () => {
	it.each<[string, NamedTime | undefined, string]>([
		['nothing', undefined, '2026-12-01 10:00'],
		['in two hours', { kind: 'after', minutes: 120 }, '2026-11-30 12:00'],
		['in six days of service', { kind: 'serviceDays', days: 6 }, '2026-12-07 10:00'],
		['today', inDays(0), '2026-11-30 22:00'],
		['today at 9, which is over', inDays(0, 540), '2026-11-30 23:59'],
		['tomorrow at noon', inDays(1, 720), '2026-12-01 12:00'],
		['Sunday, without service', on(7), '2026-12-06 18:00'],
		['Monday', on(1), '2026-11-30 22:00'],
		['Monday at 9, which is over', on(1, 0, 540), '2026-12-07 09:00'],
		['next Monday', on(1, 1), '2026-12-07 22:00'],
		['Wednesday of next week', on(3, 1), '2026-12-09 22:00'],
		['at 15:00', { kind: 'at', minutes: 900 }, '2026-11-30 15:00'],
		['at 9:00', { kind: 'at', minutes: 540 }, '2026-12-01 09:00'],
		['this week', { kind: 'at', day: { kind: 'weekEnd', weeks: 0 } }, '2026-12-04 22:00'],
		['next week', { kind: 'at', day: { kind: 'weekEnd', weeks: 1 } }, '2026-12-11 22:00'],
		['at the end of the month', { kind: 'at', day: { kind: 'monthEnd' } }, '2026-11-30 22:00'],
		['on 15 January', { kind: 'at', day: { kind: 'date', month: 1, date: 15 } }, '2027-01-15 22:00'],
		['on 25 December', { kind: 'at', day: { kind: 'date', month: 12, date: 25 } }, '2026-12-25 18:00'],
	])('%s', (_, named, expected) => expect(shownAt(instantOfNamed(nord, MONDAY, named))).toBe(expected))
	it('is to come also late in the evening and at the end of a week', () => {
		expect(shownAt(instantOfNamed(nord, berlin('2026-11-30', 23), inDays(0)))).toBe('2026-11-30 23:59')
		expect(
			shownAt(instantOfNamed(nord, berlin('2026-12-04', 23), { kind: 'at', day: { kind: 'weekEnd', weeks: 0 } })),
		).toBe('2026-12-11 22:00')
		expect(shownAt(instantOfNamed(nord, berlin('2026-11-30', 23), { kind: 'at', day: { kind: 'monthEnd' } }))).toBe(
			'2026-11-30 23:59',
		)
	})
})
