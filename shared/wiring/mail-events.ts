import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import { handleMailEvent, type MailEventDeps, mailEventSchema } from '#shared/mail/handle-mail-event.ts'

/** Creates what takes SES's events about our own mails: bounces, refusals, complaints. */
export const createMailEvents = (ports: MailEventDeps): QueueReceivers<'MailEvents'> => ({
	MailEvents: { event: receive(mailEventSchema, (event) => handleMailEvent(ports, event)) },
})
