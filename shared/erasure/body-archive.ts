/** The received bodies in the bucket, in the order of their keys: `mail/…`, `parked/…`, `raw/<day>/<envelope>`. */
export type BodyArchive = {
	/** Returns keys under a prefix after another key, in order; empty at the end. */
	readonly list: (prefix: BodyPrefix, after: string | undefined) => Promise<readonly string[]>
	/** Returns undefined for a missing key. */
	readonly get: (key: string) => Promise<Uint8Array | undefined>
	/** Ignores a missing key. */
	readonly remove: (key: string) => Promise<void>
}

/** The prefixes in the order of their keys, which is the order of the search. */
export const BODY_PREFIXES = ['mail/', 'parked/', 'raw/'] as const
export type BodyPrefix = (typeof BODY_PREFIXES)[number]
