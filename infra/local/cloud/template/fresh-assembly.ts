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
import { type Code, exchangeCode } from './exchange-code.ts'
import { synthesise } from './synthesise.ts'

export type AssemblyOptions = {
	/** The folder of cdk.json. */
	readonly root: string
	/** Where assemblies are kept, each in a folder of its own. */
	readonly assemblies: string
	/** What the stacks are made from, code apart: patterns below the root, and folders that are not part of it. */
	readonly sources: readonly string[]
	readonly except: readonly string[]
	/** Makes the code of the functions, if it is not there. */
	readonly bundle: () => Promise<Code>
}

export type Assembly = {
	readonly directory: string
	/** What it took: nothing, new code in known stacks, or a synthesis. */
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

/** Has a directory made under another name and moves it to its place, unless `make` finds that it is not to be kept. */
const makeInPlace = async (
	{ assemblies }: AssemblyOptions,
	directory: string,
	make: (making: string) => Promise<boolean>,
): Promise<void> => {
	const making = mkdtempSync(join(assemblies, 'new-'))
	try {
		if (await make(making)) putInPlace(making, directory)
	} finally {
		rmSync(making, { recursive: true, force: true })
	}
}

/** Synthesises the stacks without code while the code is bundled. They are not kept when they were edited meanwhile. */
const makeStacks = async (options: AssemblyOptions, directory: string, changes: string): Promise<void> => {
	const synthesised = makeInPlace(options, directory, async (making) => {
		await synthesise(options.root, making)
		return changesOf(options) === changes
	})
	// Both have ended before a failure is told: nothing is written behind the back of whoever hears of it.
	for (const result of await Promise.allSettled([synthesised, options.bundle()])) {
		if (result.status === 'rejected') throw result.reason
	}
}

const makeAssembly = (
	options: AssemblyOptions,
	directory: string,
	{ stacks, code }: { readonly stacks: string; readonly code: Code },
): Promise<void> =>
	makeInPlace(options, directory, async (making) => {
		exchangeCode(stacks, making, code)
		return true
	})

/**
 * The cloud assembly of the sources as they are now, made only as far as it must be: not at all when nothing has changed, by
 * putting new code into known stacks when only functions have, else by a synthesis, beside which the code is bundled. An
 * assembly never changes: it lies in a folder named for what it was made from and appears there whole, so that runs at the
 * same time do not disturb each other. Throws with what the synthesis or the bundling said.
 */
export const freshAssembly = async (options: AssemblyOptions): Promise<Assembly> => {
	const { assemblies } = options
	mkdirSync(assemblies, { recursive: true })
	for (let isSynthesised = false; ; ) {
		const changes = changesOf(options)
		const hash = hashOfStacks(options)
		const stacks = join(assemblies, hash)
		if (!existsSync(stacks)) {
			await makeStacks(options, stacks, changes)
			// From the beginning, now that they are known: functions may have been edited since they were bundled.
			isSynthesised = true
			continue
		}
		const code = await options.bundle()
		if (changesOf(options) !== changes) continue
		const directory = join(assemblies, `${hash}-${hashOfCode(code)}`)
		const isKnown = existsSync(directory)
		if (!isKnown) await makeAssembly(options, directory, { stacks, code })
		touch(stacks)
		touch(directory)
		forgetOld(assemblies)
		if (isSynthesised) return { directory, took: 'synthesis' }
		return { directory, took: isKnown ? 'nothing' : 'code' }
	}
}
