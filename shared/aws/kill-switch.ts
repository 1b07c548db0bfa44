import * as z from 'zod'
import { type RealClock, realClock } from '#shared/kernel/clock.ts'
import type { Switch } from '#shared/sending/switch.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'

/** What the parameter says when sending is allowed; any other word stops it. */
const ON = 'on'
/** What operations set is obeyed within this time. */
const KEPT_FOR_MILLISECONDS = 5_000

/** Less patient than our other calls: a job that waits costs nothing, a function that waits for it does. */
const PATIENCE = { attemptMilliseconds: 1_500, attempts: 2 }

const answerSchema = z.object({ Parameter: z.object({ Value: z.string() }) })

/** The kill switch as a parameter that operations set in the console. Unreadable is off, also for a permission taken away. */
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
