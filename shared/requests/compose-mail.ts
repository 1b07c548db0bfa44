import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'
import { ISSUE_HEADER } from './correlation.ts'
import type { ReadyMail } from './mailer.ts'

/** Who sends, in every mail of ours. */
export type SenderIdentity = {
	/** Our address, e.g. `hilft@hilft.example`. */
	readonly from: string
	readonly company: string
}

export type MailParts = {
	/** The one recipient. */
	readonly address: string
	/** Where answers go. */
	readonly replyTo: string
	readonly correlation: string
	readonly subject: string
	readonly text: string
	readonly html: string
	readonly languageTag: string
	readonly at: Instant
	/** RFC 3834: `no` is what a person wrote. */
	readonly autoSubmitted: 'auto-generated' | 'no'
	/** Message-IDs without angle brackets, of the mail this one answers and of those before it. */
	readonly inReplyTo?: string | undefined
	readonly references?: readonly string[] | undefined
}

// A header's text cannot hold a line break; whatever configuration says, it ends here.
export const headerSafe = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** What may stand in a Message-ID as others wrote it: one word of printable ASCII, without what would end it. */
const MAIL_ID = /^[!-;=?-~]{3,250}$/

const isMailId = (text: string): boolean => MAIL_ID.test(text) && text.includes('@')

const thread = ({ inReplyTo, references = [] }: MailParts) => ({
	inReplyTo: inReplyTo !== undefined && isMailId(inReplyTo) ? `<${inReplyTo}>` : undefined,
	references: references.some(isMailId) ? references.filter(isMailId).map((id) => `<${id}>`) : undefined,
})

/**
 * A mail as MIME, text and HTML, with exactly one recipient: an address that is not one is a ParkedError. Nothing that
 * came from people gets into a header but that address and Message-IDs that are such.
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
		// Nothing in a text may ever be read as a file or fetched.
		disableFileAccess: true,
		disableUrlAccess: true,
		xMailer: false,
	})
	return { from: sender.from, to, raw: await composer.compile().build(), correlation }
}
