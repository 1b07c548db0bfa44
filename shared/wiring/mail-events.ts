import { handleMailEvent, type MailEventDeps } from '#shared/mail/handle-mail-event.ts'

/** Takes in what SES says of our own mails: bounces, refusals, complaints. */
export const createMailEvents = (ports: MailEventDeps) => (message: unknown) => handleMailEvent(ports, message)
