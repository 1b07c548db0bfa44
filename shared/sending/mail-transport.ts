import { isReply, type RequestMailSend } from '#shared/cases/send.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type FoundMail, findMail, markSent } from '#shared/requests/mail-marks.ts'
import type { Mailer, ReadyMail } from '#shared/requests/mailer.ts'
import type { Request } from '#shared/requests/request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { afterMailError } from './after-mail-error.ts'
import { type AnswerDependencies, prepareAnswer } from './prepare-answer.ts'
import type { Delivered, FoundSend, Prepared, Transport } from './transport.ts'

export type MailTransportDependencies = AnswerDependencies & {
	readonly requests: RequestStore
	readonly mailer: Mailer
	readonly compose: (request: Request, issue: number, address: string) => Promise<ReadyMail>
	readonly clock: Clock
}

const sendMail = async (
	dependencies: MailTransportDependencies,
	send: RequestMailSend,
	mail: FoundMail,
): Promise<Delivered> => {
	const { requests, mailer, compose, clock } = dependencies
	if (mail.outcome === 'sent') return { outcome: 'sent' }
	if (mail.outcome === 'gone') return { outcome: 'failed', reason: 'withdrawn' }
	const { request: requestId, issue } = send
	let mailId: string
	try {
		mailId = (await mailer.send(await compose(mail.request, issue, mail.address))).mailId
	} catch (error) {
		return afterMailError(error, clock)
	}
	await markSent({ requests }, { requestId, issue }, clock.now(), mailId)
	return { outcome: 'sent' }
}

const sentMail = ({ outcome }: FoundMail): FoundSend => {
	if (outcome === 'gone') return { found: 'no' }
	return outcome === 'sent' ? { found: 'yes' } : { found: 'unknown' }
}

const prepareMail = async (dependencies: MailTransportDependencies, send: RequestMailSend): Promise<Prepared> => {
	const { requests, clock } = dependencies
	const mail = await findMail({ requests }, { requestId: send.request, issue: send.issue }, clock.now())
	return { find: async () => sentMail(mail), send: () => sendMail(dependencies, send, mail) }
}

/**
 * How the mails of secure requests and agents' answers leave. SES cannot be asked what it sent: only our own marks on the
 * request tell.
 */
export const createMailTransport = (dependencies: MailTransportDependencies): Transport => ({
	prepare: async (state, send) => {
		if (send.via !== 'mail') throw new Error(`${send.purpose} leaves by ${send.via}, not by mail`)
		return isReply(send) ? prepareAnswer(dependencies, state, send) : prepareMail(dependencies, send)
	},
})
