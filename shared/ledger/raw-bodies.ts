/**
 * Bodies as received, by key: large ones under `raw/`, parked ones under `parked/`; the bucket's life cycle removes them.
 */
export type RawBodies = {
	/** Returns undefined where there is none, or none any more. */
	readonly get: (key: string) => Promise<Uint8Array | undefined>
	readonly put: (key: string, bytes: Uint8Array) => Promise<void>
}
