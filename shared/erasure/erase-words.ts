import type { RecordedFact } from '#shared/cases/facts.ts'
import { type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import { erasedMark, eraseWords, MOST_MEDIA, seenEditions } from '#shared/messages/message-words.ts'
import { retrying } from '#shared/messages/revise-message.ts'

export type EraseWordsDependencies = {
	readonly words: WordsStore
	readonly media: Pick<MediaStore, 'remove'>
	readonly clock: Clock
}

/** Erased side by side. */
const AT_ONCE = 25
const PLACES = Array.from({ length: MOST_MEDIA }, (_, index) => index)

/** Keys of words, whatever kind of fact names them: messages, answers, corrections, notes. */
export const wordsNamedIn = (facts: readonly RecordedFact[]): readonly Words['id'][] => {
	const values = facts.flatMap(({ fact }): unknown[] => Object.values(fact))
	const isKey = (value: unknown): value is Words['id'] => typeof value === 'string' && /^(msg|note)_/.test(value)
	return [...new Set(values.filter(isKey))]
}

/** Messages that came with something to fetch, by their facts: copies of it may lie there whatever the words say now. */
export const withMediaIn = (facts: readonly RecordedFact[]): ReadonlySet<string> =>
	new Set(facts.flatMap(({ fact }) => ('toFetch' in fact && fact.toFetch !== undefined ? [fact.message] : [])))

/** The tombstone of words: key, case and events, so that a redelivery is known and counted as what it was. */
const tombstone = (words: Words, now: string): Words => ({
	...eraseWords(words, words.erasedAt ?? now),
	aliasOf: words.aliasOf,
	seen:
		words.seen && Object.fromEntries(Object.entries(words.seen).map(([name, source]) => [erasedMark(name), source])),
	revision: (words.revision ?? 0) + 1,
})

const isBare = (words: Words): boolean =>
	words.erasedAt !== undefined && Object.keys(words.seen ?? {}).every((name) => erasedMark(name) === name)

const removeCopies = async ({ media }: EraseWordsDependencies, message: MessageKey, words: Words): Promise<void> => {
	for (const edition of new Set([...seenEditions(words), words.edition ?? '0']))
		await Promise.all(PLACES.map((index) => media.remove({ message, edition, index })))
}

/** Copies before words: the words know under which editions copies lie. Whoever fetches meanwhile finds the words erased. */
const eraseOne = (dependencies: EraseWordsDependencies, id: Words['id'], mayHaveMedia: boolean): Promise<boolean> =>
	retrying(async () => {
		const [words] = await dependencies.words.get([id])
		if (words === undefined || isBare(words)) return false
		const message = messageKeySchema.safeParse(id)
		const hasMedia = mayHaveMedia || (words.media ?? []).length > 0
		if (hasMedia && message.success) await removeCopies(dependencies, message.data, words)
		return (await dependencies.words.put(tombstone(words, dependencies.clock.now()))) ? true : undefined
	})

/**
 * Leaves of words only their tombstones, and of what came along nothing; says of how many. What is erased already, or
 * never was, is passed over. Throws `RetryLaterError` when others were faster each time.
 */
export const eraseAllWords = async (
	dependencies: EraseWordsDependencies,
	ids: readonly Words['id'][],
	withMedia: ReadonlySet<string> = new Set(),
): Promise<number> => {
	let erased = 0
	for (let from = 0; from < ids.length; from += AT_ONCE) {
		const some = ids.slice(from, from + AT_ONCE)
		const known = (await dependencies.words.get(some)).filter((words) => !isBare(words))
		const done = await Promise.all(known.map(({ id }) => eraseOne(dependencies, id, withMedia.has(id))))
		erased += done.filter((isErased) => isErased).length
	}
	return erased
}
