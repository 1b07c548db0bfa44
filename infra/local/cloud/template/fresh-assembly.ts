import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
	cpSync,
	existsSync,
	globSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The code of each function, and the hash of it that the app of cdk.json gives to CDK. */
export type Code = ReadonlyMap<string, { readonly directory: string; readonly hash: string }>

/** Returns the name of an asset: CDK takes the SHA-256 of the hash it is given. */
const assetOf = (hash: string): string => createHash('sha256').update(hash).digest('hex')

const linkFiles = (from: string, to: string): void => {
	mkdirSync(to)
	for (const file of readdirSync(from)) linkSync(join(from, file), join(to, file))
}

/**
 * Writes into `to` the assembly that a synthesis with this code would make, from stacks that were synthesised without: there
 * a function's name stands for the hash of its code. Needs no CDK. Links the files of the code instead of copying them.
 * Throws when a function of the stacks has no code.
 */
export const exchangeCode = (stacks: string, to: string, code: Code): void => {
	const exchanged = [...code].map(([name, { hash }]) => [assetOf(name), assetOf(hash)] as const)
	const change = (text: string): string => exchanged.reduce((changed, [old, now]) => changed.replaceAll(old, now), text)
	const codeOf = new Map([...code].map(([name, { directory }]) => [`asset.${assetOf(name)}`, directory]))
	for (const entry of readdirSync(stacks, { withFileTypes: true })) {
		const file = join(stacks, entry.name)
		const directory = codeOf.get(entry.name)
		if (entry.isFile()) writeFileSync(join(to, entry.name), change(readFileSync(file, 'utf8')))
		else if (directory !== undefined) linkFiles(directory, join(to, change(entry.name)))
		else if (readdirSync(file).includes('handler.ts'))
			throw new Error(`The stacks name a function without code: ${file}`)
		else cpSync(file, join(to, entry.name), { recursive: true })
	}
}

const configSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) })

/**
 * Runs the app of cdk.json with this Node and the context that the CDK command line would give it, without the start-up time
 * of that. The app makes the stacks without the code of the functions: see `exchangeCode`. Throws with the app's output.
 */
const synthesise = (root: string, outputDirectory: string): Promise<void> => {
	const config = configSchema.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))
	const script = /^node (\S+)$/.exec(config.app)?.[1]
	if (script === undefined) throw new Error('The app of cdk.json must have the form "node <script>"')
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				...process.env,
				CDK_OUTDIR: outputDirectory,
				CDK_CONTEXT_JSON: JSON.stringify(config.context),
				CDK_DISABLE_CLI_TELEMETRY: 'true',
				HILFT_WITHOUT_CODE: 'true',
			},
		})
		// A start that is broken off leaves no synthesis at work.
		const end = (): void => void child.kill()
		process.once('exit', end)
		child.once('close', () => process.off('exit', end))
		const said: string[] = []
		child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
		child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
		child.on('error', reject)
		child.on('close', (code) => {
			if (code === 0) resolve()
			else reject(new Error(`The synthesis of the stacks failed (${script}):\n${said.join('').trim()}`))
		})
	})
}

type AssemblyOptions = {
	/** The folder of cdk.json. */
	readonly root: string
	/** The folder of all assemblies, each in a folder of its own. */
	readonly assemblies: string
	/** The sources of the stacks, without code: patterns below the root, and folders that do not belong to them. */
	readonly sources: readonly string[]
	readonly except: readonly string[]
	/** Makes the code of the functions, if it is not there. */
	readonly bundle: () => Promise<Code>
}

export type Assembly = {
	readonly directory: string
	/** What was needed: nothing, new code in known stacks, or a synthesis. */
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

/** Returns a digest of when the sources were last written. It also differs when a file was changed and changed back. */
const changesOf = (options: AssemblyOptions): string =>
	digest(sourcesOf(options).flatMap((file) => [file, String(statSync(file, { throwIfNoEntry: false })?.ctimeMs)]))

const hashOfCode = (code: Code): string => digest([...code].flatMap(([name, { hash }]) => [name, hash]))

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/** Removes assemblies that were not used for a day. Younger ones stay: another run may still start functions from them. */
const forgetOld = (assemblies: string): void => {
	for (const entry of readdirSync(assemblies)) {
		const directory = join(assemblies, entry)
		const { mtimeMs } = statSync(directory, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
		if (Date.now() - mtimeMs > KEPT_MILLISECONDS) rmSync(directory, { recursive: true, force: true })
	}
}

/** Moves a complete assembly to its folder. When another run was faster, its assembly is identical. */
const putInPlace = (making: string, directory: string): void => {
	try {
		renameSync(making, directory)
	} catch (error) {
		if (!existsSync(directory)) throw error
	}
}

const touch = (directory: string): void => utimesSync(directory, new Date(), new Date())

/** Makes a directory under a temporary name and moves it to its place, unless `make` returns false. */
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

/** Synthesises the stacks without code while the code is bundled. Discards them when their sources were edited meanwhile. */
const makeStacks = async (options: AssemblyOptions, directory: string, changes: string): Promise<void> => {
	const synthesised = makeInPlace(options, directory, async (making) => {
		await synthesise(options.root, making)
		return changesOf(options) === changes
	})
	// Both end before a failure is thrown, so that nothing is written after it.
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
 * Returns the cloud assembly of the present sources and makes only what is missing: nothing when nothing changed, an
 * assembly of known stacks with new code when only functions changed, else a synthesis, in parallel with the bundling. An
 * assembly never changes: its folder is named for what it was made from and appears there whole, so that concurrent runs do
 * not disturb each other. Throws with the output of the synthesis or the bundling.
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
			// Start again with known stacks: functions may have been edited since they were bundled.
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
