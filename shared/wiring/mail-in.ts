import { handleMail } from '#shared/mail/handle-mail.ts'
import type { MailInDependencies } from '#shared/mail/mail-in-dependencies.ts'

type MailInPorts = Omit<MailInDependencies, 'identityKey'> & { readonly identityKey: () => Promise<string> }

/** Takes in the mails that customers write to us. */
export const createMailIn = (ports: MailInPorts) => async (message: unknown) =>
	handleMail({ ...ports, identityKey: await ports.identityKey() }, message)
