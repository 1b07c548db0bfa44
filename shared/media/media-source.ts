import type { MessageForm } from '#shared/cases/codes.ts'
import type { MediaFailure } from '#shared/cases/messages/media-item.ts'
import type { Network } from '#shared/cases/network.ts'

/** One attachment at its network; `accountId` is our account that it was sent to. */
export type MediaAddress = { readonly network: Network; readonly accountId: string; readonly url: string }

export type Fetched =
	| { readonly outcome: 'fetched'; readonly bytes: Uint8Array }
	| { readonly outcome: 'missing'; readonly reason: MediaFailure }
	/** May work when asked again. */
	| { readonly outcome: 'later' }

/** Fetches attachments. Never throws for failures of the network or the connection. */
export type MediaSource = { readonly fetch: (address: MediaAddress) => Promise<Fetched> }

/** A message by the network's ids. */
export type TextAddress = {
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
	readonly form?: MessageForm | undefined
}

export type ReadText =
	/** Without a text: our copy is whole. */
	| { readonly outcome: 'read'; readonly text?: string | undefined }
	/** The network never gives the text to us. */
	| { readonly outcome: 'missing' }
	| { readonly outcome: 'later' }

/** Reads the whole text of a message whose event held a part. Never throws for failures of the network. */
export type TextSource = { readonly read: (address: TextAddress) => Promise<ReadText> }
