import { parseServiceCalendars } from '#shared/calendar/service-calendar.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { type SweepRunDependencies, sweepAndTend } from '#shared/upkeep/sweep.ts'

export type SweepPorts = Omit<SweepRunDependencies, 'calendars'>
export type SweepSettings = { readonly CALENDARS: string }

/** Creates the sweep of everything that is due, stuck or was missed. */
export const createSweep = (ports: SweepPorts, settings: SweepSettings) => {
	const calendars = onFirstUse(() => parseServiceCalendars(settings.CALENDARS))
	return () => sweepAndTend({ ...ports, calendars })
}
