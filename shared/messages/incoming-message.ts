import type { AddressAndLanguage } from '#shared/cases/address/evolve.ts'
import type { MessageForm } from '#shared/cases/codes.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/messages/media-item.ts'
import type { About, Attached } from '#shared/cases/messages/pointed-at.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** A message to us as a channel read it. */
export type IncomingMessage = {
	readonly key: MessageKey
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
	readonly form: MessageForm
	readonly visibility: Visibility
	readonly author: { readonly id: string; readonly handle?: string | undefined; readonly name?: string | undefined }
	readonly text: string
	readonly threadId: string
	/** The thread by a key of ours; absent for private messages. */
	readonly thread?: string | undefined
	readonly parentId?: string | undefined
	readonly sentAt: Instant
	/** The version of the content, in decimal digits; absent is the first. */
	readonly edition?: string | undefined
	/** What came along, and what it is about, beside the words. */
	readonly attached?: readonly Attached[] | undefined
	readonly about?: About | undefined
	/** The media that can be fetched, in order. */
	readonly media?: readonly { readonly kind: MediaItem['kind']; readonly url: string }[] | undefined
	/** The event holds only a part of the text. */
	readonly isIncomplete?: boolean | undefined
	/** The author's form of address and language, as far as the text shows them. */
	readonly addressAndLanguage?: AddressAndLanguage | undefined
	/** Encrypted for the network's own app. */
	readonly isSealed?: boolean | undefined
	/** X: the author summoned us by an explicit mention or a quote (NETWORKS.md 2.8). */
	readonly isSummons?: true | undefined
	/** The event that brings it: envelope and index. */
	readonly source: string
}
