import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './hash.ts'

/** Returns the folder of all bundles. */
export const storeOf = (root: string): string => join(root, 'cdk.out', 'bundles')

/** Returns the folder of a bundle, which is named for its content. */
export const directoryOf = (root: string, name: string, hash: string): string =>
	join(storeOf(root), `${name}-${hash.slice(0, 16)}`)

/** Makes a new temporary folder among the bundles and returns its path. */
export const makeDirectory = (root: string): string => {
	mkdirSync(storeOf(root), { recursive: true })
	return mkdtempSync(join(storeOf(root), 'new-'))
}

/** Returns the hash of the function's name and of all files in the folder. */
const hashOf = (name: string, directory: string): string =>
	sha256(
		name,
		...readdirSync(directory)
			.sort()
			.flatMap((file) => [`\0${file}\0`, readFileSync(join(directory, file))]),
	)

/** Moves a bundle into its folder unless that exists, so that a folder is always whole. Returns the hash. */
const keepBundle = (root: string, name: string, made: string): string => {
	const hash = hashOf(name, made)
	const directory = directoryOf(root, name, hash)
	if (existsSync(directory)) return hash
	try {
		renameSync(made, directory)
	} catch (error) {
		// Another run was faster with the same.
		if (!existsSync(directory)) throw error
	}
	return hash
}

/** A new bundle: the name of a function, the hash of its bundle, and the files of ours that it was made from. */
export type MadeBundle = { readonly name: string; readonly hash: string; readonly inputs: readonly string[] }

/** Stores what `bundle` writes into a new directory, one folder per function. `bundle` returns the inputs of each. */
export const keepBundles = async (
	root: string,
	bundle: (directory: string) => Promise<ReadonlyMap<string, readonly string[]>>,
): Promise<readonly MadeBundle[]> => {
	const making = makeDirectory(root)
	try {
		const made = await bundle(making)
		return [...made].map(([name, inputs]) => ({ name, hash: keepBundle(root, name, join(making, name)), inputs }))
	} finally {
		rmSync(making, { recursive: true })
	}
}
