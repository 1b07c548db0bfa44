import type { MessageForm, SendFailure } from '#shared/cases/codes.ts'
import type { TypedBy } from '#shared/cases/messaging-window.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'

/** Where webhooks arrive. Meta's door serves two networks, Facebook and Instagram. */
export const WEBHOOK_SOURCES = ['x', 'meta'] as const
export type WebhookSource = (typeof WEBHOOK_SOURCES)[number]

/** An account of the company. `id` is the network's, `handle` without `@`. */
export type OwnAccount = { readonly network: Network; readonly id: string; readonly handle: string }

/**
 * One event of a signed delivery, self-contained JSON (numbers beyond 2^53 have become strings), so that a large
 * delivery can be split over the queue and each part be interpreted alone. May hold characters that SQS refuses: encode.
 */
export type RawEvent = {
	/** Which list of the delivery it came from, e.g. `aaa.tweet_create_events`. Ours, never the customer's text. */
	readonly source: string
	/** The account the delivery was for, as the delivery says; empty when it does not say. */
	readonly accountId: string
	readonly payload: unknown
	/** What the event needs from the rest of the delivery, e.g. the users of its direct messages. */
	readonly context?: unknown
}

/** Counted by name in the ledger, kept nowhere else. */
export const IGNORED_REASONS = [
	'ownPost',
	'ownDelete',
	'echo',
	'repost',
	'notAddressed',
	'test',
	'like',
	'follow',
	'block',
	'mute',
	'typing',
	'read',
	'delivered',
	'reaction',
	'unpublished',
	'pageActivity',
	'getStarted',
	'referral',
	'optin',
	'accountLink',
	'handover',
	'insights',
	'emptyEntry',
	/** X: our own profile was changed. */
	'profile',
	/** X: Spaces and live broadcasts. */
	'broadcast',
	'news',
	/** Somebody joined or left a private conversation. */
	'membership',
] as const
export type IgnoredReason = (typeof IGNORED_REASONS)[number]

/** Something a person wrote. */
export type Written = {
	readonly network: Network
	readonly accountId: string
	/** The network's id of the content. With the network (and the account for `dm`) the key of de-duplication. */
	readonly contentId: string
	readonly form: MessageForm
	readonly visibility: Visibility
	/** `id` is `anonymous:<contentId>` when the network does not say who wrote. */
	readonly author: { readonly id: string; readonly handle?: string | undefined; readonly name?: string | undefined }
	/** Sendive and unescaped, well-formed Unicode; empty when there are only attachments. */
	readonly text: string
	/** How many pictures, videos or files came along. */
	readonly attachments: number
	/** Those that can be fetched, in their order. */
	readonly media?: readonly Media[] | undefined
	/**
	 * Which version of the content this is, decimal digits, compared by BigInt: absent is the first. Of one content the
	 * highest that came is shown, in whatever order they come; a lower one changes nothing but may tell an earlier `sentAt`.
	 */
	readonly edition?: string | undefined
	/** Where each edition has an id of its own, by which a later event may name the content (X: deletions). */
	readonly editionId?: string | undefined
	/** Encrypted for the network's own app: there is no text, and it must be answered there. */
	readonly sealed?: true | undefined
	/** The event names the content but does not hold (all of) its text: it is to be read by the network's API. */
	readonly incomplete?: true | undefined
	/**
	 * X: the conversation's id if sent, else the parent's, else the post's own. Facebook: the post. Private messages: the
	 * customer's id.
	 */
	readonly threadId: string
	readonly parentId?: string | undefined
	/** The network's time. Absent when it does not say (rare): the time of receipt stands in. */
	readonly sentAt?: Instant | undefined
	/** Decimal digits. Breaks ties among equal times of one network: compare by BigInt. */
	readonly order: string
	/** The author has blocked our account: nothing we send would arrive. */
	readonly blocked?: true | undefined
	/** X: its author called us, by an explicit mention or a quote, so that the self-serve tiers may answer (NETWORKS.md 2.8). */
	readonly summons?: true | undefined
}

/** Something our own account wrote: sent by us, or by a person of ours in the network's own app. */
export type OwnContent = {
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
	readonly form: MessageForm
	readonly visibility: Visibility
	/** Sendive and unescaped; empty when there are only attachments. */
	readonly text: string
	/** In public: the network's id of what it answers. */
	readonly parentId?: string | undefined
	/** In private: whom it went to, as the network names them. */
	readonly recipientId?: string | undefined
	readonly sentAt?: Instant | undefined
}

/** Something sent along with a text. `url` is short-lived: fetched at once, never kept or logged. */
export type Media = {
	readonly kind: 'image' | 'video' | 'audio' | 'file' | 'sticker'
	readonly url: string
}

/** What happens to content after it was written; it may come before the content itself. */
export type Update = {
	readonly network: Network
	readonly accountId: string
	/** As in `Written`: the same content has the same id, whatever event names it. */
	readonly contentId: string
	/** Of the content it is about; `dm` or not decides the key. */
	readonly form: MessageForm
	/** `erased` is for good and wins over everything; `hidden` and `shown` are of the public view only. */
	readonly change: 'erased' | 'hidden' | 'shown'
	readonly changedAt?: Instant | undefined
}

/** What an event means to us. Exactly one per RawEvent. */
export type ChannelEvent =
	/** Its author addresses us: a customer. */
	| ({ readonly kind: 'message' } & Written)
	/** Written to somebody else in a thread of ours (shared/cases/README.md, "Messages"). */
	| ({ readonly kind: 'aside' } & Written)
	| ({ readonly kind: 'update' } & Update)
	/** In the ledger: ignored by its reason. It opens no case; it may confirm what we sent. */
	| ({ readonly kind: 'own'; readonly reason: 'ownPost' | 'echo' } & OwnContent)
	| { readonly kind: 'ignored'; readonly reason: IgnoredReason }
	| { readonly kind: 'parked'; readonly reason: ParkedReason }
	/** About the connection, not about a customer. In the ledger: ignored by this name. */
	| { readonly kind: 'control'; readonly control: Control }

