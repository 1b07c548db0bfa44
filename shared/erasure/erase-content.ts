import type { Content, ContentId, ErasedContent } from '#shared/cases/content.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import { messageKeySchema } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import { erasedMark, FIRST_EDITION, seenEditions } from '#shared/messages/content-marks.ts'
import { MOST_MEDIA } from '#shared/messages/message-content.ts'
import { retrying } from '#shared/messages/revise-message.ts'
import { type ErasableContent, eraseContent } from '#shared/messages/update-content.ts'

export type EraseContentDependencies = {
	readonly content: ContentStore
	readonly media: Pick<MediaStore, 'remove'>
	readonly clock: Clock
}

/** Erased side by side. */
const AT_ONCE = 25
const PLACES = Array.from({ length: MOST_MEDIA }, (_, index) => index)

/** Finds the keys of content, whatever kind of fact names them: messages, answers, corrections, notes. */
export const contentNamedIn = (facts: readonly RecordedFact[]): readonly ContentId[] => {
	const values = facts.flatMap(({ fact }): unknown[] => Object.values(fact))
	const isKey = (value: unknown): value is ContentId => typeof value === 'string' && /^(msg|note)_/.test(value)
	return [...new Set(values.filter(isKey))]
}

/** Messages that came with something to fetch, by their facts: copies of it may lie there whatever the content says now. */
export const withMediaIn = (facts: readonly RecordedFact[]): ReadonlySet<string> =>
	new Set(facts.flatMap(({ fact }) => ('toFetch' in fact && fact.toFetch !== undefined ? [fact.message] : [])))

/** Hashes what marks tell of editions, and keeps by which event each was left. */
const hashed = (seen: ErasedContent['seen']): ErasedContent['seen'] =>
	Object.fromEntries(Object.entries(seen).map(([name, source]) => [erasedMark(name), source]))

/** The tombstone of content: key, case and events, so that a redelivery is known and counted as what it was. */
const tombstone = (content: ErasableContent | ErasedContent, now: Instant): ErasedContent => {
	const left = content.kind === 'erased' ? content : eraseContent(content, now)
	return { ...left, seen: hashed(left.seen), revision: left.revision + 1 }
}

/** Content of which something is left to erase; undefined for what holds keys and marks only, or is erased already. */
const unerased = (content: Content | undefined): ErasableContent | ErasedContent | undefined => {
	switch (content?.kind) {
		case undefined:
		case 'alias':
		case 'sent':
		case 'pending':
			return undefined
		case 'erased':
			return Object.keys(content.seen).every((name) => erasedMark(name) === name) ? undefined : content
		default:
			return content
	}
}

/** The editions under which copies of what came along may lie. */
const editionsOf = (content: ErasableContent | ErasedContent): readonly string[] => {
	switch (content.kind) {
		case 'message':
			return [...seenEditions(content), content.form === 'mail' ? FIRST_EDITION : (content.edition ?? FIRST_EDITION)]
		case 'aside':
			return [...seenEditions(content), content.edition ?? FIRST_EDITION]
		case 'erased':
			return [...seenEditions(content), FIRST_EDITION]
		default:
			return []
	}
}

const hasMedia = (content: Content): boolean =>
	(content.kind === 'message' || content.kind === 'aside') && (content.media ?? []).length > 0

const removeCopies = async (
	{ media }: EraseContentDependencies,
	content: ErasableContent | ErasedContent,
): Promise<void> => {
	const message = messageKeySchema.safeParse(content.id)
	if (!message.success) return
	for (const edition of new Set(editionsOf(content)))
		await Promise.all(PLACES.map((index) => media.remove({ message: message.data, edition, index })))
}

/** Copies first: the content knows under which editions they lie. Whoever fetches meanwhile finds the content erased. */
const eraseOne = (dependencies: EraseContentDependencies, id: ContentId, mayHaveMedia: boolean): Promise<boolean> =>
	retrying(async () => {
		const content = unerased((await dependencies.content.get([id]))[0])
		if (content === undefined) return false
		if (mayHaveMedia || hasMedia(content)) await removeCopies(dependencies, content)
		return (await dependencies.content.put(tombstone(content, dependencies.clock.now()))) ? true : undefined
	})

/**
 * Leaves of content only its tombstones, and of what came along nothing; says of how many. What is erased already, or
 * never was, is passed over. Throws `RetryLaterError` when others were faster each time.
 */
export const eraseAllContent = async (
	dependencies: EraseContentDependencies,
	ids: readonly ContentId[],
	withMedia: ReadonlySet<string> = new Set(),
): Promise<number> => {
	let erased = 0
	for (let from = 0; from < ids.length; from += AT_ONCE) {
		const some = ids.slice(from, from + AT_ONCE)
		const known = (await dependencies.content.get(some)).filter((content) => unerased(content) !== undefined)
		const done = await Promise.all(known.map(({ id }) => eraseOne(dependencies, id, withMedia.has(id))))
		erased += done.filter((isErased) => isErased).length
	}
	return erased
}
