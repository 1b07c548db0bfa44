import { describe, expect, it } from 'vitest'
import { portFrom } from '#infra/local/settings.ts'

describe('PORT', () => {
	it('is 3000 where nobody says otherwise, also where it is empty', () => {
		for (const nothing of [undefined, '', ' ']) expect(portFrom(nothing)).toBe(3000)
		expect([portFrom('0'), portFrom('3100'), portFrom('65535')]).toEqual([0, 3100, 65535])
	})
	it('refuses what is no port, and says how to give one', () => {
		for (const wrong of ['abc', '-1', '65536', '99999', '3000.5', '0x10', '3000 3001'])
			expect(() => portFrom(wrong), wrong).toThrow('PORT=3100 npm start')
	})
})