export type Control = 'accessRevoked' | 'replayStatus' | 'policyEnforcement'

/** How long a text is as its network counts, final as it would leave. `valid`: neither empty nor longer than `limit`. */
export type Measured = { readonly length: number; readonly limit: number; readonly valid: boolean }

export type Channel = {
	readonly source: WebhookSource
	/** Splits an authentic body into its events. Throws ParkedError if the body as a whole is not understood. */
	readonly splitDelivery: (body: Uint8Array) => readonly RawEvent[]
	/** Never throws: what cannot be understood is parked. */
	readonly interpret: (event: RawEvent, own: readonly OwnAccount[]) => ChannelEvent
}

/**
 * Why a message can never be delivered as it is. `recipientClosed`: no private messages from us, or we are blocked;
 * `windowClosed`: the network's time for an answer is over; `duplicate`: look whether it is ours; `forbidden`: the network
 * does not allow this account this act (X: the parent did not summon us).
 */
export type SendFailureReason = Exclude<SendFailure, 'withdrawn' | 'notSent' | 'tokenDead'>

/** Why an account of ours cannot send at all: a dead token or a revoked app; locked, suspended or restricted. */
export type StopReason = 'tokenDead' | 'accountBlocked'

export type SendOutcome =
	| { readonly outcome: 'sent'; readonly externalId: string }
	| { readonly outcome: 'failed'; readonly reason: SendFailureReason }
	/** It may have been sent: look with `find` before anything is sent again. */
	| { readonly outcome: 'unknown' }
	/** Certainly not sent; may be tried again from `until` on. `limit`: nobody else may call for this account until then. */
	| { readonly outcome: 'later'; readonly until: Instant; readonly limit?: true | undefined }
	/** Certainly not sent, and nothing else of this account will be until somebody mends it. */
	| { readonly outcome: 'stopped'; readonly reason: StopReason }

export type PrivateMessage = {
	readonly network: Network
	readonly accountId: string
	readonly recipientId: string
	/** The message that is answered. On Meta's networks what was written in public gets one private reply, once ever. */
	readonly inReplyTo?: { readonly contentId: string; readonly form: MessageForm; readonly sentAt: Instant } | undefined
	/** The one private reply to it has left. */
	readonly isReplyUsed?: boolean | undefined
	/** The customer's last private message to this account, by the network's time: opens Messenger's windows. */
	readonly lastHeardAt?: Instant | undefined
	readonly typedBy: TypedBy
	readonly text: string
}

export type PublicMessage = {
	readonly network: Network
	readonly accountId: string
	/** The network's id of the post or comment that is answered. */
	readonly inReplyTo: string
	readonly text: string
	/** Adds the way into a private message to us: a button on X, a link to m.me on Facebook. */
	readonly invite?: boolean | undefined
}

/** Something written earlier, by us or by a customer, as the network names it. */
export type SentContent = { readonly network: Network; readonly accountId: string; readonly contentId: string }

/** What `find` looks for: our own text to this recipient, or below this post. */
export type SoughtMessage = PrivateMessage | PublicMessage
export type SendLookup =
	| { readonly found: 'yes'; readonly externalId: string }
	| { readonly found: 'no' }
	/** It cannot be told, now or ever. */
	| { readonly found: 'unknown' }
	/** Looking itself did not work (a limit, an error): look again from `until` on. */
	| { readonly found: 'later'; readonly until: Instant }

/** How content stands at its network now. */
export type RemoteState =
	| {
			readonly contentId: string
			readonly remoteState: 'there'
			readonly text: string
			readonly edition?: string | undefined
	  }
	/** Deleted, or not to be seen any more: protected, suspended, withheld (NETWORKS.md 2.11). */
	| { readonly contentId: string; readonly remoteState: 'gone' }
	| { readonly contentId: string; readonly remoteState: 'unknown' }

/**
 * Writes to one network. Never throws for what the network answers; never retries by itself. `correct`, `remove` and
 * `hide` may be repeated: done before is `sent`.
 */
export type Sender = {
	readonly sendPrivate: (message: PrivateMessage) => Promise<SendOutcome>
	readonly sendPublic: (message: PublicMessage) => Promise<SendOutcome>
	/** Another text for a public answer of ours; `forbidden` where the network offers no edits (X). */
	readonly correct: (content: SentContent, text: string) => Promise<SendOutcome>
	/** Takes a public answer of ours back. Gone before is `sent`. */
	readonly remove: (content: SentContent) => Promise<SendOutcome>
	/** Hides what a customer wrote below a post of ours from the public, or shows it again. */
	readonly hide: (content: SentContent, isHidden: boolean) => Promise<SendOutcome>
	/** Looks for our own message, sent at or after `since`, before anything is sent again. */
	readonly find: (message: SoughtMessage, since: Instant) => Promise<SendLookup>
	/** Asks, without writing, whether an account of ours can send. */
	readonly probe: (accountId: string) => Promise<'working' | 'stopped' | 'unknown'>
	/** How public content of customers stands now, in one call for many where the network allows it. */
	readonly lookUp: (accountId: string, contentIds: readonly string[]) => Promise<readonly RemoteState[]>
}

/** How long after a send the network may not yet show it to those who look, in milliseconds: look only after it. */
export const READ_DELAY: Readonly<Record<Network, number>> = { x: 15_000, facebook: 15_000, instagram: 15_000 }
