import { existsSync, globSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const folders = [...new Set(globSync('test/unit/**/*.{ts,json}', { cwd: ROOT }).map((file) => dirname(file)))]

/** Where the sources lie that the tests of a folder are about. */
const sourcesOf = (folder: string): readonly string[] => {
	const room = folder.replace(/^test\/unit\/?/, '')
	return ['shared', 'infra', '.'].map((parent) => join(parent, room))
}

const isMirror = (folder: string): boolean =>
	folder !== 'test/unit' && sourcesOf(folder).some((sources) => existsSync(join(ROOT, sources)))

it('unit tests lie in folders that mirror the rooms, none beside them', () => {
	expect(folders.filter((folder) => !isMirror(folder))).toEqual([])
	expect(folders.length).toBeGreaterThan(20)
	expect(['test/unit', 'test/unit/nowhere'].filter(isMirror)).toEqual([])
})
