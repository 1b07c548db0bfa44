import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	addServiceDays,
	addServiceMinutes,
	calendarOf,
	isServiceTime,
	nextServiceTime,
	parseServiceCalendars,
	type ServiceCalendar,
	serviceMinutesBefore,
	serviceMinutesBetween,
} from '#shared/calendar/service-calendar.ts'
import { dayAfter, instantAt, wallTimeAt, weekdayOf } from '#shared/calendar/wall-clock.ts'
import { addMilliseconds, HOUR, MINUTE } from '#shared/kernel/clock.ts'

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, ['07:00', '22:00']])
const inLand = (land: ServiceCalendar['land'], change: Partial<ServiceCalendar> = {}): ServiceCalendar => ({
	land,
	hours: Object.fromEntries(WEEK),
	closed: [],
	...change,
})
const nord = inLand('SH')
/** Wall clock of Berlin, `2026-11-30 09:30`. */
const berlin = (shown: string): string => {
	const [day = '', time = ''] = shown.split(' ')
	return instantAt({ day, minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }, 'Europe/Berlin')
}
const shownAt = (instant: string): string => {
	const { day, minutes } = wallTimeAt(instant, 'Europe/Berlin')
	return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

describe('the wall clock', () => {
	it('is an hour ahead of UTC in winter, two in summer', () => {
		expect(wallTimeAt('2026-11-30T08:30:59.999Z', 'Europe/Berlin')).toEqual({ day: '2026-11-30', minutes: 570 })
		expect(wallTimeAt('2026-07-01T22:15:00.000Z', 'Europe/Berlin')).toEqual({ day: '2026-07-02', minutes: 15 })
		expect(berlin('2026-11-30 09:30')).toBe('2026-11-30T08:30:00.000Z')
	})
	it('takes the first of an hour that comes twice, and the jump over one that is left out', () => {
		expect(berlin('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z')
		expect(berlin('2026-03-29 02:30')).toBe('2026-03-29T01:30:00.000Z')
		expect(instantAt({ day: '2026-12-31', minutes: 1_440 }, 'Europe/Berlin')).toBe('2026-12-31T23:00:00.000Z')
	})
	it('counts days over months, years and leap days', () => {
		expect([dayAfter('2026-12-31'), dayAfter('2028-02-28'), dayAfter('2026-03-01', -1)]).toEqual([
			'2027-01-01',
			'2028-02-29',
			'2026-02-28',
		])
		expect([weekdayOf('2026-11-30'), weekdayOf('2026-12-06')]).toEqual([1, 7])
	})
})

describe('service', () => {
	it.each([
		['2026-11-30 07:00', true],
		['2026-11-30 06:59', false],
		['2026-11-30 21:59', true],
		['2026-11-30 22:00', false],
		['2026-12-06 12:00', false],
		['2026-12-24 12:00', false],
		['2026-12-25 12:00', false],
		['2026-12-31 12:00', false],
		['2027-01-01 12:00', false],
		['2026-10-03 12:00', false],
		['2026-05-14 12:00', false],
	])('at %s: %s', (shown, isOpen) => {
		expect(isServiceTime(nord, berlin(shown))).toBe(isOpen)
	})
	it('keeps the holidays of its Land', () => {
		const reformation = berlin('2026-10-31 12:00')
		expect([isServiceTime(nord, reformation), isServiceTime(inLand('BY'), reformation)]).toEqual([false, true])
		const epiphany = berlin('2027-01-06 12:00')
		expect([isServiceTime(nord, epiphany), isServiceTime(inLand('BY'), epiphany)]).toEqual([true, false])
	})
	it('has further closed days', () => {
		expect(isServiceTime(inLand('SH', { closed: ['2026-12-01'] }), berlin('2026-12-01 12:00'))).toBe(false)
	})
	it('begins again in the morning, after weekend and holidays', () => {
		expect(shownAt(nextServiceTime(nord, berlin('2026-11-30 22:00')))).toBe('2026-12-01 07:00')
		expect(shownAt(nextServiceTime(nord, berlin('2026-12-05 23:00')))).toBe('2026-12-07 07:00')
		expect(shownAt(nextServiceTime(nord, berlin('2026-12-23 22:30')))).toBe('2026-12-28 07:00')
		expect(nextServiceTime(nord, berlin('2026-11-30 12:00'))).toBe(berlin('2026-11-30 12:00'))
	})
})

describe('minutes of service', () => {
	it('go on over the night', () => {
		expect(shownAt(addServiceMinutes(nord, berlin('2026-11-30 22:00'), 15))).toBe('2026-12-01 07:15')
		expect(shownAt(addServiceMinutes(nord, berlin('2026-11-30 21:50'), 15))).toBe('2026-12-01 07:05')
		expect(shownAt(addServiceMinutes(nord, berlin('2026-11-30 21:45'), 15))).toBe('2026-11-30 22:00')
		expect(shownAt(addServiceMinutes(nord, berlin('2026-12-05 21:30'), 60))).toBe('2026-12-07 07:30')
	})
	it('are as many on days when the clocks change, whose nights have no service', () => {
		const day = (from: string, to: string) => serviceMinutesBetween(nord, berlin(from), berlin(to))
		expect(day('2026-10-24 00:00', '2026-10-27 00:00')).toBe(2 * 15 * 60)
		expect(day('2026-03-28 00:00', '2026-03-31 00:00')).toBe(2 * 15 * 60)
	})
	it('are as many as the clock has, where service runs through a night of change', () => {
		const always = inLand('SH', { hours: { sat: ['00:00', '24:00'], sun: ['00:00', '24:00'] } })
		const night = (day: string) =>
			serviceMinutesBetween(always, berlin(`${day} 00:00`), berlin(`${dayAfter(day)} 00:00`))
		expect([night('2026-10-25'), night('2027-03-28')]).toEqual([25 * 60, 23 * 60])
	})
	it('are none where the end is not after the beginning', () => {
		expect(serviceMinutesBetween(nord, berlin('2026-11-30 12:00'), berlin('2026-11-30 11:00'))).toBe(0)
	})
	it('never are any in a calendar without service, which is told instead of searched for ever', () => {
		expect(() => addServiceMinutes(inLand('SH', { hours: {} }), berlin('2026-11-30 12:00'), 1)).toThrow('no service')
		expect(() => addServiceDays(inLand('SH', { hours: {} }), berlin('2026-11-30 12:00'), 1)).toThrow('no service')
	})

	const instant = fc
		.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-01T00:00:00Z') })
		.map((epoch) => new Date(Math.floor(epoch / MINUTE) * MINUTE).toISOString())
	it('counted back are those that were added', () => {
		fc.assert(
			fc.property(instant, fc.integer({ min: 1, max: 5_000 }), (from, minutes) => {
				const to = addServiceMinutes(nord, from, minutes)
				expect(serviceMinutesBetween(nord, from, to)).toBe(minutes)
			}),
		)
	})
	it('add up over any moment in between', () => {
		fc.assert(
			fc.property(instant, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (from, one, two) => {
				const between = addMilliseconds(from, one * HOUR)
				const to = addMilliseconds(between, two * HOUR)
				expect(serviceMinutesBetween(nord, from, between) + serviceMinutesBetween(nord, between, to)).toBe(
					serviceMinutesBetween(nord, from, to),
				)
			}),
		)
	})
})

describe('minutes of service before an instant', () => {
	it('begin in the same hours, or in those of the day of service before', () => {
		expect(shownAt(serviceMinutesBefore(nord, berlin('2026-12-01 12:00'), 60))).toBe('2026-12-01 11:00')
		expect(shownAt(serviceMinutesBefore(nord, berlin('2026-12-01 07:10'), 60))).toBe('2026-11-30 21:10')
		expect(shownAt(serviceMinutesBefore(nord, berlin('2026-12-06 12:00'), 60))).toBe('2026-12-05 21:00')
		expect(shownAt(serviceMinutesBefore(nord, berlin('2026-12-28 07:15'), 60))).toBe('2026-12-23 21:15')
		expect(serviceMinutesBefore(inLand('SH', { hours: {} }), berlin('2026-12-01 12:00'), 60)).toBe(
			berlin('2026-12-01 12:00'),
		)
	})
	it('are as many as lie between, whatever the day and the change of the clocks', () => {
		const start = Date.parse('2026-03-20T00:00:00.000Z')
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 300 * 24 * 60 }), fc.integer({ min: 1, max: 3_000 }), (at, minutes) => {
				const to = addMilliseconds(new Date(start).toISOString(), at * MINUTE)
				expect(serviceMinutesBetween(nord, serviceMinutesBefore(nord, to, minutes), to)).toBe(minutes)
			}),
			{ numRuns: 200 },
		)
	})
})

