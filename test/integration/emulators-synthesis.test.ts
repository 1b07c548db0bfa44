import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { synthesiseIfChanged } from '#infra/local/cloud/template/synthesise-if-changed.ts'

let root: string
const write = (file: string, text: string): void => {
	mkdirSync(dirname(join(root, file)), { recursive: true })
	writeFileSync(join(root, file), text)
}
const out = () => join(root, 'cdk.out')
const synthesise = async () => (await synthesiseIfChanged({ root, outputDirectory: out() })).synthesised

/** An app that leaves what it saw: an asset, and a manifest that names the context it was given. */
const app = (asset: string): string => `
	import { mkdirSync, writeFileSync } from 'node:fs'
	const out = process.env.CDK_OUTDIR
	mkdirSync(out + '/asset.${asset}', { recursive: true })
	writeFileSync(out + '/asset.${asset}/index.mjs', '')
	writeFileSync(out + '/manifest.json', process.env.CDK_CONTEXT_JSON)
`

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'hilft-synthesis-'))
	write('package.json', '{"type":"module"}')
	write('cdk.json', '{"app":"node infra/app.ts","context":{"stage":"dev"}}')
	write('infra/app.ts', app('one'))
	write('functions/api/handler.ts', 'export const handler = 1')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the synthesis', () => {
	it('runs the app of cdk.json with its context, once for the same sources', async () => {
		expect(await synthesise()).toBe(true)
		expect(JSON.parse(readFileSync(join(out(), 'manifest.json'), 'utf8'))).toEqual({ stage: 'dev' })
		expect(await synthesise()).toBe(false)
	})

	it('runs again when a function changed, not when the local runner did', async () => {
		await synthesise()
		write('infra/local/start.ts', 'export const changed = true')
		expect(await synthesise()).toBe(false)
		write('functions/api/handler.ts', 'export const handler = 2')
		expect(await synthesise()).toBe(true)
	})

	it('keeps the bundles of the assembly before, from which another run may still start functions', async () => {
		await synthesise()
		write('infra/app.ts', app('two'))
		await synthesise()
		expect(existsSync(join(out(), 'asset.one', 'index.mjs'))).toBe(true)
		expect(existsSync(join(out(), 'asset.two', 'index.mjs'))).toBe(true)
	})

	it('refuses to go on after a failed synthesis, says why, and leaves the assembly before', async () => {
		await synthesise()
		write('infra/app.ts', 'throw new Error("a finding of cdk-nag")')
		await expect(synthesise()).rejects.toThrow('a finding of cdk-nag')
		expect(existsSync(join(out(), 'asset.one', 'index.mjs'))).toBe(true)
		await expect(synthesise()).rejects.toThrow('a finding of cdk-nag')
	})
})
