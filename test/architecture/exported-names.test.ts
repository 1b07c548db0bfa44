import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { ROOT, sourceFiles } from '#test/support/source-files.ts'

/**
 * What is called so wherever it stands: the entry of every function, which Lambda looks for by this name; the tests of a
 * fixture; what a bench does.
 */
const EVERYWHERE: readonly string[] = ['handler', 'it', 'test', 'run']

/** The names that a file gives to others, types included; not those it only hands on. */
const exportedNames = (path: string, code: string): readonly string[] => {
	const { staticExports } = parseSync(path, code).module
	return staticExports.flatMap(({ entries }) =>
		entries.filter(({ moduleRequest }) => moduleRequest === null).flatMap(({ exportName }) => exportName.name ?? []),
	)
}

/** `name: file, file` of each name that two files give. */
const namesWithTwoMeanings = (
	files: readonly { readonly path: string; readonly code: string }[],
): readonly string[] => {
	const homes = new Map<string, string[]>()
	for (const { path, code } of files)
		for (const name of new Set(exportedNames(path, code))) homes.set(name, [...(homes.get(name) ?? []), path])
	return [...homes]
		.filter(([name, paths]) => paths.length > 1 && !EVERYWHERE.includes(name))
		.map(([name, paths]) => `${name}: ${paths.join(', ')}`)
}

describe('an exported name', () => {
	it('means one thing, so that whoever reads it knows which', () => {
		const files = sourceFiles().map(({ path }) => ({ path, code: readFileSync(join(ROOT, path), 'utf8') }))
		expect(namesWithTwoMeanings(files)).toEqual([])
	})

	it('is found however it is exported', () => {
		const files = [
			{ path: 'a.ts', code: 'export const one = 1\nexport type Two = 2\nexport const handler = 1' },
			{ path: 'b.ts', code: 'const one = 1\nexport { one }\nexport class Two {}\nexport const handler = 2' },
			{ path: 'c.ts', code: "export { one } from './a.ts'" },
		]
		expect(namesWithTwoMeanings(files)).toEqual(['one: a.ts, b.ts', 'Two: a.ts, b.ts'])
	})
})
