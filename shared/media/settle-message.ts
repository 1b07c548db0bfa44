import { type Content, caseOf, isNetworkContent, type NetworkContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/messages/media-item.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { FIRST_EDITION, seenEditions, shownEdition } from '#shared/messages/content-marks.ts'
import type { MediaJob } from '#shared/messages/media-job.ts'
import { MOST_MEDIA } from '#shared/messages/message-content.ts'
import type { CompleteText } from './complete-text.ts'
import type { MediaSource, TextSource } from './media-source.ts'
import type { MediaStore } from './media-store.ts'
import { sniffType } from './sniff-type.ts'

export type SettleDependencies = {
	readonly content: ContentStore
	readonly media: MediaStore
	readonly source: MediaSource
	readonly texts: TextSource
	/** Queue of the worker, which appends the facts for a text. */
	readonly completions: Queue<CompleteText>
	readonly log: Log
}

/** Tries before a failure that may pass counts as missing: a quarter of an hour by the queue's growing delays. */
const MOST_TRIES = 9

/** In characters; no network allows longer texts, and it fits a queue's message. */
const LONGEST_TEXT = 100_000

const INDEXES = Array.from({ length: MOST_MEDIA }, (_, index) => index)

const read = async ({ content }: SettleDependencies, message: MessageKey): Promise<Content | undefined> =>
	(await content.get([message]))[0]

const removeEditions = async (
	{ media }: SettleDependencies,
	message: MessageKey,
	editions: readonly string[],
): Promise<void> => {
	for (const edition of editions) await Promise.all(INDEXES.map((index) => media.remove({ message, edition, index })))
}

/** Returns the item after a try to fetch it; undefined where it may be tried again. */
const keep = async (
	{ source, media }: SettleDependencies,
	{ network, accountId }: NetworkContent,
	{ kind, url }: Extract<MediaItem, { state: 'waiting' }>,
	place: Parameters<MediaStore['put']>[0],
): Promise<MediaItem | undefined> => {
	const fetched = await source.fetch({ network, accountId, url })
	if (fetched.outcome === 'later') return undefined
	if (fetched.outcome === 'missing') return { kind, state: 'missing', reason: fetched.reason }
	const type = sniffType(fetched.bytes)
	if (type === undefined) return { kind, state: 'missing', reason: 'wrongType' }
	await media.put(place, fetched.bytes, type)
	return { kind, state: 'kept', type, bytes: fetched.bytes.length }
}

/** The result for a cut text: `sent` when sent to the worker, or whole as it came. */
type TextResult = 'whole' | 'sent' | 'missing' | 'later'

const readText = async (
	{ texts, completions }: SettleDependencies,
	content: NetworkContent,
): Promise<TextResult | undefined> => {
	const { id: message, network, accountId, contentId, form, missingText, edition = FIRST_EDITION } = content
	if (missingText !== 'waiting') return undefined
	const read = await texts.read({ network, accountId, contentId, form })
	if (read.outcome !== 'read') return read.outcome
	if (read.text === undefined || read.text === content.text) return 'whole'
	const text = Buffer.from(read.text.slice(0, LONGEST_TEXT)).toString('base64')
	await completions.send({ command: 'complete-text', message, edition, text })
	return 'sent'
}

type Results = { readonly items: readonly (MediaItem | undefined)[]; readonly text: TextResult | undefined }

/** Applies the text only to the edition it was read for. */
const textFor = (now: NetworkContent, tried: NetworkContent, text: TextResult | undefined): TextResult | undefined =>
	now.edition === tried.edition ? text : undefined

const textAfter = (
	{ missingText }: NetworkContent,
	text: TextResult | undefined,
	isLast: boolean,
): NetworkContent['missingText'] => {
	if (missingText !== 'waiting') return missingText
	if (text === 'whole') return undefined
	// The worker ends the waiting for a text that was sent to it.
	return text === 'missing' || (text === 'later' && isLast) ? 'failed' : 'waiting'
}

/** Returns the content after a try, and whether to try again. What may still work stays waiting until `MOST_TRIES`. */
const afterTry = (
	content: NetworkContent,
	{ items, text }: Results,
): { readonly content: NetworkContent; readonly isAgain: boolean } => {
	const tries = (content.fetchTries ?? 0) + 1
	const isLast = tries >= MOST_TRIES
	const media = content.media?.map((item, index): MediaItem => {
		if (item.state !== 'waiting') return item
		return items[index] ?? (isLast ? { kind: item.kind, state: 'missing', reason: 'unreachable' } : item)
	})
	const isAgain = !isLast && (text === 'later' || media?.some(({ state }) => state === 'waiting') === true)
	const after = {
		...content,
		media,
		missingText: textAfter(content, text, isLast),
		fetchTries: isAgain ? tries : undefined,
		revision: content.revision + 1,
	}
	return { content: after, isAgain }
}

const isWaiting = ({ media, missingText }: NetworkContent): boolean =>
	missingText === 'waiting' || media?.some(({ state }) => state === 'waiting') === true

const report = ({ log }: SettleDependencies, content: NetworkContent): void => {
	const { network, media = [], missingText } = content
	const caseId = caseOf(content)
	const count = media.filter(({ state }) => state === 'kept').length
	log.info('MEDIA_SETTLED', { caseId, network, count, outcome: missingText ?? 'whole' })
	for (const item of media)
		if (item.state === 'missing') log.warn('MEDIA_MISSING', { caseId, network, reason: item.reason })
}

/** Writes the result of a try to the current content. Returns undefined where it was erased or revised meanwhile. */
const mark = (dependencies: SettleDependencies, tried: NetworkContent, results: Results) =>
	retryOnConflict<{ readonly content: NetworkContent | undefined; readonly isAgain: boolean }>(
		'contentContended',
		async () => {
			const now = await read(dependencies, tried.id)
			if (!isNetworkContent(now) || shownEdition(now) !== shownEdition(tried))
				return { content: undefined, isAgain: false }
			const after = afterTry(now, { ...results, text: textFor(now, tried, results.text) })
			return (await dependencies.content.put(after.content)) ? after : undefined
		},
	)

/**
 * Brings the copies of a message's attachments in line with its content: removes those of erased content and of editions no
 * longer shown, fetches what is waiting, and sends the whole of a cut text to the worker. Safe to repeat and to interrupt,
 * because places are made of message, edition and index. Throws `RetryLaterError` while something may still work.
 */
export const settleMessage = async (dependencies: SettleDependencies, { message }: MediaJob): Promise<void> => {
	const content = await read(dependencies, message)
	if (content?.kind === 'erased') {
		await removeEditions(dependencies, message, seenEditions(content))
		return dependencies.log.info('MEDIA_ERASED', { caseId: caseOf(content) })
	}
	// A mail's attachments are stored before it is filed.
	if (isNetworkContent(content)) await settleContent(dependencies, content)
}

const settleContent = async (dependencies: SettleDependencies, content: NetworkContent): Promise<void> => {
	const { id: message } = content
	const edition = shownEdition(content)
	const outdated = seenEditions(content).filter((seen) => seen !== edition)
	await removeEditions(dependencies, message, outdated)
	if (!isWaiting(content)) return
	const [text, ...items] = await Promise.all([
		readText(dependencies, content),
		...(content.media ?? []).map((item, index) =>
			item.state === 'waiting' ? keep(dependencies, content, item, { message, edition, index }) : undefined,
		),
	])
	const marked = await mark(dependencies, content, { items, text })
	// Erased or revised during the fetch: copies for the old content must not stay.
	if (marked.content === undefined) return removeEditions(dependencies, message, [edition])
	report(dependencies, marked.content)
	if (marked.isAgain) throw new RetryLaterError('mediaNotFetched')
}
