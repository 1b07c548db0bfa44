import * as z from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { fromTopic } from './from-topic.ts'

const verdictSchema = z.object({ status: z.string() }).transform(({ status }) => status)

/** SES's notification of a mail that a rule put into the bucket (SES, "notification contents"). */
const notificationSchema = z.object({
	notificationType: z.literal('Received'),
	mail: z.object({
		messageId: z.string().min(1).max(200),
		timestamp: z.iso.datetime({ offset: true }),
		/** The envelope's sender; empty for reports. */
		source: z.string().default(''),
	}),
	receipt: z.object({
		recipients: z.array(z.string()).min(1),
		spamVerdict: verdictSchema,
		virusVerdict: verdictSchema,
		spfVerdict: verdictSchema,
		dkimVerdict: verdictSchema,
		dmarcVerdict: verdictSchema,
		action: z.object({ type: z.literal('S3'), objectKey: z.string().startsWith('mail/') }),
	}),
})

/** What SES says of a received mail; the mail itself is in the bucket. */
export const receiptSchema = z.strictObject({
	sesId: z.string(),
	receivedAt: z.iso.datetime(),
	sender: z.string(),
	recipients: z.array(z.string()),
	verdicts: z.strictObject({
		spam: z.string(),
		virus: z.string(),
		spf: z.string(),
		dkim: z.string(),
		dmarc: z.string(),
	}),
	bodyKey: z.string(),
})
export type Receipt = z.infer<typeof receiptSchema>

const instant = (timestamp: string): Instant => new Date(timestamp).toISOString()

const receiptOf = ({ mail, receipt }: z.infer<typeof notificationSchema>): Receipt => ({
	sesId: mail.messageId,
	receivedAt: instant(mail.timestamp),
	sender: mail.source,
	recipients: receipt.recipients,
	verdicts: {
		spam: receipt.spamVerdict,
		virus: receipt.virusVerdict,
		spf: receipt.spfVerdict,
		dkim: receipt.dkimVerdict,
		dmarc: receipt.dmarcVerdict,
	},
	bodyKey: receipt.action.objectKey,
})

/** Reads a notification as the receipt of its mail. */
export const receivedMailSchema = fromTopic(notificationSchema).transform(receiptOf)
