import { convert } from 'html-to-text'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParsedMail } from './parse-mail.ts'

/** The line above a quote that names its author, as mail programs write it; it may wrap over three lines. */
const ATTRIBUTION = [
	/^Am \S.{4,200} schrieb\b.{0,300}:$/,
	/^On \S.{4,200} wrote:$/,
	/^(?:Le|El|Op) \S.{4,300} (?:a écrit|escribió|schreef)\b.{0,200}:$/,
]
/** Lines that by themselves begin the history. */
const DIVIDER =
	/^(?:-{2,} ?(?:Ursprüngliche Nachricht|Original[ -]?Nachricht|Original Message|Weitergeleitete Nachricht|Forwarded message|Ursprüngliche E-Mail) ?-{2,})$/i
/** Outlook: the old mail's headers, one below the other. */
const HEADER_BLOCK = [/^\*?(?:Von|From):\*? .+/i, /^\*?(?:Gesendet|Sent|Datum|Date):\*? .+/i]
const QUOTED = /^\s*>/
const BLANK = /^\s*(?:_{10,})?\s*$/
const LONGEST_WRAP = 3

/** An address, or day and time: mail programs name them in an attribution, people who mention a letter do not. */
const NAMES_A_MAIL = /@|\d{1,2}[:.]\d{2}\b.*\d{4}|\d{4}.*\b\d{1,2}[:.]\d{2}\b/
const TOLD_BY_PEOPLE = /\bschrieb (?:ich|mir|uns|Ihnen|dir|euch)\b|\bI wrote\b/i

/** Says whether an attribution is a mail program's: a quote follows, or only a program writes such a line. */
const isOfAProgram = (line: string, after: readonly string[]): boolean =>
	QUOTED.test(after.find((next) => !BLANK.test(next)) ?? '') || (NAMES_A_MAIL.test(line) && !TOLD_BY_PEOPLE.test(line))

const isAttribution = (lines: readonly string[], at: number): number => {
	for (let count = 1; count <= LONGEST_WRAP; count += 1) {
		const joined = lines
			.slice(at, at + count)
			.join(' ')
			.trim()
		if (joined.length > 500) return 0
		if (ATTRIBUTION.some((form) => form.test(joined)) && isOfAProgram(joined, lines.slice(at + count, at + count + 5)))
			return count
	}
	return 0
}

const isHeaderBlock = (lines: readonly string[], at: number): boolean => {
	const [first, second] = HEADER_BLOCK
	return first?.test(lines[at]?.trim() ?? '') === true && second?.test(lines[at + 1]?.trim() ?? '') === true
}

/** Says whether own text follows quoted lines: then the quote is answered in between and is no history. */
const isAnsweredInBetween = (after: readonly string[]): boolean => {
	const firstQuoted = after.findIndex((line) => QUOTED.test(line))
	return firstQuoted >= 0 && after.slice(firstQuoted).some((line) => !QUOTED.test(line) && !BLANK.test(line))
}

/** Returns where quoted lines without an attribution begin at the end of the text. */
const trailingQuote = (lines: readonly string[]): number => {
	let at = lines.length
	while (at > 0 && (QUOTED.test(lines[at - 1] ?? '') || BLANK.test(lines[at - 1] ?? ''))) at -= 1
	return lines.slice(at).some((line) => QUOTED.test(line)) ? at : lines.length
}

const historyBeginsAt = (lines: readonly string[]): number => {
	for (let at = 0; at < lines.length; at += 1) {
		const attribution = isAttribution(lines, at)
		const isMarker = attribution > 0 || DIVIDER.test(lines[at]?.trim() ?? '') || isHeaderBlock(lines, at)
		if (isMarker && !isAnsweredInBetween(lines.slice(at + Math.max(1, attribution)))) return at
	}
	return trailingQuote(lines)
}

/**
 * Returns a text without the history that mail programs quote below an answer. Returns it whole where there is no marker,
 * where own text stands between quoted lines, or where nothing else would remain.
 */
export const withoutHistory = (text: string): string => {
	const lines = text.split('\n')
	const own = lines
		.slice(0, historyBeginsAt(lines))
		.join('\n')
		.replace(/\n\s*_{10,}\s*$/, '')
		.trim()
	return own === '' ? text : own
}

/** In bytes, as for messages of the networks. */
const LONGEST_TEXT = 300_000
const LONGEST_HTML = 2_000_000
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** The library's time grows with the square of nested tags; letters and newsletters have some thousands. */
const MOST_TAGS = 20_000

const requireFewTags = (html: string): void => {
	let tags = 0
	for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) tags += 1
	if (tags > MOST_TAGS) throw new ParkedError('mailTooComplex')
}

const textOfHtml = (whole: string): string => {
	const html = whole.slice(0, LONGEST_HTML)
	requireFewTags(html)
	return convert(html, {
		wordwrap: false,
		limits: { maxInputLength: LONGEST_HTML, maxDepth: 100, maxChildNodes: 20_000, ellipsis: ' …' },
		selectors: [
			{ selector: 'img', format: 'skip' },
			{ selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
			...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
			{ selector: 'table', options: { uppercaseHeaderCells: false } },
		],
	})
}

/** Removes characters that no person types, and filling space. */
const tidy = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/(?!\n|\t)[\p{Cc}\u200b\ufeff]/gu, '')
		.replace(/[ \t\u00a0]+$/gm, '')
		.replace(/\n{4,}/g, '\n\n\n')
		.trim()

const REPLIES = /^\s*(?:re|aw|antw|wg|fwd?|sv|tr)\s*(?:\[\d+\])?:/i

/** Returns the subject if the sender wrote it and did not answer to it. */
const ownSubject = ({ subject }: ParsedMail): string =>
	REPLIES.test(subject) ? '' : tidy(subject).replace(/\s+/g, ' ')

/**
 * Returns what the sender of a mail wrote: the plain part, else the HTML as text, without the quoted history, below a
 * subject of their own. Throws `ParkedError` (`mailTooLarge`, `mailTooComplex`) for what no person writes.
 */
export const textOfMail = (mail: ParsedMail): string => {
	const plain = tidy(mail.text)
	const body = withoutHistory(plain === '' ? tidy(textOfHtml(mail.html)) : plain)
	const text = [ownSubject(mail), body].filter((part) => part !== '').join('\n\n')
	if (Buffer.byteLength(text) > LONGEST_TEXT) throw new ParkedError('mailTooLarge')
	return text
}
