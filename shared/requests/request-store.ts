import type { Instant } from '#shared/kernel/clock.ts'
import type { SealedSubmission } from '#shared/vault/vault-store.ts'
import type { AddressRecord } from './address-record.ts'
import type { RequestLink } from './link.ts'
import type { ReplyLink } from './reply-address.ts'
import type { Request } from './request.ts'

/** Everything that one write changes together, or not at all. */
export type RequestWrite = {
	/** Its `version` is the one that was read; stored with the next one. */
	readonly request: Request
	/** Stored under the same rule: refused if it changed since it was read. */
	readonly address?: AddressRecord | undefined
	/** What the customer gave, and the key it lies under. */
	readonly submission?: SealedSubmission | undefined
}

/** Keeps the secure e-mail requests. Reads are consistent: they see every write that was acknowledged before. */
export type RequestStore = {
	/** Stores a new request (version 1) with its links, unless it is there already: then nothing changes. */
	readonly create: (request: Request, links: readonly RequestLink[]) => Promise<'created' | 'exists'>
	/** Stores links, each unless it is there already. */
	readonly addLinks: (links: readonly RequestLink[]) => Promise<void>
	readonly findLink: (hash: string) => Promise<RequestLink | undefined>
	/** Stores which request a reply address belongs to, unless it is there already. */
	readonly addReplyLink: (link: ReplyLink) => Promise<void>
	readonly findReplyLink: (hash: string) => Promise<ReplyLink | undefined>
	readonly find: (requestId: string) => Promise<Request | undefined>
	readonly findAddress: (key: string) => Promise<AddressRecord | undefined>
	/** Whether operations have stopped all mails of the stage (item `stop` with `active: true`). */
	readonly isStopped: () => Promise<boolean>
	readonly save: (write: RequestWrite) => Promise<'saved' | 'conflict'>
	/** Requests with commands that were first to be told before an instant and are not settled; oldest first. */
	readonly listPending: (before: Instant, limit: number) => Promise<readonly string[]>
}
