import type { AddressForm, ContactLanguage } from '#shared/cases/codes.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { lineFor, speak } from '#shared/texts/speak.ts'
import { composeMail, headerSafe, type SenderIdentity } from './compose-mail.ts'
import { correlationOf } from './correlation.ts'
import { mailHtml } from './mail-html.ts'
import type { ReadyMail } from './mailer.ts'
import { replyAddress } from './reply-address.ts'
import { type MailValues, renderMailText, requestMailBlocks } from './request-mail-text.ts'
import { deriveDataToken, deriveReference } from './tokens.ts'

export type MailSettings = SenderIdentity &
	Omit<MailValues, 'token' | 'reference'> & {
		readonly linkSecret: string
		/** The domain whose mails we receive. */
		readonly replyDomain: string
	}

export type MailToCompose = {
	readonly requestId: string
	readonly issue: number
	readonly address: string
	readonly form: AddressForm
	readonly language: ContactLanguage
	readonly at: Instant
}

/**
 * Composes the mail of a request as MIME, text and HTML. Derives token and reference again at each call, so a repeated
 * send is the same. Throws a ParkedError for an invalid address.
 */
export const composeRequestMail = async (settings: MailSettings, mail: MailToCompose): Promise<ReadyMail> => {
	const { linkSecret, replyDomain } = settings
	const { requestId, issue, address, at } = mail
	const texts = speak(mail)
	const subject = headerSafe(
		[texts.mail.subject(settings), lineFor(mail, 'mailSubject')].filter((part) => part !== undefined).join(' / '),
	)
	const values = {
		...settings,
		token: deriveDataToken(linkSecret, requestId, issue),
		reference: deriveReference(linkSecret, requestId, issue),
	}
	const blocks = requestMailBlocks(texts, values, lineFor(mail, 'mailOpening'))
	return composeMail(settings, {
		address,
		replyTo: replyAddress(linkSecret, replyDomain, requestId),
		correlation: correlationOf(requestId, issue),
		subject,
		text: renderMailText(blocks),
		html: mailHtml(texts, { subject, preview: texts.mail.preview }, blocks),
		languageTag: texts.tag,
		at,
		autoSubmitted: 'auto-generated',
	})
}
