import * as z from 'zod'
import type { MailFailureCommand } from '#shared/cases/requests/request-command.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { ISSUE_HEADER, readCorrelation } from '#shared/requests/correlation.ts'
import { type MailFailure, reportMailFailure } from '#shared/requests/report-mail-failure.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { fromTopic } from './from-topic.ts'

const mailSchema = z.object({
	tags: z.record(z.string(), z.array(z.string())).optional(),
	headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
})

/** An event of SES as its configuration set publishes it; only the members we need. */
export const mailEventSchema = fromTopic(z.object({ eventType: z.string(), mail: mailSchema }))
type MailEvent = z.infer<typeof mailEventSchema>

/** What an event means: a failure of a mail of ours, nothing for us, or a failure of a mail we do not know. */
type ReadEvent = MailFailure | 'ignored' | 'foreign'

const FAILURES: Readonly<Record<string, MailFailure['failure']>> = {
	Bounce: 'bounced',
	// SES refused to send it: for the customer the same, nothing arrives.
	Reject: 'bounced',
	Complaint: 'complained',
}

const correlationIn = ({ tags, headers }: z.infer<typeof mailSchema>): string =>
	tags?.issue?.[0] ?? headers?.find(({ name }) => name.toLowerCase() === ISSUE_HEADER.toLowerCase())?.value ?? ''

const readMailEvent = ({ eventType, mail }: MailEvent): ReadEvent => {
	const failure = FAILURES[eventType]
	if (failure === undefined) return 'ignored'
	const mailRef = readCorrelation(correlationIn(mail))
	return mailRef === undefined ? 'foreign' : { ...mailRef, failure }
}

export type MailEventDeps = {
	readonly requests: RequestStore
	readonly commands: Queue<MailFailureCommand>
	readonly clock: Clock
	readonly log: Log
}

/**
 * Handles one event about a mail: sends a bounce, refusal or complaint of one of ours to the worker. Only logs delays and
 * unknown mails, which no retry would change.
 */
export const handleMailEvent = async (deps: MailEventDeps, reported: MailEvent): Promise<void> => {
	const event = readMailEvent(reported)
	if (event === 'ignored') return
	if (event === 'foreign') return deps.log.warn('MAIL_BOUNCED', { outcome: 'foreign' })
	const outcome = await reportMailFailure(deps, event)
	deps.log.warn('MAIL_BOUNCED', { requestId: event.requestId, reason: event.failure, outcome })
	if (outcome === 'told') deps.log.count('MailsBounced')
}
