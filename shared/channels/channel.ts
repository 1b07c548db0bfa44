import type { MessageForm, SendFailure, WaitReason } from '#shared/cases/codes.ts'
import type { About, Attached, FILE_KINDS } from '#shared/cases/messages/pointed-at.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { TypedBy } from '#shared/cases/replies/messaging-window.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'

/** The webhooks. Meta's serves two networks, Facebook and Instagram. */
export const WEBHOOK_SOURCES = ['x', 'meta'] as const
export type WebhookSource = (typeof WEBHOOK_SOURCES)[number]

/** An account of the company. `id` is the network's, `handle` without `@`. */
export type OwnAccount = { readonly network: Network; readonly id: string; readonly handle: string }

/**
 * One event of a signed delivery, self-contained JSON (numbers beyond 2^53 have become strings), so that a large
 * delivery can be split over the queue and each part be interpreted alone. May hold characters that SQS refuses: encode.
 */
export type RawEvent = {
	/** The list of the delivery that it came from, e.g. `aaa.tweet_create_events`. A name of ours, never a customer's text. */
	readonly source: string
	/** The account that the delivery is for; empty when it does not say. */
	readonly accountId: string
	readonly payload: unknown
	/** What the event needs from the rest of the delivery, e.g. the users of its direct messages. */
	readonly context?: unknown
}

/** Counted by name in the ledger and not stored. */
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
	/** X: a person joined or left a private conversation. */
	'membership',
	/** A score or a thumb, without words. */
	'feedback',
	/** Meta: name and address that somebody gave to a shop. */
	'customerInformation',
	'call',
	/** Meta: purchases and payments within Messenger, which we do not offer. */
	'commerce',
	'game',
	/** Meta: what a page's own people put on a conversation. */
	'label',
	/** Meta: what somebody looked at before they wrote. */
	'context',
] as const
export type IgnoredReason = (typeof IGNORED_REASONS)[number]

/** Content that a person wrote. */
export type Written = {
	readonly network: Network
	readonly accountId: string
	/** The network's id of the content; with the network (and the account for `dm`) the key of de-duplication. */
	readonly contentId: string
	readonly form: MessageForm
	readonly visibility: Visibility
	/** `id` is `anonymous:<contentId>` when the network does not name the author. */
	readonly author: { readonly id: string; readonly handle?: string | undefined; readonly name?: string | undefined }
	/** The effective text, unescaped and well-formed Unicode; empty when there are only attachments. */
	readonly text: string
	/** What came along, in the order of the network. */
	readonly attached?: readonly Attached[] | undefined
	/** What it answers or came by, beside another message. */
	readonly about?: About | undefined
	/** The media that can be fetched, in order. */
	readonly media?: readonly Media[] | undefined
	/**
	 * The version of the content in decimal digits, compared by BigInt; absent is the first. The highest edition is shown, in
	 * whatever order they come; a lower one may only bring an earlier `sentAt`.
	 */
	readonly edition?: string | undefined
	/** The edition's own id, by which a later event may name the content (X: deletions). */
	readonly editionId?: string | undefined
	/** Encrypted for the network's own app: it has no text and must be answered there. */
	readonly sealed?: true | undefined
	/** The event does not hold all of the text, which is to be read by the network's API. */
	readonly incomplete?: true | undefined
	/**
	 * X: the conversation's id if sent, else the parent's, else the post's own. Facebook: the post. Private messages: the
	 * customer's id.
	 */
	readonly threadId: string
	readonly parentId?: string | undefined
	/** The network's time. Absent when it does not say (rare); the time of receipt is used then. */
	readonly sentAt?: Instant | undefined
	/** Decimal digits, compared by BigInt. Breaks ties among equal times of one network. */
	readonly order: string
	/** The author has blocked our account: no answer would arrive. */
	readonly blocked?: true | undefined
	/**
	 * X: the author summoned us by an explicit mention or a quote, so that the self-serve tiers may answer (NETWORKS.md 2.8).
	 */
	readonly summons?: true | undefined
}

