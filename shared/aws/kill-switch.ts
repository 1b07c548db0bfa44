import * as z from 'zod'
import { type RealClock, realClock } from '#shared/kernel/clock.ts'
import type { Switch } from '#shared/sending/switch.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'

/** The value that allows sending; any other stops it. */
const ON = 'on'
/** How long a read value is used. */
const KEPT_FOR_MILLISECONDS = 5_000

/** Shorter than our other calls: a delayed job costs nothing, a waiting function does. */
const PATIENCE = { attemptMilliseconds: 1_500, attempts: 2 }

const answerSchema = z.object({ Parameter: z.object({ Value: z.string() }) })

/**
 * Creates the kill switch from a parameter that operations set in the console. An unreadable one is off, also after a
 * permission was removed.
 */
export const createParameterSwitch = (
	name: string,
	call = createSignedCall(PATIENCE),
	{ epochMilliseconds: now }: RealClock = realClock,
): Switch => {
	let known: { readonly isOn: boolean; readonly until: number } | undefined
	const read = async (): Promise<boolean> => {
		try {
			const answer = await callJson(call, 'ssm', 'GetParameter', { Name: name })
			return answerSchema.parse(answer).Parameter.Value === ON
		} catch {
			return false
		}
	}
	return {
		isOn: async () => {
			if (known !== undefined && known.until > now()) return known.isOn
			const asked = now()
			const isOn = await read()
			known = { isOn, until: asked + KEPT_FOR_MILLISECONDS }
			return isOn
		},
	}
}
