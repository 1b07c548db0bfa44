import { PracticeRefusal } from './refusal.ts'
import type { SendingParameter } from './system-ports.ts'

/** Creates the kill switch, which is on when sending is stopped. Refuses with 503 while the parameter cannot be reached. */
export const createSendingSwitch = (parameter: SendingParameter) => {
	const refuse = (cause: unknown): never => {
		throw new PracticeRefusal('no-parameters', { cause })
	}
	const read = async () => {
		const isSending = (await parameter.read().catch(refuse)) === 'on'
		return { on: !isSending, sending: isSending ? 'on' : 'stopped' } as const
	}
	return {
		read,
		set: async (isOn: boolean) => {
			await parameter.write(isOn ? 'stopped' : 'on').catch(refuse)
			return read()
		},
	}
}
export type SendingSwitch = ReturnType<typeof createSendingSwitch>
