import { convert } from 'html-to-text'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParsedMail } from './parse-mail.ts'
import { withoutHistory } from './quoted-history.ts'

/** In bytes, as for messages of the networks: what words hold. */
const LONGEST_WORDS = 300_000
const LONGEST_HTML = 2_000_000
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

/** The library's time grows with the square of tags within tags; letters and newsletters have some thousands. */
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

/** What no person types, and what only fills space. */
const tidy = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/(?!\n|\t)[\p{Cc}\u200b\ufeff]/gu, '')
		.replace(/[ \t\u00a0]+$/gm, '')
		.replace(/\n{4,}/g, '\n\n\n')
		.trim()

const REPLIES = /^\s*(?:re|aw|antw|wg|fwd?|sv|tr)\s*(?:\[\d+\])?:/i

/** A subject that its sender wrote, and not the one they answered to. */
const ownSubject = ({ subject }: ParsedMail): string =>
	REPLIES.test(subject) ? '' : tidy(subject).replace(/\s+/g, ' ')

/**
 * What the sender of a mail says: the plain part if there is one, else the HTML as text, without the history quoted below,
 * with the subject before it where they chose it themselves. Throws `ParkedError` (`mailTooLarge`, `mailTooComplex`)
 * for what no person writes.
 */
export const textOfMail = (mail: ParsedMail): string => {
	const plain = tidy(mail.text)
	const body = withoutHistory(plain === '' ? tidy(textOfHtml(mail.html)) : plain)
	const text = [ownSubject(mail), body].filter((part) => part !== '').join('\n\n')
	if (Buffer.byteLength(text) > LONGEST_WORDS) throw new ParkedError('mailTooLarge')
	return text
}
