import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import { retryMailSchema } from '#shared/ledger/parked-commands.ts'
import { handleReceipt, retryMail } from '#shared/mail/handle-mail.ts'
import type { MailInDependencies } from '#shared/mail/mail-in-dependencies.ts'
import { receivedMailSchema } from '#shared/mail/receipt.ts'

type MailInPorts = Omit<MailInDependencies, 'identityKey'> & { readonly identityKey: () => Promise<string> }

/** Creates what takes customers' mails, as SES receives them and as the worker has parked ones retried. */
export const createMailIn = (ports: MailInPorts): QueueReceivers<'MailIn' | 'MailRetries'> => {
	const open = async (): Promise<MailInDependencies> => ({ ...ports, identityKey: await ports.identityKey() })
	return {
		MailIn: { receipt: receive(receivedMailSchema, async (receipt) => handleReceipt(await open(), receipt)) },
		MailRetries: { 'retry-mail': receive(retryMailSchema, async ({ id }) => retryMail(await open(), id)) },
	}
}
