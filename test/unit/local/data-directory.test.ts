import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clearData, DATA_NAMES, dataDirectoryFrom, makeDataDirectory } from '#infra/local/data-directory.ts'
import { openDatabase } from '#infra/local/practice/kernel/database.ts'
import { loadSigningKeys } from '#infra/local/practice/sign-in/sign-in-store.ts'
import { started } from '#test/support/started.ts'

const it = test.extend(
	'place',
	started(
		async () => mkdtempSync(join(tmpdir(), 'hilft-data-')),
		(place) => rmSync(place, { recursive: true, force: true }),
	),
)

const WAY_OUT = 'set HILFT_DATA to a folder'
const put = (place: string, ...path: readonly string[]): string => {
	const file = join(place, ...path)
	mkdirSync(join(file, '..'), { recursive: true })
	writeFileSync(file, 'mine')
	return file
}

describe('HILFT_DATA', () => {
	it('is .local in the project where nobody says otherwise', () => {
		expect(dataDirectoryFrom(undefined, 'root')).toBe(join('root', '.local'))
		expect(dataDirectoryFrom('', 'root')).toBe(join('root', '.local'))
		expect(dataDirectoryFrom('elsewhere', 'root')).toBe('elsewhere')
	})

	it('is made with the folders above it, and may be there already', ({ place }) => {
		const directory = join(place, 'a', 'b')
		makeDataDirectory(directory)
		makeDataDirectory(directory)
		expect(statSync(directory).isDirectory()).toBe(true)
	})

	it('leaves nothing behind in a folder that held something before', ({ place }) => {
		put(place, 'notes.txt')
		makeDataDirectory(place)
		expect(readdirSync(place)).toEqual(['notes.txt'])
	})

	it('refuses a place that can hold no data, and says what to do', ({ place }) => {
		const file = put(place, 'file')
		for (const wrong of [file, join(file, 'below'), join(file, 'far', 'below')])
			expect(() => makeDataDirectory(wrong), wrong).toThrow(new RegExp(WAY_OUT, 'i'))
	})

	it.runIf(existsSync('/proc/1'))('refuses what the system keeps for itself, and does not try for ever', () => {
		for (const wrong of ['/proc/1', '/proc/1/data', '/proc/nobody/data', '/sys', '/sys/data'])
			expect(() => makeDataDirectory(wrong), wrong).toThrow(new RegExp(WAY_OUT, 'i'))
	})

	it('refuses a folder in which something else stands in the place of its own', ({ place }) => {
		for (const name of ['queues', 'logs']) {
			const file = put(place, name)
			expect(() => makeDataDirectory(place), name).toThrow(new RegExp(WAY_OUT, 'i'))
			rmSync(file)
		}
		mkdirSync(join(place, 'practice.sqlite'))
		expect(() => makeDataDirectory(place)).toThrow(new RegExp(WAY_OUT, 'i'))
	})
})

describe('--fresh', () => {
	it('removes what runs have put there', async ({ place }) => {
		makeDataDirectory(place)
		const before = readdirSync(place)
		put(place, 'queues', 'fauxqs.db')
		put(place, 'practice.sqlite')
		put(place, 'practice.sqlite-wal')
		put(place, 'processes', 'running.env')
		await clearData(place)
		expect(readdirSync(place)).toEqual(before)
	})

	it('leaves what somebody else put beside it', async ({ place }) => {
		makeDataDirectory(place)
		const others = [put(place, 'notes.txt'), put(place, 'photos', 'one.jpg')]
		put(place, 'logs', 'api.log')
		await clearData(place)
		expect(others.map((file) => readFileSync(file, 'utf8'))).toEqual(['mine', 'mine'])
		expect(existsSync(join(place, 'logs'))).toBe(false)
	})

	it.for([
		['a file', ['notes.txt']],
		['a folder', ['photos', 'one.jpg']],
		['a folder with a name that hilft uses too', ['logs', 'mine.log']],
	] as const)('refuses a place that held %s of somebody else, also after a run there', async ([_, path], { place }) => {
		const file = put(place, ...path)
		await expect(clearData(place)).rejects.toThrow(`holds ${path[0]}`)
		makeDataDirectory(place)
		put(place, 'queues', 'fauxqs.db')
		await expect(clearData(place)).rejects.toThrow('HILFT_DATA')
		expect(readFileSync(file, 'utf8')).toBe('mine')
		expect(existsSync(join(place, 'queues', 'fauxqs.db'))).toBe(true)
	})

	it('finds nothing to remove where nothing is', async ({ place }) => {
		await clearData(join(place, 'nowhere'))
		expect(existsSync(join(place, 'nowhere'))).toBe(false)
		await clearData(place)
		expect(readdirSync(place)).toEqual([])
	})

	it('knows every file of the practice place by its name', ({ place }) => {
		const database = openDatabase(place)
		loadSigningKeys(place)
		expect(readdirSync(place).length).toBeGreaterThan(1)
		expect(readdirSync(place).filter((name) => !DATA_NAMES.includes(name))).toEqual([])
		database.close()
	})
})
