/** Bodies as received, by key: large ones under `raw/`, parked ones under `parked/`; the bucket's life cycle erases them. */
export type RawBodies = {
	/** Undefined where nothing lies under the key, or not any more. */
	readonly get: (key: string) => Promise<Uint8Array | undefined>
	readonly put: (key: string, bytes: Uint8Array) => Promise<void>
}
