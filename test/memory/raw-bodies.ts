import type { RawBodies } from '#shared/ledger/raw-bodies.ts'

/** The bucket in memory; `kept` shows what lies in it. */
export const createMemoryRawBodies = (): RawBodies & { readonly kept: Map<string, Uint8Array> } => {
	const kept = new Map<string, Uint8Array>()
	return {
		kept,
		get: async (key) => kept.get(key),
		put: async (key, bytes) => void kept.set(key, bytes),
	}
}
