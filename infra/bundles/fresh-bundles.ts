import { fork } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { changeOf, type HashedFile, hashFiles, sha256 } from './hash.ts'
import { directoryOf, type MadeBundle, makeDirectory, storeOf } from './keep-bundles.ts'

/** What is known of a bundle: its content, and what it was made from as path → hash. */
const knownBundleSchema = z.object({ hash: z.string(), inputs: z.record(z.string(), z.string()) })
type KnownBundle = z.infer<typeof knownBundleSchema>

const indexSchema = z.object({ tools: z.string(), bundles: z.record(z.string(), knownBundleSchema) })
/** The bundles by function, and the hash of what makes bundles of sources. */
type Index = z.infer<typeof indexSchema>

const indexFile = (root: string): string => join(storeOf(root), 'index.json')

/** Returns the index of earlier runs; undefined when there is none or it cannot be read. */
const readIndex = (root: string): Index | undefined => {
	if (!existsSync(indexFile(root))) return undefined
	const known = indexSchema.safeParse(JSON.parse(readFileSync(indexFile(root), 'utf8')))
	return known.success ? known.data : undefined
}

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/** Removes bundles that no run has used for a day. Assemblies hold copies or links of their own. */
const forgetOld = (root: string, { bundles }: Index): void => {
	const needed = new Set(Object.entries(bundles).map(([name, { hash }]) => directoryOf(root, name, hash)))
	for (const entry of readdirSync(storeOf(root))) {
		const path = join(storeOf(root), entry)
		const isOld = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > KEPT_MILLISECONDS
		if (isOld && !needed.has(path) && path !== indexFile(root)) rmSync(path, { recursive: true, force: true })
	}
}

/** Replaces the index by a rename, so that concurrent readers and writers see one whole index. */
const writeIndex = (root: string, index: Index): void => {
	const making = makeDirectory(root)
	writeFileSync(join(making, 'index.json'), JSON.stringify(index))
	renameSync(join(making, 'index.json'), indexFile(root))
	rmSync(making, { recursive: true })
	forgetOld(root, index)
}

/** The code of a function, to be put into an assembly. */
type Bundle = {
	readonly directory: string
	/** The hash of all files there and of the function's name. */
	readonly hash: string
}

/** Function → its code. */
export type Bundles = ReadonlyMap<string, Bundle>

type Sources = ReadonlyMap<string, HashedFile>

const SOURCES = ['functions/**/*', 'shared/**/*']

/** What decides how a source becomes a bundle: what npm has installed, how imports are resolved, and this folder. */
const TOOLS = [
	'node_modules/.package-lock.json',
	'package-lock.json',
	'package.json',
	'tsconfig.json',
	'infra/bundles/*.ts',
]

const madeSchema = z.array(z.object({ name: z.string(), hash: z.string(), inputs: z.array(z.string()) }))

/** Bundles the named functions in a process of its own. Throws with the process's output when it fails. */
const runBundling = (root: string, names: readonly string[]): Promise<readonly MadeBundle[]> =>
	new Promise((resolve, reject) => {
		const child = fork(join(import.meta.dirname, 'bundle-entry.ts'), [root, ...names], {
			execArgv: [],
			silent: true,
			// esbuild ends after one pass: its garbage collection would take a tenth of the time and give back a fifth of the memory.
			env: { ...process.env, GOGC: 'off' },
		})
		const said: string[] = []
		child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
		let made: unknown
		child.on('message', (message) => {
			made = message
		})
		child.on('error', reject)
		child.on('close', (code) => {
			if (code === 0) resolve(madeSchema.parse(made))
			else reject(new Error(`The functions could not be bundled:\n${said.join('').trim()}`))
		})
	})

const isFresh = (root: string, name: string, bundle: KnownBundle, sources: Sources): boolean =>
	existsSync(directoryOf(root, name, bundle.hash)) &&
	Object.entries(bundle.inputs).every(([input, hash]) => sources.get(input)?.hash === hash)

const bundleAnew = async (root: string, names: readonly string[], sources: Sources): Promise<Index['bundles']> => {
	if (names.length === 0) return {}
	const made = await runBundling(root, names)
	// A file that was touched during the pass may have been read in either state, even if it is now as it was before (a
	// rebase does that): it counts as changed next time.
	const hashOf = (input: string): string => {
		const before = sources.get(input)
		return before?.change === changeOf(join(root, input)) ? before.hash : 'unknown'
	}
	return Object.fromEntries(
		made.map(({ name, hash, inputs }) => [
			name,
			{ hash, inputs: Object.fromEntries(inputs.map((input) => [input, hashOf(input)])) },
		]),
	)
}

/**
 * Returns the bundles of all functions below `root`, and makes only those that are missing or have a changed source. They
 * are stored in `cdk.out/bundles`; concurrent runs do not disturb each other. Throws with esbuild's message when a function
 * cannot be bundled.
 */
export const freshBundles = async (root: string): Promise<Bundles> => {
	const sources = hashFiles(root, SOURCES)
	const tools = sha256(...[...hashFiles(root, TOOLS)].flatMap(([file, { hash }]) => [file, hash]))
	const index = readIndex(root)
	const known = index?.tools === tools ? index.bundles : {}
	const names = globSync('functions/*/handler.ts', { cwd: root })
		.map((file) => basename(dirname(file)))
		.sort()
	const fresh = Object.fromEntries(
		Object.entries(known).filter(([name, bundle]) => names.includes(name) && isFresh(root, name, bundle, sources)),
	)
	const stale = names.filter((name) => fresh[name] === undefined)
	const bundles = { ...fresh, ...(await bundleAnew(root, stale, sources)) }
	if (stale.length > 0) writeIndex(root, { tools, bundles })
	return new Map(
		Object.entries(bundles)
			.sort()
			.map(([name, { hash }]) => [name, { hash, directory: directoryOf(root, name, hash) }]),
	)
}
