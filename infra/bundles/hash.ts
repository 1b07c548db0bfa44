import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The SHA-256 of some parts, in hex. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
	const hash = createHash('sha256')
	for (const part of parts) hash.update(part)
	return hash.digest('hex')
}

/**
 * When a file was last written or exchanged; 0 when there is none. The system keeps it, and nobody can set it back: a file
 * that was changed and changed back has another one.
 */
export const changeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0

export type HashedFile = {
	readonly hash: string
	/** Its last change, as it was before it was read. */
	readonly change: number
}

/** Path from the root → the SHA-256 of its content, of all files that fit the patterns. */
export const hashFiles = (root: string, patterns: readonly string[]): ReadonlyMap<string, HashedFile> =>
	new Map(
		globSync(patterns, { cwd: root, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.sort()
			.map((file) => {
				const change = changeOf(file)
				return [file.slice(root.length + 1).replaceAll('\\', '/'), { hash: sha256(readFileSync(file)), change }]
			}),
	)
