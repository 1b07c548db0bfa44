import { randomUUID } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { z } from 'zod'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { ArrivingMail, SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Mailbox, MailboxMail } from './mailbox.ts'

const verdictSchema = z.enum(['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED']).default('PASS')

/** SES's verdicts on a received mail; all pass by default. */
const verdictsSchema = z
	.strictObject({
		spam: verdictSchema,
		virus: verdictSchema,
		spf: verdictSchema,
		dkim: verdictSchema,
		dmarc: verdictSchema,
	})
	.prefault({})

const line = z.string().max(10_000)

/** A mail that a customer writes to us. `raw`, base64 of a whole mail, replaces all its parts. */
export const customerMailSchema = z.strictObject({
	to: line.min(3),
	from: line.min(3),
	/** The envelope's sender; by default the address in `from`. */
	sender: line.optional(),
	subject: line.optional(),
	text: z.string().max(5_000_000).optional(),
	html: z.string().max(5_000_000).optional(),
	/** The id of a mail in the mailbox, or a Message-ID. */
	inReplyTo: line.optional(),
	attachments: z
		.array(z.strictObject({ name: line, type: line, base64: z.base64() }))
		.max(50)
		.default([]),
	headers: z.record(z.string(), line).default({}),
	raw: z.base64().optional(),
	verdicts: verdictsSchema,
})
export type CustomerMail = z.output<typeof customerMailSchema>

export const addressIn = (text: string): string => /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim()

/** Returns what mail programs set when somebody presses "reply". */
const replyTo = ({ subject, headers }: MailboxMail) => ({
	subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
	inReplyTo: headers['message-id'],
	references: [headers.references, headers['message-id']].filter((ids) => ids !== undefined).join(' '),
})

const compose = (mail: CustomerMail, answered: MailboxMail | undefined, at: string): Promise<Buffer> => {
	const { from, to, text, html, headers, attachments, inReplyTo } = mail
	const threaded = answered === undefined ? { inReplyTo, references: inReplyTo } : replyTo(answered)
	const subject = mail.subject ?? (answered === undefined ? '' : replyTo(answered).subject)
	return new MailComposer({
		from,
		to,
		...threaded,
		subject,
		text,
		html,
		headers,
		date: new Date(at),
		messageId: `<${randomUUID()}@post.kunde.example>`,
		attachments: attachments.map(({ name: filename, type: contentType, base64 }) => ({
			filename,
			contentType,
			content: Buffer.from(base64, 'base64'),
		})),
		disableFileAccess: true,
		disableUrlAccess: true,
	})
		.compile()
		.build()
}

export type WriteMailDependencies = {
	readonly receiveMail: SystemPorts['receiveMail']
	readonly mailbox: Mailbox
	readonly clock: Clock
}

/**
 * Sends a customer's mail to us by the same way as mails from outside. Returns SES's id of it. Refuses recipients for which
 * there is no receipt rule.
 */
export const writeMail = async (
	{ receiveMail, mailbox, clock }: WriteMailDependencies,
	mail: CustomerMail,
): Promise<string> => {
	const answered = mail.inReplyTo === undefined ? undefined : mailbox.find(mail.inReplyTo)
	const raw = mail.raw === undefined ? await compose(mail, answered, clock.now()) : Buffer.from(mail.raw, 'base64')
	const arriving: ArrivingMail = {
		sender: mail.sender ?? addressIn(mail.from),
		to: addressIn(mail.to),
		raw,
		verdicts: mail.verdicts,
	}
	const id = await receiveMail(arriving)
	if (id === undefined) throw new PracticeRefusal('unknown-recipient', { field: 'to' })
	return id
}
