import { handleMail } from '#shared/mail/handle-mail.ts'
import type { MailInDependencies } from '#shared/mail/mail-in-dependencies.ts'

type MailInPorts = Omit<MailInDependencies, 'identityKey'> & { readonly identityKey: () => Promise<string> }

/** Creates the handler of customers' mails. */
export const createMailIn = (ports: MailInPorts) => async (message: unknown) =>
	handleMail({ ...ports, identityKey: await ports.identityKey() }, message)
