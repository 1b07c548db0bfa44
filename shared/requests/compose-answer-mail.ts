import type { AddressForm, Language } from '#shared/cases/codes.ts'
import type { SendId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import { speak } from '#shared/texts/speak.ts'
import { composeMail, headerSafe } from './compose-mail.ts'
import type { MailSettings } from './compose-request-mail.ts'
import { correlationOf } from './correlation.ts'
import { mailHtml } from './mail-html.ts'
import type { ReadyMail } from './mailer.ts'
import { replyAddress } from './reply-address.ts'
import { type Block, renderMailText } from './request-mail-text.ts'

export type AnswerToCompose = {
	readonly requestId: string
	readonly send: SendId
	readonly address: string
	/** The case's number, as it is said on the phone. */
	readonly number: string
	/** The agent's text with initials. */
	readonly text: string
	readonly form: AddressForm
	readonly language: Language
	readonly at: Instant
	/** The Message-IDs of the newest mail of the conversation and of those before it, without angle brackets. */
	readonly inReplyTo?: string | undefined
	readonly references: readonly string[]
}

// Control characters: a mail reader might show them, and XML parsers refuse them.
const withoutControls = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/(?!\n|\t)\p{Cc}/gu, '')

const answerBlocks = ({ answerMail, frame }: Catalogue, settings: MailSettings, text: string): readonly Block[] => [
	...withoutControls(text)
		.split(/\n{2,}/)
		.filter((paragraph) => paragraph.trim() !== '')
		.map((paragraph): Block => ({ kind: 'words', text: paragraph })),
	{ kind: 'small', text: answerMail.howToAnswer(settings) },
	{
		kind: 'links',
		links: [
			{ text: frame.privacy, url: settings.privacyUrl },
			{ text: frame.imprint, url: settings.imprintUrl },
		],
	},
]

/**
 * Composes an agent's answer as a mail in text and HTML: the agent's text unchanged, with links made clickable. The
 * subject is fixed and has the case's number, never the customer's text. Throws as `composeMail` does.
 */
export const composeAnswerMail = async (settings: MailSettings, answer: AnswerToCompose): Promise<ReadyMail> => {
	const { requestId, send, address, number, text, at, inReplyTo, references } = answer
	const texts = speak(answer)
	const subject = headerSafe(texts.answerMail.subject({ company: settings.company, number }))
	const blocks = answerBlocks(texts, settings, text)
	return composeMail(settings, {
		address,
		replyTo: replyAddress(settings.linkSecret, settings.replyDomain, requestId),
		correlation: correlationOf(requestId, send),
		subject,
		text: renderMailText(blocks),
		html: mailHtml(texts, { subject, preview: '' }, blocks),
		languageTag: texts.tag,
		at,
		autoSubmitted: 'no',
		inReplyTo,
		references,
	})
}
