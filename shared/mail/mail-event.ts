import * as z from 'zod'
import { ISSUE_HEADER, readCorrelation } from '#shared/requests/correlation.ts'
import type { MailFailure } from '#shared/requests/report-mail-failure.ts'

const mailSchema = z.object({
	tags: z.record(z.string(), z.array(z.string())).optional(),
	headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
})

/** An event of SES, as its configuration set publishes it; only what we need of it. */
const eventSchema = z.object({ eventType: z.string(), mail: mailSchema })

const envelopeSchema = z.object({ Type: z.literal('Notification'), Message: z.string() })

/** What an event tells of a mail of ours: its failure, nothing that concerns us, or a failure of a mail we do not know. */
export type ReadEvent = MailFailure | 'ignored' | 'foreign'

const FAILURES: Readonly<Record<string, MailFailure['failure']>> = {
	Bounce: 'bounced',
	// SES itself did not want to send it: for the customer the same, nothing arrives.
	Reject: 'bounced',
	Complaint: 'complained',
}

const correlationIn = ({ tags, headers }: z.infer<typeof mailSchema>): string =>
	tags?.issue?.[0] ?? headers?.find(({ name }) => name.toLowerCase() === ISSUE_HEADER.toLowerCase())?.value ?? ''

/** Reads an event, raw or in the envelope of SNS. Throws on anything else, so that it ends with the dead letters. */
export const readMailEvent = (message: unknown): ReadEvent => {
	const envelope = envelopeSchema.safeParse(message)
	const { eventType, mail } = eventSchema.parse(envelope.success ? JSON.parse(envelope.data.Message) : message)
	const failure = FAILURES[eventType]
	if (failure === undefined) return 'ignored'
	const mailRef = readCorrelation(correlationIn(mail))
	return mailRef === undefined ? 'foreign' : { ...mailRef, failure }
}
