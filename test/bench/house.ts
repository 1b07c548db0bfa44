import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changesOf, filesOf } from '#test/architecture/walk-steps.ts'
import { WALKS } from '#test/architecture/walks.ts'
import { ROOT, type SourceFile, sourceFiles } from '#test/support/source-files.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const isOurs = ({ path }: SourceFile): boolean => !path.startsWith('test/')

const linesOf = (path: string): number => readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length

/** The files that exactly one other of ours imports: a reader opens each of them on the way from that one. */
const filesWithOneReader = (files: readonly SourceFile[]): readonly string[] => {
	const readers = new Map<string, Set<string>>()
	for (const { path, imports } of files)
		for (const { path: read } of imports)
			if (read !== undefined) readers.set(read, (readers.get(read) ?? new Set()).add(path))
	return files.map(({ path }) => path).filter((path) => readers.get(path)?.size === 1)
}

/** Counts the plan of the house: what a reader has to hold. The bounds that must be kept are tests in test/architecture. */
export const run = async (): Promise<void> => {
	const files = sourceFiles()
	const ours = files.filter(isOurs)
	const imports = ours.reduce((sum, file) => sum + file.imports.length, 0)
	say('The house, counted (bound)')
	say(`  files ${ours.length}, imports per file ${(imports / ours.length).toFixed(2)}`)
	const lonely = filesWithOneReader(ours)
	const short = lonely.filter((path) => linesOf(path) < 30)
	say(`  files with one reader ${lonely.length} (180), of fewer than 30 lines ${short.length}:`)
	for (const path of short) say(`    ${path}`)
	say(`  lines of biome.json ${readFileSync(join(ROOT, 'biome.json'), 'utf8').trimEnd().split('\n').length} (130)`)
	const byPath = new Map(files.map((file) => [file.path, file]))
	for (const [name, walk] of Object.entries(WALKS))
		say(
			`  ${name}: ${filesOf(walk)} files (${walk.bounds.files}), ${changesOf(walk, byPath)} changes of room (${walk.bounds.changes})`,
		)
}
