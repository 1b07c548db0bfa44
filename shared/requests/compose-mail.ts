import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'
import { ISSUE_HEADER } from './correlation.ts'
import type { ReadyMail } from './mailer.ts'

/** The sender of all our mails. */
export type SenderIdentity = {
	/** Our address, e.g. `hilft@hilft.example`. */
	readonly from: string
	readonly company: string
}

export type MailParts = {
	/** The only recipient. */
	readonly address: string
	/** The address for replies. */
	readonly replyTo: string
	readonly correlation: string
	readonly subject: string
	readonly text: string
	readonly html: string
	readonly languageTag: string
	readonly at: Instant
	/** RFC 3834: `no` for a mail that a person wrote. */
	readonly autoSubmitted: 'auto-generated' | 'no'
	/** The Message-ID of the mail that this one answers and those before it, without angle brackets. */
	readonly inReplyTo?: string | undefined
	readonly references?: readonly string[] | undefined
}

// A header cannot hold a line break, whatever the configuration says.
export const headerSafe = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** A foreign Message-ID that may be repeated in a header: one word of printable ASCII. */
const MAIL_ID = /^[!-;=?-~]{3,250}$/

const isMailId = (text: string): boolean => MAIL_ID.test(text) && text.includes('@')

const thread = ({ inReplyTo, references = [] }: MailParts) => ({
	inReplyTo: inReplyTo !== undefined && isMailId(inReplyTo) ? `<${inReplyTo}>` : undefined,
	references: references.some(isMailId) ? references.filter(isMailId).map((id) => `<${id}>`) : undefined,
})

/**
 * Composes a mail as MIME, text and HTML, with exactly one recipient. Headers hold nothing that people wrote but that
 * address and valid Message-IDs. Throws a ParkedError for an invalid address.
 */
export const composeMail = async (sender: SenderIdentity, parts: MailParts): Promise<ReadyMail> => {
	const { correlation, languageTag, at, autoSubmitted, subject, text, html, replyTo } = parts
	const to = parseMailAddress(parts.address)
	if (to === undefined) throw new ParkedError('addressInvalid')
	const composer = new MailComposer({
		from: { name: headerSafe(sender.company), address: sender.from },
		to: { name: '', address: to },
		replyTo: { name: '', address: replyTo },
		subject: headerSafe(subject),
		text,
		html,
		date: new Date(at),
		messageId: `<${correlation}@${sender.from.split('@')[1] ?? 'localhost'}>`,
		...thread(parts),
		headers: {
			[ISSUE_HEADER]: correlation,
			'Auto-Submitted': autoSubmitted,
			'X-Auto-Response-Suppress': 'All',
			'Content-Language': languageTag,
		},
		// A text must never be read as a file or fetched.
		disableFileAccess: true,
		disableUrlAccess: true,
		xMailer: false,
	})
	return { from: sender.from, to, raw: await composer.compile().build(), correlation }
}
