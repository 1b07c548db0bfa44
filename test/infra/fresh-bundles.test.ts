import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { STACK_SOURCES } from '#infra/local/local-assembly.ts'

let root: string
const write = (file: string, text: string): void => {
	mkdirSync(dirname(join(root, file)), { recursive: true })
	writeFileSync(join(root, file), text)
}

/** Function → what its bundle says, by a text that survives minifying. */
const codes = async () =>
	Object.fromEntries(
		[...(await freshBundles(root))].map(([name, { directory }]) => [
			name,
			/handler says ([a-z ]*)/.exec(readFileSync(join(directory, 'index.mjs'), 'utf8'))?.[1],
		]),
	)
const hashes = async () => Object.fromEntries([...(await freshBundles(root))].map(([name, { hash }]) => [name, hash]))

/** What was ever made of a function. */
const foldersOf = (name: string) => readdirSync(join(root, 'cdk.out/bundles')).filter((it) => it.startsWith(`${name}-`))

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'hilft-bundles-'))
	write('package.json', '{"type":"module","imports":{"#shared/*":"./shared/*"}}')
	write('shared/kernel/word.ts', 'export const word: string = "one"')
	write(
		'functions/api/handler.ts',
		"import { word } from '#shared/kernel/word.ts'\nexport const handler = 'handler says ' + word",
	)
	write('functions/sweep/handler.ts', "export const handler = 'handler says nothing'")
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the bundles', () => {
	it('are made of every function, each a folder with code', async () => {
		expect(await codes()).toEqual({ api: expect.any(String), sweep: 'nothing' })
		for (const { directory } of (await freshBundles(root)).values())
			expect(readdirSync(directory)).toEqual(['index.mjs'])
	})

	it('are named for what is in them, wherever the project lies', async () => {
		const here = await hashes()
		const other = mkdtempSync(join(tmpdir(), 'hilft-elsewhere-'))
		try {
			const before = root
			for (const file of [
				'package.json',
				'shared/kernel/word.ts',
				'functions/api/handler.ts',
				'functions/sweep/handler.ts',
			]) {
				const text = readFileSync(join(before, file), 'utf8')
				root = other
				write(file, text)
				root = before
			}
			const there = Object.fromEntries([...(await freshBundles(other))].map(([name, { hash }]) => [name, hash]))
			expect(there).toEqual(here)
		} finally {
			rmSync(other, { recursive: true })
		}
	})

	it('are made anew where a source has changed, and nowhere else', async () => {
		const before = await hashes()
		write('shared/kernel/word.ts', 'export const word: string = "two"')
		const after = await hashes()
		expect(after.api).not.toBe(before.api)
		expect(after.sweep).toBe(before.sweep)
		expect([foldersOf('api').length, foldersOf('sweep').length]).toEqual([2, 1])
	})

	it('are made anew where what they read later has changed, down to what that is made of', async () => {
		write('shared/signals/idioms.ts', "export const IDIOMS = ['one']")
		write(
			'shared/signals/find-signals.ts',
			"import { IDIOMS } from './idioms.ts'\nexport const findSignals = () => IDIOMS",
		)
		const use =
			"import { findSignals } from '#shared/signals/find-signals.ts'\nexport const handler = () => findSignals()"
		write('functions/api/handler.ts', use)
		const before = await hashes()
		write('shared/signals/idioms.ts', "export const IDIOMS = ['two']")
		const after = await hashes()
		expect(after.api).not.toBe(before.api)
		expect(after.sweep).toBe(before.sweep)
	})

	it('are not made again when nothing has changed', async () => {
		await hashes()
		const index = join(root, 'cdk.out/bundles/index.json')
		const { ino } = statSync(index)
		await hashes()
		expect(statSync(index).ino).toBe(ino)
	})

	it('are all made anew when npm has installed something else', async () => {
		await hashes()
		write('node_modules/greeting/package.json', '{"name":"greeting","type":"module","main":"index.js"}')
		write('node_modules/greeting/index.js', "export const greeting = 'handler says hello'")
		write('functions/sweep/handler.ts', "import { greeting } from 'greeting'\nexport const handler = greeting")
		expect((await codes()).sweep).toBe('hello')
		write('node_modules/greeting/index.js', "export const greeting = 'handler says goodbye'")
		write('node_modules/.package-lock.json', '{"packages":{"node_modules/greeting":{"version":"2.0.0"}}}')
		expect((await codes()).sweep).toBe('goodbye')
	})

	it('come whole to each of several that ask at once', async () => {
		const all = await Promise.all([hashes(), hashes(), hashes()])
		expect(new Set(all.map((it) => JSON.stringify(it))).size).toBe(1)
		expect(readdirSync(join(root, 'cdk.out/bundles')).filter((it) => it.startsWith('new-'))).toEqual([])
	})

	it('made while a source was another for a moment are made again', async () => {
		const first = freshBundles(root)
		write('shared/kernel/word.ts', 'export const word: string = "two"')
		await first
		write('shared/kernel/word.ts', 'export const word: string = "one"')
		expect((await codes()).api).toBe('one')
	})

	it('are not kept from before when a source is broken: says where', async () => {
		await hashes()
		write('functions/api/handler.ts', 'export const handler = (')
		await expect(hashes()).rejects.toThrow(/functions\/api\/handler\.ts:1/)
		expect(readdirSync(join(root, 'cdk.out/bundles')).filter((it) => it.startsWith('new-'))).toEqual([])
	})
})

it('the stacks are made from no source of ours that the local run does not watch', async () => {
	const project = resolve(import.meta.dirname, '../..')
	const { metafile } = await build({
		absWorkingDir: project,
		entryPoints: ['infra/app.ts'],
		bundle: true,
		write: false,
		metafile: true,
		platform: 'node',
		format: 'esm',
		packages: 'external',
		outdir: project,
	})
	const unwatched = Object.keys(metafile.inputs).filter(
		(input) =>
			!STACK_SOURCES.sources.some((source) => input === source || input.startsWith(source.replace('**/*', ''))) ||
			STACK_SOURCES.except.some((folder) => input.startsWith(`${folder}/`)),
	)
	expect(Object.keys(metafile.inputs).length).toBeGreaterThan(20)
	expect(unwatched).toEqual([])
})
