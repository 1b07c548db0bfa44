import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime'
import { ParkedError } from '#shared/kernel/errors.ts'

/** An attachment: its content, and whether it stands within the text. */
export type MailPart = { readonly type: string; readonly bytes: Uint8Array; readonly isInline: boolean }

/** A mail as read. All of it is under the sender's control. */
export type ParsedMail = {
	/** All headers in their order, names in lower case, unfolded. */
	readonly headers: readonly { readonly name: string; readonly value: string }[]
	/** The addresses of all From headers. */
	readonly from: readonly { readonly name: string; readonly address: string }[]
	readonly subject: string
	/** Without angle brackets. */
	readonly messageId?: string | undefined
	readonly references: readonly string[]
	readonly text: string
	readonly html: string
	readonly parts: readonly MailPart[]
}

/** SES accepts no larger mails ("Quotas related to email receiving"). */
export const LARGEST_MAIL = 40 * 1024 * 1024
const LARGEST_HEADERS = 512 * 1024
const DEEPEST_PART = 20
const MOST_HEADERS = 1_000
const MOST_PARTS = 500
const LARGEST_TEXT = 10 * 1024 * 1024
/** A mail of 40 MB in base64 has half a million lines; the parser takes some 20 µs for each. */
const MOST_LINES = 700_000
/** Each part begins with such a line; base64 has none, and texts have few. */
const MOST_DASHED_LINES = 5_000

const LINE_FEED = 0x0a
const DASH = 0x2d

/** Counts without a parser what a parser would spend time and memory on: lines, and those that may begin a part. */
const isWithinLines = (raw: Uint8Array): boolean => {
	let lines = 0
	let dashed = 0
	for (let at = 0; at >= 0 && at < raw.length; ) {
		lines += 1
		if (raw[at] === DASH && raw[at + 1] === DASH) dashed += 1
		if (lines > MOST_LINES || dashed > MOST_DASHED_LINES) return false
		const end = raw.indexOf(LINE_FEED, at)
		at = end < 0 ? end : end + 1
	}
	return true
}

const tooComplex = (cause?: unknown): ParkedError => new ParkedError('mailTooComplex', { cause })

const parse = async (raw: Uint8Array): Promise<Email> => {
	if (raw.length > LARGEST_MAIL) throw new ParkedError('mailTooLarge')
	if (!isWithinLines(raw)) throw tooComplex()
	try {
		return await PostalMime.parse(raw, {
			maxNestingDepth: DEEPEST_PART,
			maxHeadersSize: LARGEST_HEADERS,
			// A mail within the mail is an attachment, not what its sender wrote.
			maxRfc822NestingDepth: 0,
			forceRfc822Attachments: true,
		})
	} catch (cause) {
		// Its own limits, or a mail that it cannot read: the same bytes fail the same way each time.
		throw tooComplex(cause)
	}
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
	typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)

const mailboxes = (address: Address) => (address.group === undefined ? [address] : address.group)

const MAIL_ID = /<([^<>\s]{3,250})>/g
const idsIn = (text = ''): string[] => [...text.slice(0, 20_000).matchAll(MAIL_ID)].map(([, id = '']) => id)

/** Says whether a mail announces parts without a boundary, so that none could be read (RFC 2046, 5.1.1). */
const isWithoutBoundary = ({ key, value }: { readonly key: string; readonly value: string }): boolean =>
	key === 'content-type' && /^\s*multipart\//i.test(value) && !/boundary\s*=/i.test(value)

/**
 * Parses a mail within limits of size, depth, parts, headers and decoded text. Throws `ParkedError` (`mailTooLarge`,
 * `mailTooComplex`) beyond them, or where it cannot be read at all.
 */
export const parseMail = async (raw: Uint8Array): Promise<ParsedMail> => {
	const email = await parse(raw)
	if (email.headers.some(isWithoutBoundary)) throw tooComplex()
	const { text = '', html = '', subject = '', attachments } = email
	if (email.headers.length > MOST_HEADERS || attachments.length > MOST_PARTS) throw tooComplex()
	if (Buffer.byteLength(text) + Buffer.byteLength(html) > LARGEST_TEXT) throw new ParkedError('mailTooLarge')
	const headers = email.headers.map(({ key: name, value }) => ({ name, value }))
	const from = headers
		.filter(({ name }) => name === 'from')
		.flatMap(({ value }) => addressParser(value).flatMap(mailboxes))
	const [messageId] = idsIn(email.messageId)
	return {
		headers,
		from: from.map(({ name, address }) => ({ name, address })),
		subject,
		messageId,
		references: [...new Set([...idsIn(email.references), ...idsIn(email.inReplyTo)])],
		text,
		html,
		parts: attachments.map((part) => ({
			type: part.mimeType,
			bytes: bytesOf(part),
			isInline: part.related === true || part.disposition === 'inline',
		})),
	}
}

/** Returns the value of the first header of this name, which is given in lower case. */
export const headerOf = ({ headers }: Pick<ParsedMail, 'headers'>, wanted: string): string | undefined =>
	headers.find(({ name }) => name === wanted)?.value
