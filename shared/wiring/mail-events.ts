import { handleMailEvent, type MailEventDeps } from '#shared/mail/handle-mail-event.ts'

/** Creates the handler of SES's events about our own mails: bounces, refusals, complaints. */
export const createMailEvents = (ports: MailEventDeps) => (message: unknown) => handleMailEvent(ports, message)
