import type { MessageKey } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/media-item.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { MediaJob } from '#shared/messages/media-job.ts'
import { MOST_MEDIA, seenEditions, shownEdition } from '#shared/messages/message-words.ts'
import { retrying } from '#shared/messages/revise-message.ts'
import type { CompleteText } from './complete-text.ts'
import type { MediaSource, TextSource } from './media-source.ts'
import type { MediaStore } from './media-store.ts'
import { sniffType } from './sniff-type.ts'

export type SettleDependencies = {
	readonly words: WordsStore
	readonly media: MediaStore
	readonly source: MediaSource
	readonly texts: TextSource
	/** To the worker, which appends what a text means for its case. */
	readonly completions: Queue<CompleteText>
	readonly log: Log
}

/** Tries at what may pass, before it is shown as missing: a quarter of an hour by the queue's growing waits. */
const MOST_TRIES = 9

/** In characters; no network lets people write that much, and it fits a queue's message. */
const LONGEST_TEXT = 100_000

const PLACES = Array.from({ length: MOST_MEDIA }, (_, index) => index)

const read = async ({ words }: SettleDependencies, message: MessageKey): Promise<Words | undefined> =>
	(await words.get([message]))[0]

const removeEditions = async (
	{ media }: SettleDependencies,
	message: MessageKey,
	editions: readonly string[],
): Promise<void> => {
	for (const edition of editions) await Promise.all(PLACES.map((index) => media.remove({ message, edition, index })))
}

/** What came of one item that was waiting; undefined where it may be tried again. */
const keep = async (
	{ source, media }: SettleDependencies,
	words: Words,
	{ kind, url }: Extract<MediaItem, { state: 'waiting' }>,
	place: Parameters<MediaStore['put']>[0],
): Promise<MediaItem | undefined> => {
	const { network, accountId } = words
	if (network === undefined || accountId === undefined) return { kind, state: 'missing', reason: 'gone' }
	const fetched = await source.fetch({ network, accountId, url })
	if (fetched.outcome === 'later') return undefined
	if (fetched.outcome === 'missing') return { kind, state: 'missing', reason: fetched.reason }
	const type = sniffType(fetched.bytes)
	if (type === undefined) return { kind, state: 'missing', reason: 'wrongType' }
	await media.put(place, fetched.bytes, type)
	return { kind, state: 'kept', type, bytes: fetched.bytes.length }
}

/** What came of a text that was cut: `told` to the worker, or whole as it was. */
type TextResult = 'whole' | 'told' | 'missing' | 'later'

const readText = async (
	{ texts, completions }: SettleDependencies,
	words: Words,
	message: MessageKey,
): Promise<TextResult | undefined> => {
	const { network, accountId, contentId, threadId, form, missingText, edition = '0' } = words
	if (missingText !== 'waiting') return undefined
	if (network === undefined || accountId === undefined || contentId === undefined) return 'missing'
	const read = await texts.read({ network, accountId, contentId, threadId, form })
	if (read.outcome !== 'read') return read.outcome
	if (read.text === undefined || read.text === words.text) return 'whole'
	const text = Buffer.from(read.text.slice(0, LONGEST_TEXT)).toString('base64')
	await completions.send({ command: 'complete-text', message, edition, text })
	return 'told'
}

type Results = { readonly items: readonly (MediaItem | undefined)[]; readonly text: TextResult | undefined }

/** A text that was read is of the edition it was read for: another one that came meanwhile is the newer. */
const textFor = (now: Words, tried: Words, text: TextResult | undefined): TextResult | undefined =>
	now.edition === tried.edition ? text : undefined

const textAfter = ({ missingText }: Words, text: TextResult | undefined, isLast: boolean): Words['missingText'] => {
	if (missingText !== 'waiting') return missingText
	if (text === 'whole') return undefined
	// The worker ends the waiting for what it was told.
	return text === 'missing' || (text === 'later' && isLast) ? 'failed' : 'waiting'
}

/** The words after a try, and whether to try again. What may still work stays waiting, unless it was tried often enough. */
const afterTry = (words: Words, { items, text }: Results): { readonly words: Words; readonly isAgain: boolean } => {
	const tries = (words.fetchTries ?? 0) + 1
	const isLast = tries >= MOST_TRIES
	const media = words.media?.map((item, index): MediaItem => {
		if (item.state !== 'waiting') return item
		return items[index] ?? (isLast ? { kind: item.kind, state: 'missing', reason: 'unreachable' } : item)
	})
	const isAgain = !isLast && (text === 'later' || media?.some(({ state }) => state === 'waiting') === true)
	const after = {
		...words,
		media,
		missingText: textAfter(words, text, isLast),
		fetchTries: isAgain ? tries : undefined,
		revision: (words.revision ?? 0) + 1,
	}
	return { words: after, isAgain }
}

const isWaiting = ({ media, missingText }: Words): boolean =>
	missingText === 'waiting' || media?.some(({ state }) => state === 'waiting') === true

const report = ({ log }: SettleDependencies, words: Words): void => {
	const { caseId, network, media = [], missingText } = words
	const count = media.filter(({ state }) => state === 'kept').length
	log.info('MEDIA_SETTLED', { caseId, network, count, outcome: missingText ?? 'whole' })
	for (const item of media)
		if (item.state === 'missing') log.warn('MEDIA_MISSING', { caseId, network, reason: item.reason })
}

/** Puts on record what came of a try, on the words as they are by now; undefined where they were erased or revised meanwhile. */
const mark = (dependencies: SettleDependencies, tried: Words, message: MessageKey, results: Results) =>
	retrying<{ readonly words: Words | undefined; readonly isAgain: boolean }>(async () => {
		const now = await read(dependencies, message)
		const isSame = now !== undefined && now.erasedAt === undefined && shownEdition(now) === shownEdition(tried)
		if (!isSame) return { words: undefined, isAgain: false }
		const after = afterTry(now, { ...results, text: textFor(now, tried, results.text) })
		return (await dependencies.words.put(after.words)) ? after : undefined
	})

/**
 * Brings our copies of what belongs to a message in line with its words: erased words and editions that are no longer
 * shown lose theirs, what is waiting is fetched and kept, the worker is told what a cut text says in full. Safe to repeat and to cut off
 * anywhere: copies lie where their message, edition and place say. Throws `RetryLaterError` while something may still work.
 */
export const settleMessage = async (dependencies: SettleDependencies, { message }: MediaJob): Promise<void> => {
	const words = await read(dependencies, message)
	if (words === undefined) return
	const edition = shownEdition(words)
	if (words.erasedAt !== undefined) {
		await removeEditions(dependencies, message, seenEditions(words))
		return dependencies.log.info('MEDIA_ERASED', { caseId: words.caseId })
	}
	const outdated = seenEditions(words).filter((seen) => seen !== edition)
	await removeEditions(dependencies, message, outdated)
	if (!isWaiting(words)) return
	const [text, ...items] = await Promise.all([
		readText(dependencies, words, message),
		...(words.media ?? []).map((item, index) =>
			item.state === 'waiting' ? keep(dependencies, words, item, { message, edition, index }) : undefined,
		),
	])
	const marked = await mark(dependencies, words, message, { items, text })
	// Erased or revised while we fetched: what was put for the old words must not stay.
	if (marked.words === undefined) return removeEditions(dependencies, message, [edition])
	report(dependencies, marked.words)
	if (marked.isAgain) throw new RetryLaterError('mediaNotFetched')
}
