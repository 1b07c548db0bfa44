import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { Answering } from './answering.ts'
import { createCustomer, dataTokenIn, invitationIn } from './customer-acts.ts'

const itemSchema = z.object({
	id: z.string(),
	to: z.string(),
	subject: z.string(),
	text: z.string(),
	headers: z.record(z.string(), z.string()),
	at: z.string(),
})
const itemsSchema = z.object({ items: z.array(itemSchema) })
export type MailItem = z.infer<typeof itemSchema>

/** Customers who reach us by mail: they confirm an address by giving data, then write from it, or from others. */
export const mailCustomers = (origin: string, place: Answering) => {
	const mailsTo = async (address: string): Promise<readonly MailItem[]> => {
		const { body } = await place.ask('GET', `/practice/mailbox?to=${encodeURIComponent(address)}`)
		return itemsSchema.parse(body).items
	}
	/** The newest mail to an address; waits for one. */
	const mailTo = (address: string): Promise<MailItem> =>
		waitUntil(`the mail to ${address}`, async () => (await mailsTo(address))[0])
	/** A case whose customer gave data by the mail to this address; that mail, and where it asks to be answered. */
	const confirmed = async (author: string, address: string) => {
		const { id } = await place.written('x', 'private', author, `Mein Anschluss ist gestört (${author}).`)
		const { case: state } = await place.desk.show(id)
		await place.desk.command(id, 'data-requests', { version: state.version, fields: ['customerNumber'] })
		const message = await waitUntil('the private message', () => place.practice.privateMessageTo('x', author))
		const invitation = invitationIn(message)
		const customer = createCustomer(origin)
		await customer.askForMail(invitation, address)
		const mail = await mailTo(address)
		const form = await customer.openForm(dataTokenIn(mail), invitation)
		await customer.fill(form, { customerNumber: '4711081500' })
		await waitUntil('the data on the case', async () => {
			const { case: shown } = await place.desk.show(id)
			return shown.dataRequest?.state === 'received' ? shown : undefined
		})
		return { id, mail, replyTo: mail.headers['reply-to'] ?? '' }
	}
	/** Writes a mail to us; what `POST /practice/mails` answers. */
	const write = async (mail: object): Promise<string> => {
		const { status, body } = await place.ask('POST', '/practice/mails', mail)
		if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`)
		return z.object({ id: z.string() }).parse(body).id
	}
	const parked = async (reason: string) => {
		const { body } = await place.ask('GET', '/api/parked?limit=100')
		return z
			.object({ items: z.array(z.object({ id: z.string(), network: z.string(), reason: z.string() })) })
			.parse(body)
			.items.filter((item) => item.reason === reason)
	}
	return { mailsTo, mailTo, confirmed, write, parked }
}
