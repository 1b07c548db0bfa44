import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { type RealClock, realClock } from '#shared/kernel/clock.ts'
import type { Switch } from '#shared/sending/switch.ts'
import { patience } from './patience.ts'

/** What the parameter says when sending is allowed; any other word stops it. */
const ON = 'on'
/** What operations set is obeyed within this time. */
const KEPT_FOR_MILLISECONDS = 5_000

/** Less patient than our other clients: a job that waits costs nothing, a function that waits for it does. */
const SETTINGS = { maxAttempts: 2, requestHandler: patience(1_500) }

let shared: SSMClient | undefined
const sharedClient = (): SSMClient => {
	shared ??= new SSMClient(SETTINGS)
	return shared
}

/** The kill switch as a parameter that operations set in the console. Unreadable is off, also for a permission taken away. */
export const createParameterSwitch = (
	name: string,
	client: Pick<SSMClient, 'send'> = sharedClient(),
	{ epochMilliseconds: now }: RealClock = realClock,
): Switch => {
	let known: { readonly isOn: boolean; readonly until: number } | undefined
	const read = async (): Promise<boolean> => {
		try {
			const answer = await client.send(new GetParameterCommand({ Name: name }))
			return answer.Parameter?.Value === ON
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
