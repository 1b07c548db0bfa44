import * as z from 'zod'
import { parseServiceCalendars } from '#shared/calendar/service-calendar.ts'
import type { OwnAccount } from '#shared/channels/channel.ts'
import { tellingClaims } from '#shared/desk/queue/pulses.ts'
import type { SignInSettings } from '#shared/http/desk-app.ts'
import type { ApiDependencies } from '#shared/http/routes.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { type ReplySettings, replyParts } from '#shared/replies/reply-parts.ts'
import type { SendLimitStore } from '#shared/sending/send-limit-store.ts'
import { sendingState } from '#shared/sending/sending-state.ts'
import type { Switch } from '#shared/sending/switch.ts'

type Made = 'sendingState' | 'probe' | 'erasureDays' | 'calendars' | keyof ReturnType<typeof replyParts>

export type ApiPorts = Omit<ApiDependencies, Made> & {
	readonly sending: Switch
	readonly sendLimits: SendLimitStore
	readonly own: readonly OwnAccount[]
	readonly realClock: RealClock
}
export type ApiSettings = SignInSettings &
	ReplySettings & {
		readonly ERASURE_DAYS: string
		readonly CALENDARS: string
	}

const erasureDaysSchema = z.coerce.number().int().min(0).max(365)

/** A number that no case has: looking it up is one GetItem and shows that the table answers. */
const NO_NUMBER = '0000000'

/** Returns what the routes of the API need, out of the ports and the settings of a stage. */
export const apiDependencies = (
	{ sending, sendLimits, ...ports }: ApiPorts,
	settings: ApiSettings,
): ApiDependencies => {
	const { own: accounts, clock, list } = ports
	return {
		...ports,
		store: tellingClaims(ports.store, ports.pulses),
		...replyParts(settings),
		sendingState: () => sendingState({ sending, sendLimits, accounts, clock }),
		probe: () => list.findByNumber(NO_NUMBER),
		calendars: onFirstUse(() => parseServiceCalendars(settings.CALENDARS)),
		erasureDays: erasureDaysSchema.parse(settings.ERASURE_DAYS),
	}
}
