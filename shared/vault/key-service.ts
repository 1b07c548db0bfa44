/** The context a data key is bound to: it opens only with exactly the same one. */
export type KeyContext = { readonly case: string; readonly submission: string }

export type DataKey = {
	/** 32 bytes for AES-256; only ever in memory. */
	readonly plain: Uint8Array
	/** The same key, encrypted under the vault's master key. */
	readonly wrapped: Uint8Array
}

/** A service that makes and opens data keys under a master key that never leaves it. */
export type KeyService = {
	readonly generate: (context: KeyContext) => Promise<DataKey>
	/** Returns the plain key. Rejects if the wrapped key was changed or the context differs. */
	readonly open: (wrapped: Uint8Array, context: KeyContext) => Promise<Uint8Array>
}
