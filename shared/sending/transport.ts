import type { MessageKey } from '#shared/cases/keys.ts'
import type { Send } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { SendLookup, SendOutcome } from '#shared/channels/channel.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Account, LimitedKind } from './send-limit-store.ts'

/** What became of a send; `withdrawn`: there was nothing left to send. Mail that left has no id at a network. */
export type Delivered =
	| SendOutcome
	| { readonly outcome: 'sent'; readonly externalId?: undefined }
	| { readonly outcome: 'failed'; readonly reason: 'withdrawn' }

/** What a look for a send came to. */
export type FoundSend = SendLookup | { readonly found: 'yes'; readonly externalId?: undefined }

/** By which account a send leaves, and what kind of send it is there: whatever holds it back is kept by these. */
export type LimitScope = {
	readonly account: Account
	readonly kind: Exclude<LimitedKind, 'look'>
	readonly isUrgent: boolean
}

/** What of a sent send was kept. `taken`: this content is another answer of ours, so this one did not leave. */
export type RememberedId =
	| { readonly outcome: 'remembered'; readonly message: MessageKey }
	| { readonly outcome: 'taken' }

/** A send ready to be sent: composed once, and the same in all that is done with it. */
export type Prepared = {
	/** Of networks. Undefined also where nothing is left to be sent. */
	readonly limitScope?: LimitScope | undefined
	/** Looks whether it has left already, at `since` or later. */
	readonly find: (since: Instant) => Promise<FoundSend>
	readonly send: () => Promise<Delivered>
	/** Remembers what the network calls what was sent, so that it is recognised and can be changed. May be repeated. */
	readonly rememberExternalId?: ((externalId: string) => Promise<RememberedId | undefined>) | undefined
}

/** How sends leave by one network or by mail; what only networks have is absent for mail. */
export type Transport = {
	/** Composes what a send asks for as it stands now. Reads only; whoever wins `SendStarted` after it may send it. */
	readonly prepare: (state: CaseState, send: Send) => Promise<Prepared>
	/** Asks the network, without writing, whether an account can send again. */
	readonly probe?: ((account: Account) => Promise<'working' | 'stopped' | 'unknown'>) | undefined
	/** How long after a send it may not be seen by those who look, in milliseconds. */
	readonly readDelay?: ((send: Send) => number) | undefined
}
