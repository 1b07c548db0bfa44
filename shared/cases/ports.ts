import type { Instant } from '#shared/kernel/clock.ts'
import type { AddressForm, ContactLanguage, MessageForm, RecordedFact } from './facts.ts'
import type { AgentKey, CaseId, ContactKey, MessageKey, NoteKey } from './keys.ts'
import type { MediaItem } from './media-item.ts'
import type { Network } from './network.ts'
import type { CaseState } from './state.ts'
import type { CaseRow } from './unreadable-case.ts'

/** A person on a network, as we know them: erasable primary data, kept apart from the facts. */
export type Contact = {
	readonly key: ContactKey
	readonly network: Network
	readonly accountId: string
	readonly userId: string
	readonly handle?: string | undefined
	/** How this contact last spoke, as a new case begins with it. */
	readonly form?: AddressForm | undefined
	readonly language?: ContactLanguage | undefined
	readonly openCase?: CaseId | undefined
	/** All cases of this contact, oldest first. */
	readonly cases: readonly CaseId[]
	/** Raised by each write; a write under an older revision conflicts. */
	readonly revision: number
}

/** Where a contact is on its network: our account there, and the person's id as the network gives it. */
export type ContactAddress = { readonly network: Network; readonly accountId: string; readonly userId: string }

/** What a message, an answer or a note says, and who it names. Erasing removes all but `id`, `caseId`, `erasedAt`. */
export type Words = {
	readonly id: MessageKey | NoteKey
	/** Absent for an aside, and for what was changed before it came. */
	readonly caseId?: CaseId | undefined
	readonly text?: string | undefined
	readonly authorName?: string | undefined
	readonly authorHandle?: string | undefined
	/** Who of us wrote it, and the initials that stand under it. */
	readonly by?: AgentKey | undefined
	readonly initials?: string | undefined
	/** Of an answer: the form and the time of the message that it answers, whose network id is `parentId`. */
	readonly answers?: { readonly form: MessageForm; readonly at: Instant } | undefined
	/** X: its author called us (NETWORKS.md 2.8). */
	readonly isSummons?: boolean | undefined
	/** How a customer's message came; absent for what is ours. */
	readonly form?: MessageForm | undefined
	readonly network?: Network | undefined
	/** The network's ids, needed to answer. */
	readonly accountId?: string | undefined
	readonly userId?: string | undefined
	readonly contentId?: string | undefined
	readonly threadId?: string | undefined
	/** The thread by a key of ours, the same for all that is written in it in public. */
	readonly thread?: string | undefined
	readonly parentId?: string | undefined
	/** Only another name of the message with this key: an edition's own id. */
	readonly aliasOf?: MessageKey | undefined
	/** Which event of which delivery filed it, so that a redelivery knows its own work. */
	readonly source?: string | undefined
	/** The version of the text that is shown, as the network counts them; absent is the first. */
	readonly edition?: string | undefined
	/** By edition, which event brought it; by `erased`, `hidden@…`, `shown@…`, which event said so. */
	readonly seen?: Readonly<Record<string, string>> | undefined
	/** Written to somebody else in a thread of ours. */
	readonly isAside?: boolean | undefined
	/** When and by whom an aside was looked at, and left one. */
	readonly asideSeenAt?: Instant | undefined
	readonly asideSeenBy?: AgentKey | undefined
	/** The version of the case at which the message was filed. */
	readonly filedVersion?: number | undefined
	readonly attachments?: number | undefined
	/** Those of the attachments that can be fetched, of the edition that is shown. */
	readonly media?: readonly MediaItem[] | undefined
	/** The text is not all there: it is still to be read at the network, or could not be read. */
	readonly missingText?: 'waiting' | 'failed' | undefined
	/** How often fetching what is waiting failed in a way that may pass. */
	readonly fetchTries?: number | undefined
	/** Encrypted for the network's own app: it is answered there. */
	readonly isSealed?: boolean | undefined
	/** The edition that the media came with, where a later one changed only the text. */
	readonly mediaEdition?: string | undefined
	/** The words that prove the form of address. */
	readonly addressEvidence?: string | undefined
	/** What the text tells of how its author speaks: for an aside that becomes a message. */
	readonly addressForm?: AddressForm | undefined
	readonly language?: ContactLanguage | undefined
	/** When the network last said that the public does, or does not, see it. */
	readonly shownChangedAt?: Instant | undefined
	readonly isHidden?: boolean | undefined
	/** Absent is 0. Raised by each write. */
	readonly revision?: number | undefined
	readonly at: Instant
	readonly erasedAt?: Instant | undefined
}

