import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './hash.ts'

/** Where all bundles lie. */
export const storeOf = (root: string): string => join(root, 'cdk.out', 'bundles')

/** Where a bundle lies: in a folder named for its content. */
export const directoryOf = (root: string, name: string, hash: string): string =>
	join(storeOf(root), `${name}-${hash.slice(0, 16)}`)

/** A new one among the bundles. */
export const makeDirectory = (root: string): string => {
	mkdirSync(storeOf(root), { recursive: true })
	return mkdtempSync(join(storeOf(root), 'new-'))
}

/** Of the function's name and of all that lies in the folder. */
const hashOf = (name: string, directory: string): string =>
	sha256(
		name,
		...readdirSync(directory)
			.sort()
			.flatMap((file) => [`\0${file}\0`, readFileSync(join(directory, file))]),
	)

/** Moves a bundle into its folder, unless it is there. A folder is whole or not there. Gives the hash. */
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

/** What bundling has made: the name of a function, the hash of its bundle, and the files of ours that it was made from. */
export type MadeBundle = { readonly name: string; readonly hash: string; readonly inputs: readonly string[] }

/** Keeps what `bundle` writes into a new directory, a folder for each function; it gives the inputs of each. */
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
