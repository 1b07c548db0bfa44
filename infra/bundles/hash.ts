import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The SHA-256 of some parts, in hex. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
	const hash = createHash('sha256')
	for (const part of parts) hash.update(part)
	return hash.digest('hex')
}

/** Path from the root → SHA-256, of all files that fit the patterns. */
export const hashFiles = (root: string, patterns: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		globSync(patterns, { cwd: root, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.sort()
			.map((file) => [file.slice(root.length + 1).replaceAll('\\', '/'), sha256(readFileSync(file))]),
	)
