import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { FunctionBundle } from './bundle-functions.ts'
import { sha256 } from './hash.ts'

/** What is known of a bundle: its content, and what it was made from as path → hash. */
const knownBundleSchema = z.object({ hash: z.string(), inputs: z.record(z.string(), z.string()) })
export type KnownBundle = z.infer<typeof knownBundleSchema>

const indexSchema = z.object({ tools: z.string(), bundles: z.record(z.string(), knownBundleSchema) })
/** The bundles by function, and the hash of what makes bundles of sources. */
export type Index = z.infer<typeof indexSchema>

const storeOf = (root: string): string => join(root, 'cdk.out', 'bundles')
const indexFile = (root: string): string => join(storeOf(root), 'index.json')

/** Where a bundle lies: in a folder named for its content. */
export const directoryOf = (root: string, name: string, hash: string): string =>
	join(storeOf(root), `${name}-${hash.slice(0, 16)}`)

/** What earlier runs have made; undefined when there is nothing, or it cannot be read. */
export const readIndex = (root: string): Index | undefined => {
	if (!existsSync(indexFile(root))) return undefined
	const known = indexSchema.safeParse(JSON.parse(readFileSync(indexFile(root), 'utf8')))
	return known.success ? known.data : undefined
}

const makeDirectory = (root: string): string => {
	mkdirSync(storeOf(root), { recursive: true })
	return mkdtempSync(join(storeOf(root), 'new-'))
}

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/** What no run has needed since yesterday. Assemblies hold copies or links of their own. */
const forgetOld = (root: string, { bundles }: Index): void => {
	const needed = new Set(Object.entries(bundles).map(([name, { hash }]) => directoryOf(root, name, hash)))
	for (const entry of readdirSync(storeOf(root))) {
		const path = join(storeOf(root), entry)
		const isOld = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > KEPT_MILLISECONDS
		if (isOld && !needed.has(path) && path !== indexFile(root)) rmSync(path, { recursive: true, force: true })
	}
}

/** By a new file and a rename: whoever reads or writes at the same time sees the one index or the other. */
export const writeIndex = (root: string, index: Index): void => {
	const making = makeDirectory(root)
	writeFileSync(join(making, 'index.json'), JSON.stringify(index))
	renameSync(join(making, 'index.json'), indexFile(root))
	rmSync(making, { recursive: true })
	forgetOld(root, index)
}

/** Puts a bundle into its folder, unless it is there. A folder is whole or not there. Gives the hash. */
export const keepBundle = (root: string, name: string, { files }: FunctionBundle): string => {
	const hash = sha256(name, ...[...files].sort().flatMap(([file, content]) => [`\0${file}\0`, content]))
	const directory = directoryOf(root, name, hash)
	if (existsSync(directory)) return hash
	const making = makeDirectory(root)
	for (const [file, content] of files) writeFileSync(join(making, file), content)
	try {
		renameSync(making, directory)
	} catch (error) {
		// Another run was faster with the same.
		rmSync(making, { recursive: true })
		if (!existsSync(directory)) throw error
	}
	return hash
}
