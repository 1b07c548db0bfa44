import { serviceCalendarsSchema } from '#shared/calendar/service-calendar.ts'

const OPEN = ['07:00', '22:00'] satisfies [string, string]
/** Mondays to Saturdays. */
const HOURS = { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN, sat: OPEN }

/** The service hours of the tests; the team sued keeps Bavaria's holidays. */
export const CALENDARS = serviceCalendarsSchema.parse({
	default: { land: 'SH', hours: HOURS },
	teams: { sued: { land: 'BY', hours: HOURS } },
})
