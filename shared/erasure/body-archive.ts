/** Bodies as received, in the bucket: `mail/…`, `parked/…`, `raw/<day>/<envelope>`, in the order of their keys. */
export type BodyArchive = {
	/** Keys under a prefix after another key, in their order; empty at the end. */
	readonly list: (prefix: BodyPrefix, after: string | undefined) => Promise<readonly string[]>
	/** Undefined for one that is gone. */
	readonly get: (key: string) => Promise<Uint8Array | undefined>
	/** That nothing lies there is fine. */
	readonly remove: (key: string) => Promise<void>
}

/** In the order in which they are looked through, which is that of the keys. */
export const BODY_PREFIXES = ['mail/', 'parked/', 'raw/'] as const
export type BodyPrefix = (typeof BODY_PREFIXES)[number]
