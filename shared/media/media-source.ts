import type { MessageForm } from '#shared/cases/codes.ts'
import type { MediaFailure } from '#shared/cases/media-item.ts'
import type { Network } from '#shared/cases/network.ts'

/** One attachment at its network; `accountId` is the account of ours that it was sent to. */
export type MediaAddress = { readonly network: Network; readonly accountId: string; readonly url: string }

export type Fetched =
	| { readonly outcome: 'fetched'; readonly bytes: Uint8Array }
	| { readonly outcome: 'missing'; readonly reason: MediaFailure }
	/** May work when asked again. */
	| { readonly outcome: 'later' }

/** Fetches attachments. Never throws for what the network or the way there does. */
export type MediaSource = { readonly fetch: (address: MediaAddress) => Promise<Fetched> }

/** A message by the network's ids. */
export type TextAddress = {
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
	readonly threadId?: string | undefined
	readonly form?: MessageForm | undefined
}

export type ReadText =
	/** Without a text: what we have is whole. */
	| { readonly outcome: 'read'; readonly text?: string | undefined }
	/** The network does not give it to us, now or ever. */
	| { readonly outcome: 'missing' }
	| { readonly outcome: 'later' }

/** Reads the whole text of a message of which an event held a part. Never throws for what the network does. */
export type TextSource = { readonly read: (address: TextAddress) => Promise<ReadText> }
