import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { oneAtATime } from '#infra/local/cloud/one-at-a-time.ts'

const newLock = () => join(mkdtempSync(join(tmpdir(), 'hilft-lock-')), 'made', 'lock')

it('lets the second wait for the first, and gives both what they made', async () => {
	const lock = newLock()
	const seen: string[] = []
	const act = (name: string) =>
		oneAtATime(lock, async () => {
			seen.push(`${name} begins`)
			await new Promise((resolve) => setTimeout(resolve, 50))
			seen.push(`${name} ends`)
			return name
		})
	expect(await Promise.all([act('first'), act('second')])).toEqual(['first', 'second'])
	expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

it('goes on after a failure, which only its own caller sees', async () => {
	const lock = newLock()
	const fail = () => Promise.reject(new Error('a finding'))
	await expect(oneAtATime(lock, fail)).rejects.toThrow('a finding')
	expect(await oneAtATime(lock, async () => 'made')).toBe('made')
})

it('goes on when the process that was at it is killed', async () => {
	const lock = newLock()
	const script = `import { oneAtATime } from './infra/local/cloud/one-at-a-time.ts'
		await oneAtATime(${JSON.stringify(lock)}, () => new Promise(() => { console.log('at it'); setInterval(() => {}, 1000) }))`
	const other = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	)
	await new Promise((resolve) => other.stdout.once('data', resolve))
	let isMade = false
	const mine = oneAtATime(lock, async () => {
		isMade = true
	})
	// It has looked once by now: with the lock in hand it would have begun at once.
	expect(isMade).toBe(false)
	other.kill('SIGKILL')
	await mine
	expect(isMade).toBe(true)
})