/** One step of a case, written whole or not at all. */
export type Change = {
	/** The state the step was decided on; undefined for a new case. */
	readonly before: CaseState | undefined
	readonly facts: readonly RecordedFact[]
	readonly after: CaseState
	/** Revision 0: put only if absent, else the whole change is `alreadySeen`. A later one replaces exactly the one before. */
	readonly words?: Words | undefined
	/** Written under its revision: the contact as it is to be, its revision being that of the one read. */
	readonly contact?: Contact | undefined
}

export type CommitResult =
	| { readonly result: 'committed' }
	/** Somebody else changed the case, the contact or took the number: read again and decide again. */
	| { readonly result: 'conflict' }
	/** The words' key is taken: this very message was handled before, by the event named in `source`. */
	| { readonly result: 'alreadySeen'; readonly source?: string | undefined }

/** Cases as facts, with a head per case that is only a cache of their fold. */
export type CaseStore = {
	/**
	 * The state after all facts, read consistently; folded anew where the head is missing or of another form. Throws
	 * `UnreadableCaseError` where a fact is needed that this release does not understand.
	 */
	readonly load: (id: CaseId) => Promise<CaseState | undefined>
	/** The facts after a version (0 for all), in their order, read consistently. Throws `UnreadableCaseError`. */
	readonly factsAfter: (id: CaseId, version: number) => Promise<readonly RecordedFact[]>
	readonly commit: (change: Change) => Promise<CommitResult>
}

export type ContactStore = {
	readonly find: (address: ContactAddress) => Promise<Contact | undefined>
	readonly findByKeys: (keys: readonly ContactKey[]) => Promise<readonly Contact[]>
	/** By exact handle, without @ and in any case. */
	readonly findByHandle: (handle: string) => Promise<readonly Contact[]>
}

/** Takes contacts apart: only the erasure of a person may. */
export type ContactEraser = {
	/**
	 * Parts a contact from its address, under its revision: whoever writes from there is new to us. Its key still leads to
	 * the address, for what is left to do. False where somebody else was faster.
	 */
	readonly part: (contact: Contact) => Promise<boolean>
	/** The addresses that keys lead to, of parted contacts as well. */
	readonly addressesOf: (keys: readonly ContactKey[]) => Promise<readonly ContactAddress[]>
	/** From now on a parted contact's key leads nowhere; it stays taken. */
	readonly forget: (key: ContactKey, at: Instant) => Promise<void>
}

export type WordsStore = {
	readonly get: (ids: readonly Words['id'][]) => Promise<readonly Words[]>
	/** Puts words under their revision, as `Change` does; `false` where another writer was faster. For texts without a case. */
	readonly put: (words: Words) => Promise<boolean>
}

export type CaseFilter = {
	readonly state: 'open' | 'closed'
	readonly owner?: AgentKey | undefined
	readonly network?: Network | undefined
}

export type CasePage = { readonly rows: readonly CaseRow[]; readonly next?: string | undefined }

/**
 * Cases in the order they are to be worked: ours by the longest wait first, then those others must act on. One that cannot
 * be read is a row like the others, in its place.
 */
export type CaseList = {
	/** `cursor` is the `next` of an earlier page. Throws `RefusedError` for a cursor it did not give. */
	readonly page: (filter: CaseFilter, limit: number, cursor?: string) => Promise<CasePage>
	readonly findByNumber: (number: string) => Promise<CaseId | undefined>
	/** In the order asked; what does not exist is left out. */
	readonly loadAll: (ids: readonly CaseId[]) => Promise<readonly CaseRow[]>
	/** Ids of cases with something due at `now` or before, the earliest first in each shard, up to `limit` of each. */
	readonly due: (now: Instant, limit: number) => Promise<readonly CaseId[]>
}
