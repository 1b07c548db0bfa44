import type { MessageKey } from '#shared/cases/keys.ts'
import type { Send } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { SendLookup, SendOutcome } from '#shared/channels/channel.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Account, LimitedKind } from './send-limit-store.ts'

/** The outcome of a send. `withdrawn`: there was nothing left to send. Sent mail has no network id. */
export type Delivered =
	| SendOutcome
	| { readonly outcome: 'sent'; readonly externalId?: undefined }
	| { readonly outcome: 'failed'; readonly reason: 'withdrawn' }

/** The result of looking a send up. */
export type FoundSend = SendLookup | { readonly found: 'yes'; readonly externalId?: undefined }

/** The account and kind of a send, by which limits apply. */
export type LimitScope = {
	readonly account: Account
	readonly kind: Exclude<LimitedKind, 'look'>
	readonly isUrgent: boolean
}

/** What was stored of a sent message. `taken`: this content is another send of ours, so this one did not leave. */
export type RememberedId =
	| { readonly outcome: 'remembered'; readonly message: MessageKey }
	| { readonly outcome: 'taken' }

/** A composed send: every operation uses the same composition. */
export type Prepared = {
	/** Undefined for mail, and where nothing is left to send. */
	readonly limitScope?: LimitScope | undefined
	/** Looks up whether it has left at `since` or later. */
	readonly find: (since: Instant) => Promise<FoundSend>
	readonly send: () => Promise<Delivered>
	/** Stores the network's id of what was sent, so that it is recognised and can be changed. May be repeated. */
	readonly rememberExternalId?: ((externalId: string) => Promise<RememberedId | undefined>) | undefined
}

/** The transport of one network, or of mail, which has no optional members. */
export type Transport = {
	/** Composes a send as it stands now. Reads only; the sender whose `SendStarted` is appended after it may send. */
	readonly prepare: (state: CaseState, send: Send) => Promise<Prepared>
	/** Asks the network, without writing, whether an account can send again. */
	readonly probe?: ((account: Account) => Promise<'working' | 'stopped' | 'unknown'>) | undefined
	/** Returns how long a new message may stay invisible to lookups, in milliseconds. */
	readonly readDelay?: ((send: Send) => number) | undefined
}