/** Content of our own account: sent by us, or written by an agent in the network's own app. */
export type OwnContent = {
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
	readonly form: MessageForm
	readonly visibility: Visibility
	/** The effective text, unescaped; empty when there are only attachments. */
	readonly text: string
	/** In public: the network's id of what it answers. */
	readonly parentId?: string | undefined
	/** In private: the recipient's id. */
	readonly recipientId?: string | undefined
	readonly sentAt?: Instant | undefined
}

/** An attachment of a text. `url` expires soon: it is fetched at once, never kept or logged. */
export type Media = {
	readonly kind: (typeof FILE_KINDS)[number]
	readonly url: string
}

/** A change of content after it was written; it may come before the content itself. */
export type Update = {
	readonly network: Network
	readonly accountId: string
	/** As in `Written`: the same content has the same id in every event. */
	readonly contentId: string
	/** The form of the content; `dm` or not decides the key. */
	readonly form: MessageForm
	/** `erased` is final and wins over everything; `hidden` and `shown` are about the public view only. */
	readonly change: 'erased' | 'hidden' | 'shown'
	readonly changedAt?: Instant | undefined
}

/** The meaning of an event; exactly one per RawEvent. */
export type ChannelEvent =
	/** Addressed to us by a customer. */
	| ({ readonly kind: 'message' } & Written)
	/** Written to another person in a thread of ours (shared/cases/README.md, "Messages"). */
	| ({ readonly kind: 'aside' } & Written)
	| ({ readonly kind: 'update' } & Update)
	/** Ignored in the ledger by its reason. It opens no case; it may confirm what we sent. */
	| ({ readonly kind: 'own'; readonly reason: 'ownPost' | 'echo' } & OwnContent)
	| { readonly kind: 'ignored'; readonly reason: IgnoredReason }
	| { readonly kind: 'parked'; readonly reason: ParkedReason }
	/** About the connection, not about a customer. Ignored in the ledger by this name. */
	| { readonly kind: 'control'; readonly control: Control }

export type Control = 'accessRevoked' | 'replayStatus' | 'policyEnforcement'

/** The length of a text as its network counts it. `valid`: neither empty nor longer than `limit`. */
export type Measured = { readonly length: number; readonly limit: number; readonly valid: boolean }

export type Channel = {
	readonly source: WebhookSource
	/** Splits an authentic body into its events. Throws ParkedError if the body as a whole cannot be read. */
	readonly splitDelivery: (body: Uint8Array) => readonly RawEvent[]
	/** Returns the meaning of an event. Never throws; what cannot be understood is parked. */
	readonly interpret: (event: RawEvent, own: readonly OwnAccount[]) => ChannelEvent
}

/**
 * Why a message can never be delivered as it is. `recipientClosed`: the recipient takes no private messages from us, or
 * blocked us; `windowClosed`: the network's time for an answer is over; `neverOpen`: it takes none there; `duplicate`: look whether it is ours; `forbidden`:
 * the network does not allow this account this operation (X: the parent did not summon us).
 */
export type SendFailureReason = Exclude<SendFailure, 'withdrawn' | 'notSent' | 'tokenDead'>

/** Why an account of ours cannot send at all: a dead token or a revoked app; locked, suspended or restricted. */
export type StopReason = 'tokenDead' | 'accountBlocked'

/** Why a network takes no call of one kind from an account for a while. */
export const LIMIT_REASONS = [
	'limit',
	'looksAutomated',
	'applicationRestricted',
] as const satisfies readonly WaitReason[]
export type LimitReason = (typeof LIMIT_REASONS)[number]
/** Why a refusal is not believed at once. */
export type AgainReason = 'unexplained' | 'accountWorks'

export type SendOutcome =
	| { readonly outcome: 'sent'; readonly externalId: string }
	| { readonly outcome: 'failed'; readonly reason: SendFailureReason }
	/** It may have been sent: `find` must run before anything is sent again. */
	| { readonly outcome: 'unknown' }
	/** Not sent; nothing of this kind may be tried for this account before `until`. */
	| { readonly outcome: 'limited'; readonly until: Instant; readonly reason: LimitReason }
	/** Not sent; may be tried again from `until` on. */
	| { readonly outcome: 'later'; readonly until: Instant; readonly reason: 'notReached' | 'limit' }
	/** Not sent; to be tried a few times more, and then failed for the reason `otherwise`. */
	| { readonly outcome: 'again'; readonly reason: AgainReason; readonly otherwise: SendFailureReason }
	/** Not sent, and nothing else of this account will be until it is repaired. */
	| { readonly outcome: 'stopped'; readonly reason: StopReason }

