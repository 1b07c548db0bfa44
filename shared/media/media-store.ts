import type { MessageKey } from '#shared/cases/keys.ts'

/** The place of an attachment's copy: its message, edition and index. */
export type MediaPlace = { readonly message: MessageKey; readonly edition: string; readonly index: number }

/** Copies of attachments, without anything about their message. */
export type MediaStore = {
	readonly put: (place: MediaPlace, bytes: Uint8Array, type: string) => Promise<void>
	readonly get: (place: MediaPlace) => Promise<Uint8Array | undefined>
	/** Removes the copy, if there is one. */
	readonly remove: (place: MediaPlace) => Promise<void>
}
