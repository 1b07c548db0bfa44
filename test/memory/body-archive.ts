import type { BodyArchive } from '#shared/erasure/body-archive.ts'

/** Bodies in memory, for tests. */
export const createMemoryBodyArchive = (): BodyArchive & { readonly bodies: Map<string, Uint8Array> } => {
	const bodies = new Map<string, Uint8Array>()
	return {
		bodies,
		list: async (prefix, after = '') =>
			[...bodies.keys()].filter((key) => key.startsWith(prefix) && key > after).sort(),
		get: async (key) => bodies.get(key),
		remove: async (key) => void bodies.delete(key),
	}
}
