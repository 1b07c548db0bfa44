import type { MediaPlace, MediaStore } from '#shared/media/media-store.ts'

const nameOf = ({ message, edition, index }: MediaPlace): string => `${message}/${edition}/${index}`

/** Copies in memory, for tests and the simulator. */
export const createMemoryMediaStore = (): MediaStore & { readonly names: () => readonly string[] } => {
	const copies = new Map<string, Uint8Array>()
	return {
		put: async (place, bytes) => void copies.set(nameOf(place), bytes),
		get: async (place) => copies.get(nameOf(place)),
		remove: async (place) => void copies.delete(nameOf(place)),
		names: () => [...copies.keys()].sort(),
	}
}
