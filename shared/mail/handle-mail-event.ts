import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { reportMailFailure } from '#shared/requests/report-mail-failure.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { readMailEvent } from './mail-event.ts'

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
