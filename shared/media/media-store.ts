import type { MessageKey } from '#shared/cases/keys.ts'

/** Where the copy of one attachment lies: of one message, one edition of it, one place in its list. */
export type MediaPlace = { readonly message: MessageKey; readonly edition: string; readonly index: number }

/** Copies of what people sent along, apart from all that is said about them. */
export type MediaStore = {
	readonly put: (place: MediaPlace, bytes: Uint8Array, type: string) => Promise<void>
	readonly get: (place: MediaPlace) => Promise<Uint8Array | undefined>
	/** Removes what lies there; that nothing does is fine. */
	readonly remove: (place: MediaPlace) => Promise<void>
}
