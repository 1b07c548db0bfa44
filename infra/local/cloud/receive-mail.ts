import { randomBytes } from 'node:crypto'
import { type Ahead, timeAhead } from './model/ahead.ts'
import type { LocalReceiptRule, System } from './model/system.ts'
import { sendPlain } from './proxy/http-send.ts'

/** SES's verdict on a received mail. */
export type MailVerdict = 'PASS' | 'FAIL' | 'GRAY' | 'PROCESSING_FAILED' | 'DISABLED'
export type Verdicts = Readonly<Record<'spam' | 'virus' | 'spf' | 'dkim' | 'dmarc', MailVerdict>>

/** A mail to us, as a stranger's server hands it to SES. */
export type InboundMail = {
	/** The envelope's sender, empty for reports. */
	readonly sender: string
	readonly to: string
	readonly raw: Uint8Array
	readonly verdicts: Verdicts
}

/** Receives a mail as SES does and returns SES's id of it; undefined when no rule takes mails of that recipient. */
export type ReceiveMail = (mail: InboundMail) => Promise<string | undefined>

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/**
 * Tests whether a rule takes mails of a recipient: an address, or a domain with all its addresses (SES, "recipient
 * conditions").
 */
const isFor = ({ recipients }: LocalReceiptRule, to: string): boolean =>
	recipients.some(
		(recipient) => recipient.toLowerCase() === to.toLowerCase() || recipient.toLowerCase() === domainOf(to),
	)

const word = (verdict: MailVerdict): string => (verdict === 'PASS' ? 'pass' : verdict === 'FAIL' ? 'fail' : 'none')

/** Returns the headers that SES writes above the mail's own. */
const sesHeaders = (id: string, { sender, to, verdicts }: InboundMail, at: string): string => {
	const domain = domainOf(sender)
	return [
		`Return-Path: <${sender}>`,
		`Received: from mail.${domain} (mail.${domain} [192.0.2.1]) by inbound-smtp.eu-central-1.amazonaws.com with SMTP id ${id} for ${to}; ${new Date(at).toUTCString()}`,
		`X-SES-Spam-Verdict: ${verdicts.spam}`,
		`X-SES-Virus-Verdict: ${verdicts.virus}`,
		`Received-SPF: ${word(verdicts.spf)} (spfCheck: domain of ${domain}) client-ip=192.0.2.1; envelope-from=${sender};`,
		`Authentication-Results: amazonses.com; spf=${word(verdicts.spf)} (spfCheck: domain of ${domain}) client-ip=192.0.2.1; envelope-from=${sender}; dkim=${word(verdicts.dkim)} header.i=@${domain}; dmarc=${word(verdicts.dmarc)} header.from=${domain};`,
		'',
	].join('\r\n')
}

const statusOf = ({ spam, virus, spf, dkim, dmarc }: Verdicts) => ({
	spamVerdict: { status: spam },
	virusVerdict: { status: virus },
	spfVerdict: { status: spf },
	dkimVerdict: { status: dkim },
	dmarcVerdict: { status: dmarc },
})

/** Builds the notification of a rule that stores the mail ("Contents of notifications for Amazon SES email receiving"). */
const notification = (
	id: string,
	mail: InboundMail,
	rule: LocalReceiptRule,
	objectKey: string,
	at: string,
): object => ({
	notificationType: 'Received',
	mail: {
		timestamp: at,
		source: mail.sender,
		messageId: id,
		destination: [mail.to],
		headersTruncated: true,
		headers: [],
		commonHeaders: {},
	},
	receipt: {
		timestamp: at,
		processingTimeMillis: 1,
		recipients: [mail.to],
		...statusOf(mail.verdicts),
		action: { type: 'S3', topicArn: rule.topicArn, bucketName: rule.bucket, objectKeyPrefix: rule.prefix, objectKey },
	},
})

/**
 * Returns the reception of mails from outside by the template's receipt rule: it stores them in the rule's bucket, then
 * notifies its topic.
 */
export const mailDoorOf = (
	system: System,
	proxyPort: number,
	publish: (topicArn: string, message: string) => Promise<void>,
	ahead: Ahead,
): ReceiveMail => {
	const rules = system.receiptRules ?? []
	return async (mail) => {
		const rule = rules.find((one) => isFor(one, mail.to))
		if (rule === undefined) return undefined
		const id = randomBytes(25).toString('hex').slice(0, 40)
		const at = new Date(timeAhead(ahead)).toISOString()
		const key = `${rule.prefix}${id}`
		const body = Buffer.concat([Buffer.from(sesHeaders(id, mail, at)), mail.raw])
		await sendPlain({ proxyPort, service: 's3', method: 'PUT', path: `/${rule.bucket}/${key}`, body })
		await publish(rule.topicArn, JSON.stringify(notification(id, mail, rule, key, at)))
		return id
	}
}
