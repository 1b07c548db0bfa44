import type { Instant } from '#shared/kernel/clock.ts'
import type { AddressForm, ContactLanguage } from './codes.ts'
import type { Content, ContentId } from './content.ts'
import type { RecordedFact } from './facts.ts'
import type { AgentKey, CaseId, ContactKey } from './keys.ts'
import type { ClosingListName } from './list-keys.ts'
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

/** One step of a case, written whole or not at all. */
export type CaseChange = {
	/** The state the step was decided on; undefined for a new case. */
	readonly before: CaseState | undefined
	readonly facts: readonly RecordedFact[]
	readonly after: CaseState
	/** Revision 0: put only if absent, else the whole change is `alreadySeen`. A later one replaces exactly the one before. */
	readonly content?: Content | undefined
	/** Written under its revision: the contact as it is to be, its revision being that of the one read. */
	readonly contact?: Contact | undefined
}

export type CommitResult =
	| { readonly result: 'committed' }
	/** Somebody else changed the case, the contact or took the number: read again and decide again. */
	| { readonly result: 'conflict' }
	/** The content's key is taken: this very message was handled before, by the event named in `source`. */
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
	/**
	 * The facts of versions that stand, both ends included, in their order. Reads eventually, and once more consistently where
	 * one is missing: a fact never changes. Throws `UnreadableCaseError`.
	 */
	readonly factsBetween: (id: CaseId, from: number, to: number) => Promise<readonly RecordedFact[]>
	readonly commit: (change: CaseChange) => Promise<CommitResult>
}

/** What is told of a case by who could not read it, for those who would not look at its facts. */
export type CaseMarks = {
	/** Marks a case as unreadable: `load` and lists look at its facts until they can be read. May be repeated. */
	readonly markUnreadable: (id: CaseId) => Promise<void>
}

export type ContactStore = {
	readonly find: (address: ContactAddress) => Promise<Contact | undefined>
	readonly findByKeys: (keys: readonly ContactKey[]) => Promise<readonly Contact[]>
}

/** Takes contacts apart: only the erasure of a person may. */
export type ContactEraser = {
	/**
	 * Parts a contact from its address, under its revision: whoever writes from there is new to us. Its key still leads to
	 * the address, for what is left to do. False where somebody else was faster.
	 */
	readonly detachAddress: (contact: Contact) => Promise<boolean>
	/** The addresses that keys lead to, of parted contacts as well. */
	readonly addressesOf: (keys: readonly ContactKey[]) => Promise<readonly ContactAddress[]>
	/** From now on a parted contact's key leads nowhere; it stays taken. */
	readonly forget: (key: ContactKey, at: Instant) => Promise<void>
}

export type ContentStore = {
	/** Reads consistently; ids that are not there are left out. */
	readonly get: (ids: readonly ContentId[]) => Promise<readonly Content[]>
	/** Reads eventually, at half the price: what was written a moment ago may be left out, or be as it was before. */
	readonly glance: (ids: readonly ContentId[]) => Promise<readonly Content[]>
	/** Puts content under its revision, as `Change` does; `false` where another writer was faster. For what has no facts. */
	readonly put: (content: Content) => Promise<boolean>
}

export type CaseFilter = {
	readonly state: 'open' | 'closed'
	/** Those alone in which a danger has not ended, all of them open. */
	readonly inDanger?: true | undefined
}

/** The last fact of a case that demands something of dispatch, with its place in the order of all such. */
export type Demanded = { readonly id: CaseId; readonly version: number; readonly key: string }

export type CasePage = { readonly rows: readonly CaseRow[]; readonly next?: string | undefined }

/**
 * Cases in the order they are to be worked: danger first, then ours by the longest wait, then those others must act on. One that cannot
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
	/** Cases in a list of ends whose moment there is `since` or later, the newest first, up to `limit`. */
	readonly closings: (list: ClosingListName, since: Instant, limit: number) => Promise<readonly CaseState[]>
	/** Ids of open cases with a proposed answer, the oldest proposal first, up to `limit`. */
	readonly proposed: (limit: number) => Promise<readonly CaseId[]>
	/** Ids of open cases of those who are muted, the longest wait first, up to `limit`. */
	readonly muted: (limit: number) => Promise<readonly CaseId[]>
	/** Ids of open cases that have waited for this owner since `before` or longer, the longest first, up to `limit`. */
	readonly awaiting: (owner: AgentKey, before: Instant, limit: number) => Promise<readonly CaseId[]>
	/**
	 * The last demands of cases, by when they were made: those behind `after`, a key or an instant, and before `before`, up to
	 * `limit` of each shard. Every one up to `readTo` is among them.
	 */
	readonly demanded: (
		after: string,
		before: Instant,
		limit: number,
	) => Promise<{ readonly rows: readonly Demanded[]; readonly readTo: string }>
	/** Cases with open promises, by the date of the first of each. Throws `RefusedError` for a cursor it did not give. */
	readonly promised: (limit: number, cursor?: string) => Promise<CasePage>
}
