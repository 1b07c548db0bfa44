/** What a data key is bound to: it opens with exactly the same words or not at all. */
export type KeyContext = { readonly case: string; readonly submission: string }

export type DataKey = {
	/** 32 bytes, for AES-256. Lives in memory only. */
	readonly plain: Uint8Array
	/** The same key, encrypted under the vault's master key. */
	readonly wrapped: Uint8Array
}

/** Makes and opens data keys under a master key that never leaves its home. */
export type KeyService = {
	readonly generate: (context: KeyContext) => Promise<DataKey>
	/** The plain key. Rejects if the wrapped key was changed or the context differs. */
	readonly open: (wrapped: Uint8Array, context: KeyContext) => Promise<Uint8Array>
}
