import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { dataDirectoryFrom, makeDataDirectory, portFrom } from '#infra/local/settings.ts'

const place = mkdtempSync(join(tmpdir(), 'hilft-settings-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

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

describe('HILFT_DATA', () => {
	it('is .local in the project where nobody says otherwise', () => {
		expect(dataDirectoryFrom(undefined, 'root')).toBe(join('root', '.local'))
		expect(dataDirectoryFrom('', 'root')).toBe(join('root', '.local'))
		expect(dataDirectoryFrom('elsewhere', 'root')).toBe('elsewhere')
	})
	it('is made with the folders above it, and may be there already', () => {
		const directory = join(place, 'a', 'b')
		makeDataDirectory(directory)
		makeDataDirectory(directory)
		expect(statSync(directory).isDirectory()).toBe(true)
	})
	it('refuses a place that can hold no data, and says what to do', () => {
		const file = join(place, 'file')
		writeFileSync(file, '')
		expect(() => makeDataDirectory(file)).toThrow('set HILFT_DATA to a folder')
	})
})
