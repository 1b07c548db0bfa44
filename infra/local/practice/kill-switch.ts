import { PracticeRefusal } from './refusal.ts'

/** The parameter with which operations stop all sending while it is not `on`; undefined where it is not there. */
export type SendingParameter = {
	readonly read: () => Promise<string | undefined>
	readonly write: (value: 'on' | 'stopped') => Promise<void>
}

/** The switch is on when sending is stopped. Before the parameters of the system are up, and when they fail, it refuses with 503. */
export const createKillSwitch = () => {
	let parameter: SendingParameter | undefined
	const ask = async <Answer>(act: (one: SendingParameter) => Promise<Answer>): Promise<Answer> => {
		if (parameter === undefined) throw new PracticeRefusal('no-parameters')
		try {
			return await act(parameter)
		} catch (cause) {
			throw new PracticeRefusal('no-parameters', { cause })
		}
	}
	const read = async () => {
		const isSending = (await ask((one) => one.read())) === 'on'
		return { on: !isSending, sending: isSending ? 'on' : 'stopped' } as const
	}
	return {
		connect: (one: SendingParameter): void => {
			parameter = one
		},
		read,
		set: async (isOn: boolean) => {
			await ask((one) => one.write(isOn ? 'stopped' : 'on'))
			return read()
		},
	}
}
export type KillSwitch = ReturnType<typeof createKillSwitch>
