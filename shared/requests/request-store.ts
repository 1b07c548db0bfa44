import type { Instant } from '#shared/kernel/clock.ts'
import type { SealedSubmission } from '#shared/vault/vault-store.ts'
import type { AddressRecord } from './address-record.ts'
import type { RequestLink } from './link.ts'
import type { ReplyLink } from './reply-address.ts'
import type { Request } from './request.ts'

/** A write that changes everything it names together, or nothing. */
export type RequestWrite = {
	/** Has the version that was read; is stored with the next one. */
	readonly request: Request
	/** Refused likewise if it changed since it was read. */
	readonly address?: AddressRecord | undefined
	/** The sealed data and their wrapped key. */
	readonly submission?: SealedSubmission | undefined
}

/** The store of secure e-mail requests. Reads are consistent: they see every acknowledged write. */
export type RequestStore = {
	/** Stores a new request (version 1) with its links; changes nothing where it exists. */
	readonly create: (request: Request, links: readonly RequestLink[]) => Promise<'created' | 'exists'>
	/** Stores the links that do not exist yet. */
	readonly addLinks: (links: readonly RequestLink[]) => Promise<void>
	readonly findLink: (hash: string) => Promise<RequestLink | undefined>
	/** Stores the request of a reply address, unless it exists. */
	readonly addReplyLink: (link: ReplyLink) => Promise<void>
	readonly findReplyLink: (hash: string) => Promise<ReplyLink | undefined>
	readonly find: (requestId: string) => Promise<Request | undefined>
	readonly findAddress: (key: string) => Promise<AddressRecord | undefined>
	/** Tells whether operations have stopped all mails of the stage (item `stop` with `active: true`). */
	readonly isStopped: () => Promise<boolean>
	readonly save: (write: RequestWrite) => Promise<'saved' | 'conflict'>
	/** Returns requests with commands pending since before an instant; oldest first. */
	readonly listPending: (before: Instant, limit: number) => Promise<readonly string[]>
}
