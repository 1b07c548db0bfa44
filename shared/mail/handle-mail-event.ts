import * as z from 'zod'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { ISSUE_HEADER, readCorrelation } from '#shared/requests/correlation.ts'
import { type MailFailure, reportMailFailure } from '#shared/requests/report-mail-failure.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'

const mailSchema = z.object({
	tags: z.record(z.string(), z.array(z.string())).optional(),
	headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
})

/** An event of SES, as its configuration set publishes it; only what we need of it. */
const eventSchema = z.object({ eventType: z.string(), mail: mailSchema })

const envelopeSchema = z.object({ Type: z.literal('Notification'), Message: z.string() })

/** What an event tells of a mail of ours: its failure, nothing that concerns us, or a failure of a mail we do not know. */
type ReadEvent = MailFailure | 'ignored' | 'foreign'

const FAILURES: Readonly<Record<string, MailFailure['failure']>> = {
	Bounce: 'bounced',
	// SES itself did not want to send it: for the customer the same, nothing arrives.
	Reject: 'bounced',
	Complaint: 'complained',
}

const correlationIn = ({ tags, headers }: z.infer<typeof mailSchema>): string =>
	tags?.issue?.[0] ?? headers?.find(({ name }) => name.toLowerCase() === ISSUE_HEADER.toLowerCase())?.value ?? ''

/** Reads an event, raw or in the envelope of SNS. Throws on anything else, so that it ends with the dead letters. */
const readMailEvent = (message: unknown): ReadEvent => {
	const envelope = envelopeSchema.safeParse(message)
	const { eventType, mail } = eventSchema.parse(envelope.success ? JSON.parse(envelope.data.Message) : message)
	const failure = FAILURES[eventType]
	if (failure === undefined) return 'ignored'
	const mailRef = readCorrelation(correlationIn(mail))
	return mailRef === undefined ? 'foreign' : { ...mailRef, failure }
}

export type MailEventDeps = {
	readonly requests: RequestStore
	readonly commands: Queue
	readonly clock: Clock
	readonly log: Log
}

/**
 * One event about a mail: a bounce, refusal or complaint of one of ours is marked and told to the worker. Delays and mails
 * that we do not know are done with by a line in the log: trying them again would change nothing.
 */
export const handleMailEvent = async (deps: MailEventDeps, message: unknown): Promise<void> => {
	const event = readMailEvent(message)
	if (event === 'ignored') return
	if (event === 'foreign') return deps.log.warn('MAIL_BOUNCED', { outcome: 'foreign' })
	const outcome = await reportMailFailure(deps, event)
	deps.log.warn('MAIL_BOUNCED', { requestId: event.requestId, reason: event.failure, outcome })
	if (outcome === 'told') deps.log.count('MailsBounced')
}
