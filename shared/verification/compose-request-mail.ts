import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { AddressForm, Language } from '#shared/cases/facts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { speak } from '#shared/texts/speak.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'
import { correlationOf, ISSUE_HEADER } from './correlation.ts'
import { mailHtml } from './mail-html.ts'
import type { ReadyMail } from './mailer.ts'
import { type MailValues, mailText, requestMailBlocks } from './request-mail-text.ts'
import { deriveDataToken, deriveReference } from './tokens.ts'

export type MailSettings = Omit<MailValues, 'token' | 'reference'> & {
	/** Our address, e.g. `hilft@hilft.example`. */
	readonly from: string
	readonly linkSecret: string
}

export type MailToCompose = {
	readonly requestId: string
	readonly issue: number
	readonly address: string
	readonly form: AddressForm
	readonly language: Language
	readonly at: Instant
}

// A header's text cannot hold a line break; whatever configuration says, it ends here.
const headerSafe = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/**
 * The request mail as MIME, text and HTML. Token and reference are derived anew, so a send that is tried again says the
 * same. Exactly one recipient: an address that is not one is a ParkedError.
 */
export const composeRequestMail = async (settings: MailSettings, mail: MailToCompose): Promise<ReadyMail> => {
	const to = parseMailAddress(mail.address)
	if (to === undefined) throw new ParkedError('addressInvalid')
	const texts = speak(mail)
	const correlation = correlationOf(mail.requestId, mail.issue)
	const subject = headerSafe(texts.mail.subject(settings))
	const blocks = requestMailBlocks(texts, {
		...settings,
		token: deriveDataToken(settings.linkSecret, mail.requestId, mail.issue),
		reference: deriveReference(settings.linkSecret, mail.requestId, mail.issue),
	})
	const composer = new MailComposer({
		from: { name: headerSafe(settings.company), address: settings.from },
		to: { name: '', address: to },
		subject,
		text: mailText(blocks),
		html: mailHtml(texts, subject, blocks),
		date: new Date(mail.at),
		messageId: `<${correlation}@${settings.from.split('@')[1] ?? 'localhost'}>`,
		headers: {
			[ISSUE_HEADER]: correlation,
			'Auto-Submitted': 'auto-generated',
			'X-Auto-Response-Suppress': 'All',
			'Content-Language': texts.tag,
		},
		// Nothing in a text may ever be read as a file or fetched.
		disableFileAccess: true,
		disableUrlAccess: true,
		xMailer: false,
	})
	return { from: settings.from, to, raw: await composer.compile().build(), correlation }
}
