import { ownAccountId } from '#infra/local/practice/world/network.ts'
import type { Taken } from '#infra/local/practice/world/rate-limit.ts'
import type { MetaLimitName } from '#infra/local/practice/world/settings.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { pageThrottled, throttled } from './problem.ts'

export type Headers = Readonly<Record<string, string>>

/** Whole minutes, as Meta names them; parts of one below the first, so that a short wait can be tried. */
const minutesOf = (milliseconds: number): number =>
	milliseconds < MINUTE ? Math.ceil(milliseconds / SECOND) / 60 : Math.ceil(milliseconds / MINUTE)

/** How much of the limits is used, in percent, and the minutes until the account may call again. */
export const usage = (accountId: string, { limit, remaining }: Taken['window'], waitMilliseconds: number): Headers => ({
	'x-business-use-case-usage': JSON.stringify({
		[accountId]: [
			{
				type: accountId === ownAccountId.instagram ? 'instagram' : 'pages',
				call_count: waitMilliseconds > 0 ? 100 : Math.floor((100 * (limit - remaining)) / limit),
				total_cputime: 1,
				total_time: 1,
				estimated_time_to_regain_access: minutesOf(waitMilliseconds),
			},
		],
	}),
})

/** The day's end where the day is used up, else the window's. */
const opensAt = ({ window, day }: Taken): number => (day?.remaining === 0 ? day : window).resetsAt

/** Counts a call for its account: the window of all calls, how long to wait, and the problem if it is one too many. */
export const limitsTaken = (world: World, accountId: string, name: MetaLimitName | undefined) => {
	const settings = world.settings.all().meta.limits
	const all = world.limits.take(accountId, 'calls', settings.calls)
	const own = name === undefined || all.isExceeded ? undefined : world.limits.take(accountId, name, settings[name])
	const exceeded = all.isExceeded ? all : own?.isExceeded ? own : undefined
	const wait = exceeded === undefined ? 0 : opensAt(exceeded) - Date.parse(world.clock.now())
	return { window: all.window, wait, problem: exceeded && (all.isExceeded ? pageThrottled : throttled) }
}
