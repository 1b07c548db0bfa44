import type { Attached } from '#shared/cases/messages/pointed-at.ts'
import type { Media } from '../channel.ts'

/** A direct message or an encrypted one in the form common to all APIs. */
export type XPrivateMessage = {
	readonly id: string
	readonly senderId: string | undefined
	readonly recipientId: string | undefined
	readonly handle: string | undefined
	readonly name: string | undefined
	/** Undefined when encrypted for X's own app. */
	readonly text: string | undefined
	readonly attached: readonly Attached[]
	readonly media: readonly Media[]
	/** Milliseconds. */
	readonly sentAt: number | undefined
}
