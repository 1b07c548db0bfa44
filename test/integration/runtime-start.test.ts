import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CLOUD_FOLDERS } from '#infra/local/cloud/model/data-folders.ts'
import { ROOT } from '#test/support/source-files.ts'

let dataDirectory: string
const started: ChildProcess[] = []
beforeEach(() => {
	dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-start-'))
})
afterEach(() => {
	// First of all what would start the others again.
	for (const child of started.splice(0)) child.kill('SIGKILL')
	endAll()
	rmSync(dataDirectory, { recursive: true, force: true })
})

/** What is started with a shell of its own, as a terminal does: a signal to the group reaches all of it. */
const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, PORT: '0', HILFT_DATA: dataDirectory, ...environment },
	})
	started.push(child)
	const said: string[] = []
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
	const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
	return { child, ended, said: () => said.join('') }
}

const read = (file: string): string => {
	try {
		return readFileSync(file, 'utf8')
	} catch {
		// The process ended between the listing and the reading.
		return ''
	}
}

/** Every process that a data directory was given to. */
const workingOn = (directory: string): readonly number[] =>
	readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
		.filter((pid) => read(`/proc/${pid}/cmdline`).includes(directory) && !/\) Z /.test(read(`/proc/${pid}/stat`)))
		.map(Number)

const endAll = (): void => {
	for (const pid of workingOn(dataDirectory)) process.kill(pid, 'SIGKILL')
}

/** `npm start`. */
const begin = (directory: string, ...flags: readonly string[]) =>
	start(['infra/local/start.mjs', ...flags], { HILFT_DATA: directory })

/** Starts the emulators alone. */
const PARTS = `
	import { startEmulators } from '#infra/local/cloud/emulators/start-emulators.ts'
	await startEmulators({ dataDirectory: process.env.HILFT_DATA })
	process.stdout.write('up')
`
const startParts = () => start(['--input-type=module', '--eval', PARTS])

const saying = (running: { readonly said: () => string }, word: string): Promise<unknown> =>
	expect.poll(running.said, { interval: 5 }).toContain(word)

/** Waits for the first process on these data, which is there long before its part is up, and a little more. */
const underWay = async (milliseconds: number): Promise<void> => {
	await expect.poll(() => workingOn(dataDirectory).length, { interval: 5 }).toBeGreaterThan(0)
	await sleep(milliseconds)
}

const signalGroup = ({ pid }: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): boolean => process.kill(-(pid ?? 0), signal)

describe.runIf(existsSync('/proc/self/stat'))('a start that is broken off', () => {
	it('leaves no process behind, at whatever moment of a first start Ctrl-C comes', async () => {
		const left: number[] = []
		for (const milliseconds of [0, 150, 300, 500, 800]) {
			rmSync(dataDirectory, { recursive: true, force: true })
			const running = begin(dataDirectory)
			await underWay(milliseconds)
			signalGroup(running.child, 'SIGINT')
			await running.ended
			await expect
				.poll(() => workingOn(dataDirectory).length, { timeout: 2_000 })
				.toBe(0)
				.catch(() => left.push(milliseconds))
			endAll()
		}
		expect(left).toEqual([])
	})

	it('is followed by one that ends what it left, when it was killed at whatever moment', async () => {
		for (const milliseconds of [0, 150, 300, 500, 800]) {
			rmSync(dataDirectory, { recursive: true, force: true })
			const first = begin(dataDirectory)
			await underWay(milliseconds)
			signalGroup(first.child, 'SIGKILL')
			await first.ended
			const second = startParts()
			await saying(second, 'up')
			const databases = workingOn(join(dataDirectory, CLOUD_FOLDERS.dynamodb))
			expect(databases, `killed after ${milliseconds} ms`).toHaveLength(1)
			signalGroup(second.child, 'SIGINT')
			await second.ended
			endAll()
			await expect.poll(() => workingOn(dataDirectory)).toEqual([])
		}
	})
})

describe('npm start', () => {
	it('refuses to begin anew in a folder of somebody else, and leaves it as it is', async () => {
		writeFileSync(join(dataDirectory, 'notes.txt'), 'mine')
		const running = begin(dataDirectory, '--fresh')
		expect(await running.ended).toBe(1)
		expect(running.said()).toMatch(/^Nothing was removed: .*notes\.txt.*HILFT_DATA.*\n$/)
		expect(readdirSync(dataDirectory)).toEqual(['notes.txt'])
		expect(readFileSync(join(dataDirectory, 'notes.txt'), 'utf8')).toBe('mine')
	})

	it.runIf(existsSync('/proc/1')).each(['/proc/1', '/sys'])(
		'says in one sentence that %s cannot be written',
		async (directory) => {
			const running = begin(directory)
			expect(await running.ended).toBe(1)
			expect(running.said()).toMatch(/^No data can be kept in .* Set HILFT_DATA to a folder that you may write to\.\n$/)
		},
	)
})
