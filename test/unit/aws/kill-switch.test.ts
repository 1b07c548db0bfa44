import { beforeEach, describe, expect, it } from 'vitest'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'

let value: string | undefined | Error
let reads: number
let now: number
beforeEach(() => {
	value = 'on'
	reads = 0
	now = 1_000_000
})

/** Answers as the parameters' service does, with the value of the moment. */
const call = async () => {
	reads += 1
	if (value instanceof Error) throw value
	return Buffer.from(JSON.stringify({ Parameter: { Value: value } }))
}
const open = () => createParameterSwitch('/hilft/dev/sending', call, { epochMilliseconds: () => now })

describe('the kill switch', () => {
	it('is on while the parameter says so', async () => {
		expect(await open().isOn()).toBe(true)
	})
	it.each(['stopped', 'ON', 'on ', '', 'true', undefined])('is off for %j', async (said) => {
		value = said
		expect(await open().isOn()).toBe(false)
	})
	it('is off where the parameter cannot be read', async () => {
		value = new Error('AccessDenied')
		expect(await open().isOn()).toBe(false)
	})
	it('is read at most every 5 seconds, and obeyed by then', async () => {
		const sending = open()
		await sending.isOn()
		value = 'stopped'
		now += 4_999
		expect([await sending.isOn(), reads]).toEqual([true, 1])
		now += 1
		expect([await sending.isOn(), reads]).toEqual([false, 2])
		value = 'on'
		now += 5_000
		expect([await sending.isOn(), reads]).toEqual([true, 3])
	})
})
