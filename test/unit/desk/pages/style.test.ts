import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '#test/support/source-files.ts'

const FILES = ['base', 'queue', 'case', 'live']

/** The classes that a file gives a look of their own, wherever they stand. */
const ownClassesOf = (file: string): readonly string[] => {
	const text = readFileSync(join(ROOT, 'shared/desk/browser', `${file}.css`), 'utf8')
	return [...new Set([...text.matchAll(/^\.([a-z-]+)(?=[,:]|\s*\{|$)/gm)].map(([, name = '']) => name))]
}

describe('the style of the desk', () => {
	it('has each class in one file: what two pages call alike looks alike', () => {
		const all = FILES.flatMap((file) => ownClassesOf(file))
		expect(all.length).toBeGreaterThan(60)
		expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
	})
})
