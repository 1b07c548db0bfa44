import { createHash } from 'node:crypto'
import {
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Code, exchangeCode, isMadeWith } from './exchange-code.ts'
import { synthesise } from './synthesise.ts'

export type AssemblyOptions = {
	/** The folder of cdk.json. */
	readonly root: string
	/** Where assemblies are kept, each in a folder of its own. */
	readonly assemblies: string
	/** What the stacks are made from, code apart: patterns below the root, and folders that are not part of it. */
	readonly sources: readonly string[]
	readonly except: readonly string[]
	/** Makes the code of the functions, if it is not there. The app of cdk.json must take the same. */
	readonly bundle: () => Promise<Code>
}

export type Assembly = {
	readonly directory: string
	/** What it took: nothing, new code in known templates, or a synthesis. */
	readonly took: 'nothing' | 'code' | 'synthesis'
}

const digest = (parts: readonly string[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

const sourcesOf = ({ root, sources, except }: AssemblyOptions): readonly string[] =>
	globSync(sources, { cwd: root, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !except.some((folder) => file.startsWith(join(root, folder))))
		.sort()

const hashOfStacks = (options: AssemblyOptions): string =>
	digest(sourcesOf(options).flatMap((file) => [file.slice(options.root.length), readFileSync(file, 'utf8')]))

/** Differs too when a file was changed and changed back: when it was last written cannot be set. */
const changesOf = (options: AssemblyOptions): string =>
	digest(sourcesOf(options).flatMap((file) => [file, String(statSync(file, { throwIfNoEntry: false })?.ctimeMs)]))

const hashOfCode = (code: Code): string => digest([...code].flatMap(([name, { hash }]) => [name, hash]))

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/** Assemblies that nobody asked for since yesterday. Younger ones stay: another run may still start functions from them. */
const forgetOld = (assemblies: string): void => {
	for (const entry of readdirSync(assemblies)) {
		const directory = join(assemblies, entry)
		const { mtimeMs } = statSync(directory, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
		if (Date.now() - mtimeMs > KEPT_MILLISECONDS) rmSync(directory, { recursive: true, force: true })
	}
}

/** Moves a whole assembly to its place; when another run was faster, its one is the same. */
const putInPlace = (making: string, directory: string): void => {
	try {
		renameSync(making, directory)
	} catch (error) {
		if (!existsSync(directory)) throw error
	}
}

const touch = (directory: string): void => utimesSync(directory, new Date(), new Date())

/** Makes an assembly; undefined when an edit came in between, so that it would be of neither the one nor the other. */
const make = async (
	options: AssemblyOptions,
	{ stacks, changes, code }: { readonly stacks: string; readonly changes: string; readonly code: Code },
): Promise<Assembly | undefined> => {
	const { root, assemblies } = options
	const making = mkdtempSync(join(assemblies, 'new-'))
	try {
		const known = readdirSync(assemblies).find((entry) => entry.startsWith(`${stacks}-`))
		if (known === undefined) {
			await synthesise(root, making)
		} else {
			touch(join(assemblies, known))
			exchangeCode(join(assemblies, known), making, code)
		}
		if (changesOf(options) !== changes || !isMadeWith(making, code)) return undefined
		const directory = join(assemblies, `${stacks}-${hashOfCode(code)}`)
		putInPlace(making, directory)
		return { directory, took: known === undefined ? 'synthesis' : 'code' }
	} finally {
		rmSync(making, { recursive: true, force: true })
	}
}

/**
 * The cloud assembly of the sources as they are now, made only as far as it must be: not at all when nothing has changed, by
 * naming new code in known templates when only functions have, else by a synthesis. An assembly never changes: it lies in a
 * folder named for what it was made from and appears there whole, so that runs at the same time do not disturb each other.
 * Throws with what the synthesis or the bundling said.
 */
export const freshAssembly = async (options: AssemblyOptions): Promise<Assembly> => {
	mkdirSync(options.assemblies, { recursive: true })
	for (;;) {
		const code = await options.bundle()
		const changes = changesOf(options)
		const stacks = hashOfStacks(options)
		const directory = join(options.assemblies, `${stacks}-${hashOfCode(code)}`)
		if (existsSync(directory)) {
			touch(directory)
			return { directory, took: 'nothing' }
		}
		const assembly = await make(options, { stacks, changes, code })
		if (assembly === undefined) continue
		forgetOld(options.assemblies)
		return assembly
	}
}
