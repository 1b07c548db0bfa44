import type { Content, ContentId, ErasedContent } from '#shared/cases/content.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import { messageKeySchema } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import { erasedMark, FIRST_EDITION, seenEditions } from '#shared/messages/content-marks.ts'
import { MOST_MEDIA } from '#shared/messages/message-content.ts'
import { type ErasableContent, eraseContent } from '#shared/messages/update-content.ts'

export type EraseContentDependencies = {
	readonly content: ContentStore
	readonly media: Pick<MediaStore, 'remove'>
	readonly clock: Clock
}

/** Contents erased concurrently. */
const AT_ONCE = 25
const PLACES = Array.from({ length: MOST_MEDIA }, (_, index) => index)

/** Returns the content keys in any kind of fact: messages, answers, corrections, notes. */
export const contentNamedIn = (facts: readonly RecordedFact[]): readonly ContentId[] => {
	const values = facts.flatMap(({ fact }): unknown[] => Object.values(fact))
	const isKey = (value: unknown): value is ContentId => typeof value === 'string' && /^(msg|note)_/.test(value)
	return [...new Set(values.filter(isKey))]
}

/** Returns the messages whose facts name attachments: copies may be stored whatever the content says now. */
export const withMediaIn = (facts: readonly RecordedFact[]): ReadonlySet<string> =>
	new Set(facts.flatMap(({ fact }) => ('toFetch' in fact && fact.toFetch !== undefined ? [fact.message] : [])))

/** Hashes the edition names in marks; keeps the event of each. */
const hashed = (seen: ErasedContent['seen']): ErasedContent['seen'] =>
	Object.fromEntries(Object.entries(seen).map(([name, source]) => [erasedMark(name), source]))

/** Returns the tombstone of content: key, case and events, so that a redelivery is recognised and counted as before. */
const tombstone = (content: ErasableContent | ErasedContent, now: Instant): ErasedContent => {
	const left = content.kind === 'erased' ? content : eraseContent(content, now)
	return { ...left, seen: hashed(left.seen), revision: left.revision + 1 }
}

/** Returns content with something left to erase; undefined for mere keys and marks, and for erased content. */
const unerased = (content: Content | undefined): ErasableContent | ErasedContent | undefined => {
	switch (content?.kind) {
		case undefined:
		case 'alias':
		case 'sent':
		case 'ours':
		case 'pending':
			return undefined
		case 'erased':
			return Object.keys(content.seen).every((name) => erasedMark(name) === name) ? undefined : content
		default:
			return content
	}
}

/** Returns the editions under which copies of attachments may be stored. */
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

/**
 * Erases one content, its copies first, as the content names their editions. A concurrent fetch finds the content
 * erased.
 */
const eraseOne = (dependencies: EraseContentDependencies, id: ContentId, mayHaveMedia: boolean): Promise<boolean> =>
	retryOnConflict('contentContended', async () => {
		const content = unerased((await dependencies.content.get([id]))[0])
		if (content === undefined) return false
		if (mayHaveMedia || hasMedia(content)) await removeCopies(dependencies, content)
		return (await dependencies.content.put(tombstone(content, dependencies.clock.now()))) ? true : undefined
	})

/**
 * Replaces contents by tombstones and removes their attachments. Skips erased and missing ones. Returns how many were
 * erased. Throws `RetryLaterError` after too many conflicts.
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
