import type { Content, ContentId } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { CaseChange } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { mayShowWords, queuePlaces, queueRow } from './row.ts'

/** What a row says in words: the beginning of the oldest unanswered message, and who its author is. */
export type RowWords = {
	readonly text?: string | undefined
	readonly name?: string | undefined
	readonly handle?: string | undefined
}

/** Characters of a message that a row shows. */
const TEXT_SHOWN = 120
/** Bounds of UTF-8 as a page writes it, so that pages cost the same in every script, and where somebody writes in signs. */
const TEXT_BYTES = 200
const NAME_BYTES = 48
const HANDLE_BYTES = 32

/** What a page writes in place of a sign of markup is of up to so many bytes: `&quot;`. */
const SIGN_BYTES = 6

const bytesOnPage = (segment: string): number =>
	Buffer.byteLength(segment) + (SIGN_BYTES - 1) * (segment.match(/[&<>"']/g)?.length ?? 0)

/** Returns the beginning of a text without line breaks, of so many characters and bytes at most. */
const beginningOf = (text: string, characters: number, bytes: number): string => {
	// The text may be as long as a mail: only its beginning is looked at.
	const flat = text
		.slice(0, 8 * characters)
		.replace(/\s+/g, ' ')
		.trim()
		.toWellFormed()
	let left = bytes
	let beginning = ''
	for (const { segment } of [...new Intl.Segmenter().segment(flat)].slice(0, characters)) {
		left -= bytesOnPage(segment)
		if (left < 0) break
		beginning += segment
	}
	return beginning
}

const shortName = (name: string | undefined, bytes = NAME_BYTES): string | undefined =>
	name === undefined ? undefined : beginningOf(name, bytes, bytes) || undefined

/** Returns the words of a row out of a message; none where it was erased. An answered one tells its author alone. */
export const wordsOfMessage = (content: Content | undefined, isAnswered: boolean): RowWords => {
	if (content?.kind !== 'message') return {}
	const handle = content.form === 'mail' ? undefined : shortName(content.authorHandle, HANDLE_BYTES)
	const text = isAnswered ? undefined : beginningOf(content.text, TEXT_SHOWN, TEXT_BYTES) || undefined
	return { text, name: shortName(content.authorName), handle }
}

const oldestOf = (state: CaseState | undefined): MessageKey | undefined => state?.unanswered.first[0]?.message

/** What becomes of a row's words: they stay, or its text goes and its author stays, or others take their place. */
export type WordsChange =
	| { readonly kind: 'stay' }
	| { readonly kind: 'textGoes' }
	| { readonly kind: 'are'; readonly words: RowWords }
	/** Those of a message that is not at hand. */
	| { readonly kind: 'read'; readonly message: ContentId; readonly isAnswered: boolean }

/**
 * Tells what becomes of a row's words by a change. A message that comes brings its own, so nothing is read for it; another one that becomes the
 * oldest unanswered is to be read. Where nobody waits the row names who wrote last.
 */
export const wordsAfter = ({ before, after, content }: CaseChange): WordsChange => {
	if (!mayShowWords(after))
		return before !== undefined && !mayShowWords(before) ? { kind: 'stay' } : { kind: 'are', words: {} }
	const oldest = oldestOf(after)
	if (content?.kind === 'message' && content.id === oldest)
		return { kind: 'are', words: wordsOfMessage(content, false) }
	const isGone = content?.kind === 'erased'
	const isBack = before?.state === 'closed' && after.state === 'open'
	if (before !== undefined && !isGone && !isBack && oldest === oldestOf(before)) return { kind: 'stay' }
	const isAnswered = oldest === undefined
	const message = oldest ?? (isGone || isBack ? after.lastMessage?.message : undefined)
	if (message !== undefined) return { kind: 'read', message, isAnswered }
	return isGone || before === undefined ? { kind: 'are', words: {} } : { kind: 'textGoes' }
}

/** Tells whether a change leaves its row as it is: most facts of a send do. */
export const leavesRow = ({ before, after }: CaseChange, words: WordsChange): boolean => {
	if (before === undefined || words.kind !== 'stay') return false
	const said = (state: CaseState): string => JSON.stringify([queueRow(state), queuePlaces(state)])
	return said(before) === said(after)
}
