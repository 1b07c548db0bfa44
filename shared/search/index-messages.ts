import type { Content } from '#shared/cases/content.ts'
import { type CaseId, type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { CaseStore, ContentStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import {
	FOUND_AFTER_CLOSE,
	hashToken,
	type ListName,
	placeOf,
	type SearchIndex,
	type TokenList,
} from './search-index.ts'
import { tokensOf } from './tokens.ts'

export type IndexDependencies = {
	readonly content: Pick<ContentStore, 'get'>
	readonly store: Pick<CaseStore, 'load'>
	readonly index: SearchIndex
	readonly searchKey: string
}

/** A customer's message with its case, as it stands or erased. */
type Filed = Extract<Content, { readonly filedVersion: number }>

const isFiled = (content: Content | undefined): content is Filed =>
	content !== undefined && 'filedVersion' in content && messageKeySchema.safeParse(content.id).success

const nameOf = ({ caseId, id: message }: Filed): ListName => ({ caseId, message })

/** Returns until when a case is found: as long as it is open, and 90 days more. */
const foundUntil = ({ state, closedAt }: CaseState): Instant | undefined =>
	state === 'closed' && closedAt !== undefined ? addMilliseconds(closedAt, FOUND_AFTER_CLOSE) : undefined

const hashesOf = (content: Filed, key: string): readonly string[] =>
	content.kind === 'erased'
		? []
		: tokensOf(content)
				.map((token) => hashToken(key, token))
				.toSorted()

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((hash, at) => hash === other[at])

export type Indexed = 'indexed' | 'unchanged' | 'unreadable'

/** Files one message anew where its words and names are no longer those that lead to it; undefined where somebody was faster. */
const indexOne = async (
	{ content, store, index, searchKey }: IndexDependencies,
	message: MessageKey,
): Promise<Indexed | undefined> => {
	const [found] = await content.get([message])
	if (!isFiled(found)) return 'unchanged'
	const [before] = await index.lists([nameOf(found)])
	const tokens = hashesOf(found, searchKey)
	if (isSame(tokens, before?.tokens ?? [])) return 'unchanged'
	if (before !== undefined && tokens.length === 0) return (await index.remove(before)) ? 'indexed' : undefined
	const state = await unlessUnreadable(store.load(found.caseId))
	if (state === 'unreadable' || state === undefined) return 'unreadable'
	const place = before?.place ?? placeOf(state.openedAt, state.id)
	const after: TokenList = { ...nameOf(found), place, tokens, revision: found.revision }
	return (await index.replace(before, after, foundUntil(state))) ? 'indexed' : undefined
}

/**
 * Makes a message's case found by what the message holds now, and by nothing else: a new text, a masked one, an erased one. Does nothing
 * for what is filed with no case. May be repeated, in any order. Returns `unreadable` where the case could not be read. Throws
 * `RetryLaterError` after too many conflicts.
 */
export const indexMessage = (dependencies: IndexDependencies, message: MessageKey): Promise<Indexed> =>
	retryOnConflict('caseContended', () => indexOne(dependencies, message))

/** Sets until when a case is found, by how it stands now: after its close, or its reopening. */
export const expireFromSearch = async (
	{ store, index }: Pick<IndexDependencies, 'store' | 'index'>,
	caseId: CaseId,
): Promise<void> => {
	const state = await store.load(caseId)
	if (state !== undefined) await index.expire(caseId, foundUntil(state))
}