describe('days of service', () => {
	it('lead to the same time of the next day that has service', () => {
		expect(shownAt(addServiceDays(nord, berlin('2026-11-30 16:00'), 1))).toBe('2026-12-01 16:00')
		expect(shownAt(addServiceDays(nord, berlin('2026-12-05 16:00'), 1))).toBe('2026-12-07 16:00')
		expect(shownAt(addServiceDays(nord, berlin('2026-12-23 16:00'), 2))).toBe('2026-12-29 16:00')
		expect(shownAt(addServiceDays(nord, berlin('2026-10-24 16:00'), 1))).toBe('2026-10-26 16:00')
	})
	it('end within the hours of that day', () => {
		expect(shownAt(addServiceDays(nord, berlin('2026-11-30 03:00'), 1))).toBe('2026-12-01 07:00')
		expect(shownAt(addServiceDays(nord, berlin('2026-11-30 23:30'), 1))).toBe('2026-12-01 21:59')
	})
})

describe('the calendars of a stage', () => {
	const json = JSON.stringify({
		default: { land: 'SH', hours: { mon: ['07:00', '22:00'] } },
		teams: { sued: { land: 'BY', hours: {} } },
	})
	it('give a team its own, and all others the common one', () => {
		const calendars = parseServiceCalendars(json)
		expect([
			calendarOf(calendars, 'sued').land,
			calendarOf(calendars, 'nord').land,
			calendarOf(calendars, undefined).land,
		]).toEqual(['BY', 'SH', 'SH'])
	})
	it.each([
		['{', /JSON/],
		['{"default":{"land":"XX","hours":{}}}', /land/],
		['{"default":{"land":"SH","hours":{"mon":["22:00","07:00"]}}}', /end comes before/],
		['{"default":{"land":"SH","hours":{"mo":["07:00","22:00"]}}}', /mo/],
	])('are refused with what is wrong: %s', (text, error) => {
		expect(() => parseServiceCalendars(text)).toThrow(error)
	})
})
