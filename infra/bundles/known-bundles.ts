import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { directoryOf, makeDirectory, storeOf } from './keep-bundles.ts'

/** What is known of a bundle: its content, and what it was made from as path → hash. */
const knownBundleSchema = z.object({ hash: z.string(), inputs: z.record(z.string(), z.string()) })
export type KnownBundle = z.infer<typeof knownBundleSchema>

const indexSchema = z.object({ tools: z.string(), bundles: z.record(z.string(), knownBundleSchema) })
/** The bundles by function, and the hash of what makes bundles of sources. */
export type Index = z.infer<typeof indexSchema>

const indexFile = (root: string): string => join(storeOf(root), 'index.json')

/** What earlier runs have made; undefined when there is nothing, or it cannot be read. */
export const readIndex = (root: string): Index | undefined => {
	if (!existsSync(indexFile(root))) return undefined
	const known = indexSchema.safeParse(JSON.parse(readFileSync(indexFile(root), 'utf8')))
	return known.success ? known.data : undefined
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
