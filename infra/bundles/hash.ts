import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Returns the SHA-256 of the parts in sequence, in hex. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
	const hash = createHash('sha256')
	for (const part of parts) hash.update(part)
	return hash.digest('hex')
}

/**
 * Returns when a file was last written or replaced, in milliseconds since 1970; 0 when there is no such file. The file
 * system sets this time itself, so a file that was changed and changed back differs too.
 */
export const changeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0

export type HashedFile = {
	readonly hash: string
	/** When it was last written, taken before it was read. */
	readonly change: number
}

/** Returns the SHA-256 of the content of every file that matches the patterns, by its path from the root. */
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
