import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { parseSync } from 'oxc-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bundles, freshBundles } from '#infra/bundles/fresh-bundles.ts'
import type { FunctionName } from '#infra/who-may.ts'
import { anyEnvironment } from '#test/support/any-environment.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

/** Kilobytes of code at most, since nearly every call is a cold start; what is read later from beside it is not counted. */
const BUDGETS = {
	'intake-x': 25,
	'intake-meta': 25,
	'mail-events': 700,
	dispatch: 700,
	sweep: 700,
	'web-customer': 700,
	'web-deletion': 700,
	'meta-callbacks': 700,
	'customer-data': 750,
	'outbound-x': 850,
	'outbound-meta': 850,
	'outbound-mail': 850,
	media: 850,
	reconcile: 850,
	erasure: 850,
	worker: 700,
	'mail-in': 1_000,
	api: 900,
	'web-desk': 1_250,
	search: 700,
	project: 400,
} as const satisfies Record<FunctionName, number>

/** By the routes of the API, whoever calls them. */
const BY_API = [
	'detect-address-form.cjs',
	'feiertagejs.cjs',
	'find-personal-data.cjs',
	'find-promises.cjs',
	'find-signals.cjs',
	'ibantools.cjs',
	'libphonenumber.cjs',
	'twitter-text.cjs',
	'wall-clock.cjs',
]

/** What is read from beside the code, and only when it is needed. */
const READ_LATER: Readonly<Record<string, readonly string[]>> = {
	api: [...BY_API, 'html-to-text.cjs'],
	'customer-data': ['desk.css', 'desk.js', 'find-signals.cjs', 'wall-clock.cjs'],
	'web-desk': [...BY_API, 'desk.css', 'desk.js', 'openid.cjs'],
	'mail-in': ['find-signals.cjs', 'html-to-text.cjs', 'language-tables.json'],
	reconcile: ['ibantools.cjs', 'libphonenumber.cjs'],
	sweep: ['feiertagejs.cjs', 'wall-clock.cjs'],
	'web-customer': ['libphonenumber.cjs'],
	worker: ['find-signals.cjs', 'ibantools.cjs', 'language-tables.json', 'libphonenumber.cjs'],
}

const functions = synthesisedStage('dev').ofType('AWS::Lambda::Function')
let bundles: Bundles
const folderOf = (name: string): string => bundles.get(name)?.directory ?? ''
const codeOf = (name: string): string => readFileSync(join(folderOf(name), 'index.mjs'), 'utf8')
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`.padStart(8)

beforeAll(async () => {
	bundles = await freshBundles(resolve(import.meta.dirname, '../..'))
})

afterAll(() => {
	const lines = Object.entries(BUDGETS).map(([name, budget]) => {
		const code = codeOf(name)
		const size = `${kilobytes(code.length)} of ${kilobytes(budget * 1000)}`
		return `${name.padEnd(14)}${size}, compressed${kilobytes(gzipSync(code).length)}`
	})
	process.stdout.write(`Bundles:\n${lines.join('\n')}\n`)
})

/** Every module that the code names, by import, export from, or import(). */
const importsOf = (code: string): string[] => {
	const { module, errors } = parseSync('index.mjs', code)
	expect(errors).toEqual([])
	const fixed = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)].flatMap(
		({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : []),
	)
	const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start, end))
	return [...fixed, ...dynamic.filter((it) => /^["'`]/.test(it)).map((it) => it.slice(1, -1))]
}

/** Says what is wrong in a line: Node itself would print the whole bundle. */
const LOAD = `
	const { handler } = await import(process.argv[1]).catch(({ name, message }) => ({ handler: name + ': ' + message }))
	process.stdout.write(typeof handler === 'function' ? 'function' : String(handler))
`

describe.each(functions.map(({ label }) => label))('the bundle of %s', (name) => {
	it('holds everything it needs, the SDK included: it imports only from Node', () => {
		const known = new Set([...builtinModules, ...builtinModules.map((module) => `node:${module}`)])
		expect(importsOf(codeOf(name)).filter((module) => !known.has(module))).toEqual([])
	})

	it('is one file of code, and what is read later only where it is used', () => {
		const files = ['index.mjs', ...(READ_LATER[name] ?? [])]
		expect(readdirSync(folderOf(name)).sort()).toEqual(files.sort())
	})

	it('keeps its budget', () => {
		const budget = new Map<string, number>(Object.entries(BUDGETS)).get(name) ?? 0
		expect(statSync(join(folderOf(name), 'index.mjs')).size).toBeLessThanOrEqual(budget * 1000)
	})

	it.each(['/practice', 'local-x-secret', 'local-meta-secret', 'local-verify-token', 'infra/local'])(
		'does not know %s',
		(word) => {
			expect(codeOf(name).includes(word)).toBe(false)
		},
	)

	it('speaks English where zod does: its 60 languages come with `import { z }`, which holds all of it', () => {
		expect(codeOf(name).includes('Ugyldig')).toBe(false)
	})

	it('loads by its code alone and offers a handler', async () => {
		const alone = mkdtempSync(join(tmpdir(), 'hilft-bundle-'))
		cpSync(join(folderOf(name), 'index.mjs'), join(alone, 'index.mjs'))
		const variables = Object.keys(functions.find(({ label }) => label === name)?.properties.Environment.Variables)
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--input-type=module', '--eval', LOAD, join(alone, 'index.mjs')],
			{ env: anyEnvironment(variables), timeout: 60_000 },
		)
		rmSync(alone, { recursive: true })
		expect(stdout).toBe('function')
	})
})

describe('script and style of the desk', () => {
	it('are at most 22 kB together as they are sent, 30 kB to who unpacks gzip alone, and the same wherever they lie', () => {
		const together = (pack: (content: Buffer) => Buffer): number =>
			['desk.js', 'desk.css']
				.map((file) => pack(readFileSync(join(folderOf('web-desk'), file))).length)
				.reduce((sum, size) => sum + size)
		expect(together(brotliCompressSync)).toBeLessThanOrEqual(22_000)
		expect(together(gzipSync)).toBeLessThanOrEqual(30_000)
		// What a browser has to read.
		expect(together((content) => content)).toBeLessThanOrEqual(70_000)
		for (const file of ['desk.js', 'desk.css']) {
			const [one, other] = ['web-desk', 'customer-data'].map((name) => readFileSync(join(folderOf(name), file), 'utf8'))
			expect(one).toBe(other)
		}
	})

	it('load nothing from elsewhere', () => {
		const style = readFileSync(join(folderOf('web-desk'), 'desk.css'), 'utf8')
		const script = readFileSync(join(folderOf('web-desk'), 'desk.js'), 'utf8')
		expect(style).not.toMatch(/@import|url\((?!["']?data:)/)
		expect(importsOf(script)).toEqual([])
	})
})
