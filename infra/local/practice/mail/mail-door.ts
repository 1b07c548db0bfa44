import { z } from 'zod'
import type { ArrivingMail, ReceiveMail } from '#infra/local/cloud/receive-mail.ts'
import { PracticeRefusal } from '../refusal.ts'

const verdictSchema = z.enum(['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED']).default('PASS')

/** What SES finds out about a mail that comes in; all is well unless said otherwise. */
export const verdictsSchema = z
	.strictObject({
		spam: verdictSchema,
		virus: verdictSchema,
		spf: verdictSchema,
		dkim: verdictSchema,
		dmarc: verdictSchema,
	})
	.prefault({})

/** The way of practice customers' mails to us, open once the system's parts are up. */
export const createMailDoor = () => {
	let receive: ReceiveMail | undefined
	return {
		connect: (callback: ReceiveMail): void => {
			receive = callback
		},
		/** Refuses recipients whose mails nobody takes. */
		deliver: async (mail: ArrivingMail): Promise<string> => {
			if (receive === undefined) throw new PracticeRefusal('not-ready')
			const id = await receive(mail)
			if (id === undefined) throw new PracticeRefusal('unknown-recipient', { field: 'to' })
			return id
		},
	}
}
export type MailDoor = ReturnType<typeof createMailDoor>
