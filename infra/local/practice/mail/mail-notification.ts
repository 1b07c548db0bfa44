import { randomUUID } from 'node:crypto'

/** Region and account of the SES that sends our mails. */
export type MailService = { readonly region: string; readonly account: string }

export type NotifiedMail = {
	readonly service: MailService
	readonly messageId: string
	readonly from: string
	readonly to: readonly string[]
	readonly at: string
	/** As written in the mail, in its order. */
	readonly headers: readonly { readonly name: string; readonly value: string }[]
	readonly tags: Readonly<Record<string, readonly string[]>>
}

const mailMembers = ({ service: { region, account }, messageId, from, to, at, headers, tags }: NotifiedMail) => {
	const value = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value
	return {
		timestamp: at,
		source: from,
		sourceArn: `arn:aws:ses:${region}:${account}:identity/${from}`,
		sendingAccountId: account,
		messageId,
		destination: to,
		headersTruncated: false,
		headers,
		commonHeaders: {
			from: [value('from') ?? from],
			to: [value('to') ?? to.join(', ')],
			messageId,
			subject: value('subject') ?? '',
		},
		tags,
	}
}

/** Builds the event that SES publishes when a mailbox does not exist ("Amazon SES event publishing", bounce record). */
export const bounceNotification = (mail: NotifiedMail, recipient: string, at: string): object => ({
	eventType: 'Bounce',
	bounce: {
		bounceType: 'Permanent',
		bounceSubType: 'General',
		bouncedRecipients: [
			{ emailAddress: recipient, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
		],
		timestamp: at,
		feedbackId: randomUUID(),
		reportingMTA: 'dsn; practice.hilft.example',
	},
	mail: mailMembers(mail),
})

/**
 * Builds the event that SES publishes when a recipient marks a mail as spam ("Amazon SES event publishing", complaint
 * record).
 */
export const complaintNotification = (mail: NotifiedMail, recipient: string, at: string): object => ({
	eventType: 'Complaint',
	complaint: {
		complainedRecipients: [{ emailAddress: recipient }],
		timestamp: at,
		feedbackId: randomUUID(),
		complaintSubType: null,
		complaintFeedbackType: 'abuse',
		userAgent: 'Practice mailbox',
		arrivalDate: at,
	},
	mail: mailMembers(mail),
})
