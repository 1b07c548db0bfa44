import type { AddressAndLanguage } from '#shared/cases/address-and-language.ts'
import type { MessageForm } from '#shared/cases/codes.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/media-item.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/** A message to us, as a channel understood it. */
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
	/** Which version of the content this is, decimal digits; absent is the first. */
	readonly edition?: string | undefined
	readonly attachments?: number | undefined
	/** Those that can be fetched, in their order. */
	readonly media?: readonly { readonly kind: MediaItem['kind']; readonly url: string }[] | undefined
	/** The event does not hold all of the text. */
	readonly isIncomplete?: boolean | undefined
	/** How its author speaks, as far as the text tells. */
	readonly addressAndLanguage?: AddressAndLanguage | undefined
	/** Encrypted for the network's own app. */
	readonly isSealed?: boolean | undefined
	/** X: its author called us, by an explicit mention or a quote (NETWORKS.md 2.8). */
	readonly isSummons?: true | undefined
	/** The event that brings it: envelope and index. */
	readonly source: string
}
