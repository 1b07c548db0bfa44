import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test as base, expect } from 'vitest'
import { bundle } from '#test/bench/bundle.ts'
import { started } from '#test/support/started.ts'

const test = base.extend(
	'folder',
	started(
		() => mkdtemp(join(tmpdir(), 'hilft-length-')),
		(folder) => rm(folder, { recursive: true }),
	),
)

// Without esbuild's alias the library drags Node's deprecated punycode into the bundle, or dies of it.
test('the measure of X loads and counts from a bundle as it would be deployed', async ({ folder }) => {
	const file = join(folder, 'length.mjs')
	await bundle('shared/channels/x/length.ts', file)
	expect(await readFile(file, 'utf8')).not.toMatch(/require\(["']punycode["']\)/)
	const script = `const { measureX } = await import(${JSON.stringify(file)}); console.log(measureX('an müller.de', 'public').length)`
	const run = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
	expect(run).toEqual({ stdout: '26\n', stderr: '' })
})
