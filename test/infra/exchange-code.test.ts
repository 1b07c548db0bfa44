import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { createHilftApp, type HilftAppOptions } from '#infra/hilft-app.ts'
import { exchangeCode } from '#infra/local/cloud/template/fresh-assembly.ts'

const directory = mkdtempSync(join(tmpdir(), 'hilft-exchange-'))
afterAll(() => rmSync(directory, { recursive: true }))

const synthesise = (name: string, options: HilftAppOptions): string => {
	const outputDirectory = join(directory, name)
	createHilftApp({ ...options, outputDirectory }).app.synth({ skipValidation: true })
	return outputDirectory
}

/** Path → content of all files. */
const contentOf = (folder: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')] as const)
			.sort(),
	)

/** The order of a template's outputs is by numbers that a process gives its references, and means nothing. */
const said = (file: string, content = ''): unknown => (file.endsWith('template.json') ? JSON.parse(content) : content)

it('the templates that the code is put into afterwards are those that would be deployed, and so is the code', async () => {
	const bundles = await freshBundles(resolve(import.meta.dirname, '../..'))
	const exchanged = join(directory, 'exchanged')
	mkdirSync(exchanged)
	exchangeCode(synthesise('without-code', {}), exchanged, bundles)
	const now = contentOf(exchanged)
	const deployed = contentOf(synthesise('with-code', { bundles }))
	expect(Object.keys(now)).toEqual(Object.keys(deployed))
	// The others say from which line a construct was made, and which templates are to be uploaded.
	const code = Object.keys(now).filter((file) => /asset\.|template\.json$/.test(file))
	for (const file of code) expect(said(file, now[file]), file).toEqual(said(file, deployed[file]))
	expect(code.filter((file) => file.endsWith('index.mjs'))).toHaveLength(bundles.size)
	expect(code.filter((file) => file.endsWith('template.json'))).toHaveLength(2)
})
