import { createHash, createHmac } from 'node:crypto'
import * as z from 'zod'
import { type CaseId, caseIdSchema, instantSchema, type MessageKey } from '#shared/cases/keys.ts'
import { DAY, type Instant } from '#shared/kernel/clock.ts'

/** How long a case is found after its close. */
export const FOUND_AFTER_CLOSE = 90 * DAY

/** Returns what is stored of a token: without the stage's key nobody can tell which word it was. */
export const hashToken = (key: string, token: string): string =>
	createHmac('sha256', key).update(`search|${token}`).digest().subarray(0, 16).toString('base64url')

/**
 * The cases of one token lie in this many partitions, so that a word which everybody writes in an incident is no hot key: two write units a
 * message, 333 a second and partition at 1,000 messages a second that all hold it.
 */
export const SHARDS = 6

export const shardOf = (caseId: CaseId): number => createHash('sha256').update(caseId).digest().readUInt8(0) % SHARDS

/** The place of a case among those of a token: by its opening, the newest last. */
export type IndexPlace = `${Instant}#${CaseId}`

const placeSchema = z.custom<IndexPlace>((value) => {
	const [openedAt, caseId] = typeof value === 'string' ? value.split('#') : []
	return instantSchema.safeParse(openedAt).success && caseIdSchema.safeParse(caseId).success
})

export const placeOf = (openedAt: Instant, caseId: CaseId): IndexPlace => `${openedAt}#${caseId}`
export const parsePlace = (text: string): IndexPlace | undefined => placeSchema.safeParse(text).data
export const caseAt = (place: IndexPlace): CaseId => caseIdSchema.parse(place.split('#')[1])

/** The list of what leads from a message to its case, by which it can be taken away again. */
export type TokenList = {
	readonly caseId: CaseId
	readonly message: MessageKey
	readonly place: IndexPlace
	/** Hashed, each once. */
	readonly tokens: readonly string[]
	/** The revision of the content it was made of. */
	readonly revision: number
}

export type ListName = Pick<TokenList, 'caseId' | 'message'>

export type SearchIndex = {
	/** Returns the lists of these messages that exist, read consistently. */
	readonly lists: (names: readonly ListName[]) => Promise<readonly TokenList[]>
	/** Returns all lists of a case, read consistently. */
	readonly listsOf: (caseId: CaseId) => Promise<readonly TokenList[]>
	/**
	 * Replaces a message's list, and with it what leads to the case, in one write. Expires at `expiresAt`, if at all. Changes nothing and
	 * returns false where the list is no longer `before`, or the content no longer has the revision of `after`.
	 */
	readonly replace: (
		before: TokenList | undefined,
		after: TokenList,
		expiresAt: Instant | undefined,
	) => Promise<boolean>
	/** Takes a message's list away, and what led to the case by it alone. False where the list is no longer this one. */
	readonly remove: (list: TokenList) => Promise<boolean>
	/** Takes all lists of a case away, and all that leads to it. To be called once its content is erased. May be repeated. */
	readonly removeCase: (caseId: CaseId) => Promise<void>
	/** Sets until when all that leads to a case stays; undefined: as long as the case. */
	readonly expire: (caseId: CaseId, at: Instant | undefined) => Promise<void>
}

export type Held = { readonly token: string; readonly place: IndexPlace }

export type SearchReader = {
	/** Returns the newest places of a hashed token in one shard, before a place, down to `until`; undefined: to the end. */
	readonly places: (
		token: string,
		shard: number,
		limit: number,
		before?: IndexPlace,
	) => Promise<{ readonly places: readonly IndexPlace[]; readonly until?: IndexPlace | undefined }>
	/** Returns those of these pairs that are in the index. */
	readonly held: (pairs: readonly Held[]) => Promise<readonly Held[]>
}