export type PrivateMessage = {
	readonly network: Network
	readonly accountId: string
	readonly recipientId: string
	/** The answered message. On Meta's networks a public one gets a single private reply, ever. */
	readonly inReplyTo?: { readonly contentId: string; readonly form: MessageForm; readonly sentAt: Instant } | undefined
	/** Its single private reply has left. */
	readonly isReplyUsed?: boolean | undefined
	/** The time of the customer's last private message to this account, by the network; it opens Messenger's windows. */
	readonly lastHeardAt?: Instant | undefined
	readonly typedBy: TypedBy
	readonly text: string
}

export type PublicMessage = {
	readonly network: Network
	readonly accountId: string
	/** The network's id of the answered post or comment, its form, and the thread it is in, where that is known. */
	readonly inReplyTo: string
	readonly form: MessageForm
	readonly threadId?: string | undefined
	readonly text: string
	/** Adds a link into a private message to us: a button on X, a link to m.me on Facebook. */
	readonly invite?: boolean | undefined
}

/** Content written earlier, by us or by a customer, by the network's id. */
export type SentContent = { readonly network: Network; readonly accountId: string; readonly contentId: string }

/** The message that `find` looks for: our own text to this recipient, or below this post. */
export type SoughtMessage = PrivateMessage | PublicMessage
export type SendLookup =
	| { readonly found: 'yes'; readonly externalId: string }
	| { readonly found: 'no' }
	/** It cannot be found out, now or ever. */
	| { readonly found: 'unknown' }
	/** Looking failed (a limit, an error): to be repeated from `until` on. */
	| { readonly found: 'later'; readonly until: Instant }

/** The state of content at its network. */
export type RemoteState =
	| {
			readonly contentId: string
			readonly remoteState: 'there'
			readonly text: string
			readonly edition?: string | undefined
	  }
	/** Deleted, or not visible any more: protected, suspended, withheld (NETWORKS.md 2.11). */
	| { readonly contentId: string; readonly remoteState: 'gone' }
	| { readonly contentId: string; readonly remoteState: 'unknown' }

/**
 * Writes to one network. Never throws for the network's answers; never retries by itself. `correct`, `remove` and `hide`
 * may be repeated: done before is `sent`.
 */
export type Sender = {
	readonly sendPrivate: (message: PrivateMessage) => Promise<SendOutcome>
	readonly sendPublic: (message: PublicMessage) => Promise<SendOutcome>
	/** Replaces the text of a public answer of ours; `forbidden` where the network offers no edits (X). */
	readonly correct: (content: SentContent, text: string) => Promise<SendOutcome>
	/** Removes a public answer of ours. Removed before is `sent`. */
	readonly remove: (content: SentContent) => Promise<SendOutcome>
	/** Hides a customer's content below a post of ours from the public, or shows it again. */
	readonly hide: (content: SentContent, isHidden: boolean) => Promise<SendOutcome>
	/** Looks for our own message, sent at or after `since`, before anything is sent again. */
	readonly find: (message: SoughtMessage, since: Instant) => Promise<SendLookup>
	/** Asks, without writing, whether an account of ours can send. */
	readonly probe: (accountId: string) => Promise<'working' | 'stopped' | 'unknown'>
	/** Returns the state of customers' public content, in one call for many where the network allows it. */
	readonly lookUp: (accountId: string, contentIds: readonly string[]) => Promise<readonly RemoteState[]>
}

/** In milliseconds. A network may not show a message to readers for this long after the send; look only after it. */
export const READ_DELAY: Readonly<Record<Network, number>> = { x: 15_000, facebook: 15_000, instagram: 15_000 }
