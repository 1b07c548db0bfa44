import { describe, expect, test } from 'vitest'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'

/** The parameter's value, how often it was read, and the time by the switch's clock. */
type Parameter = { value: string | undefined | Error; reads: number; now: number }
const it = test.extend('parameter', (): Parameter => ({ value: 'on', reads: 0, now: 1_000_000 }))

/** Answers as the parameters' service does, with the value of the moment. */
const callOn = (parameter: Parameter) => async () => {
	parameter.reads += 1
	if (parameter.value instanceof Error) throw parameter.value
	return Buffer.from(JSON.stringify({ Parameter: { Value: parameter.value } }))
}
const open = (parameter: Parameter) =>
	createParameterSwitch('/hilft/dev/sending', callOn(parameter), { epochMilliseconds: () => parameter.now })

describe('the kill switch', () => {
	it('is on while the parameter says so', async ({ parameter }) => {
		expect(await open(parameter).isOn()).toBe(true)
	})
	it.for(['stopped', 'ON', 'on ', '', 'true', undefined])('is off for %j', async (said, { parameter }) => {
		parameter.value = said
		expect(await open(parameter).isOn()).toBe(false)
	})
	it('is off where the parameter cannot be read', async ({ parameter }) => {
		parameter.value = new Error('AccessDenied')
		expect(await open(parameter).isOn()).toBe(false)
	})
	it('is read at most every 5 seconds, and obeyed by then', async ({ parameter }) => {
		const sending = open(parameter)
		await sending.isOn()
		parameter.value = 'stopped'
		parameter.now += 4_999
		expect([await sending.isOn(), parameter.reads]).toEqual([true, 1])
		parameter.now += 1
		expect([await sending.isOn(), parameter.reads]).toEqual([false, 2])
		parameter.value = 'on'
		parameter.now += 5_000
		expect([await sending.isOn(), parameter.reads]).toEqual([true, 3])
	})
})
