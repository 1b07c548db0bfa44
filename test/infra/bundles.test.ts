import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'oxc-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHilftApp } from '#infra/hilft-app.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { synthesisedStage } from './synthesised-stage.ts'

const functions = synthesisedStage('dev').ofType('AWS::Lambda::Function')
const directory = mkdtempSync(join(tmpdir(), 'hilft-bundles-'))
const folders = new Map<string, string>()

beforeAll(() => {
	const { app, stateless } = createHilftApp({ stage: 'dev' }, directory)
	const template = app.synth().getStackByName(stateless.stackName).template
	for (const { label, logicalId } of functions) {
		const hash = template.Resources[logicalId].Properties.Code.S3Key.replace('.zip', '')
		folders.set(label, join(directory, `asset.${hash}`))
	}
})

afterAll(() => {
	const lines = [...folders].map(([name, folder]) => {
		const code = readFileSync(join(folder, 'index.mjs'))
		const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`.padStart(8)
		return `${name.padEnd(14)}${kilobytes(code.length)}, compressed${kilobytes(gzipSync(code).length)}`
	})
	process.stdout.write(`Bundles:\n${lines.join('\n')}\n`)
	rmSync(directory, { recursive: true, force: true })
})

const bundleOf = (name: string): string => readFileSync(join(folders.get(name) ?? '', 'index.mjs'), 'utf8')

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

/** Almost any value will do to load a bundle: the real ones come with the template. */
const ofForm: Readonly<Record<string, string>> = {
	[ENV.ownAccounts]: '[]',
	[ENV.erasureDays]: '3',
	[ENV.pace]: '{}',
	[ENV.undoSeconds]: '15',
	[ENV.xAnswers]: 'everyone',
	[ENV.xPrices]: '{}',
	[ENV.lastTexts]: '20',
	[ENV.screening]: '{}',
}
const anyValue = (variable: string): string => ofForm[variable] ?? 'https://hilft.example'

/** Says what is wrong in a line: Node itself would print the whole bundle. */
const LOAD = `
	const { handler } = await import(process.argv[1]).catch(({ name, message }) => ({ handler: name + ': ' + message }))
	process.stdout.write(typeof handler === 'function' ? 'function' : String(handler))
`

describe.each(functions.map(({ label }) => label))('the bundle of %s', (name) => {
	it('holds everything it needs, the SDK included: it imports only from Node', () => {
		const known = new Set([...builtinModules, ...builtinModules.map((module) => `node:${module}`)])
		expect(importsOf(bundleOf(name)).filter((module) => !known.has(module))).toEqual([])
	})

	it('is one file of code and its source map', () => {
		expect(readdirSync(folders.get(name) ?? '').sort()).toEqual(['index.mjs', 'index.mjs.map'])
		expect(statSync(join(folders.get(name) ?? '', 'index.mjs')).size).toBeLessThan(3_000_000)
	})

	it.each(['/practice', 'local-x-secret', 'local-meta-secret', 'local-verify-token', 'infra/local'])(
		'does not know %s',
		(word) => {
			expect(bundleOf(name)).not.toContain(word)
			expect(readFileSync(join(folders.get(name) ?? '', 'index.mjs.map'), 'utf8')).not.toContain(word)
		},
	)

	it('loads by itself and offers a handler', async () => {
		const variables = Object.keys(functions.find(({ label }) => label === name)?.properties.Environment.Variables)
		const environment = Object.fromEntries(variables.map((variable) => [variable, anyValue(variable)]))
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--input-type=module', '--eval', LOAD, join(folders.get(name) ?? '', 'index.mjs')],
			{ env: { ...environment, AWS_REGION: 'eu-central-1', NODE_OPTIONS: '--enable-source-maps' }, timeout: 20_000 },
		)
		expect(stdout).toBe('function')
	})
})
