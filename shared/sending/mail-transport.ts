import type { Effect } from '#shared/cases/state.ts'
import type { Found } from '#shared/channels/channel.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type FoundMail, findMail, markSent } from '#shared/requests/find-mail.ts'
import type { Mailer, ReadyMail } from '#shared/requests/mailer.ts'
import type { Request } from '#shared/requests/request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { afterMailError } from './after-mail-error.ts'
import { type AnswerDependencies, prepareAnswer } from './prepare-answer.ts'
import type { Delivered, Prepared, Transport } from './transport.ts'

export type MailDependencies = AnswerDependencies & {
	readonly requests: RequestStore
	readonly mailer: Mailer
	readonly compose: (request: Request, issue: number, address: string) => Promise<ReadyMail>
	readonly clock: Clock
}

const issueOf = (effect: Effect): { requestId: string; issue: number } => ({
	requestId: effect.request ?? '',
	issue: effect.issue ?? 0,
})

const sendMail = async (dependencies: MailDependencies, effect: Effect, mail: FoundMail): Promise<Delivered> => {
	const { requests, mailer, compose, clock } = dependencies
	if (mail.outcome === 'sent') return { outcome: 'sent', externalId: '' }
	if (mail.outcome === 'gone') return { outcome: 'failed', reason: 'withdrawn' }
	let mailId: string
	try {
		mailId = (await mailer.send(await compose(mail.request, issueOf(effect).issue, mail.address))).mailId
	} catch (error) {
		return afterMailError(error, clock)
	}
	await markSent({ requests }, issueOf(effect), clock.now(), mailId)
	return { outcome: 'sent', externalId: '' }
}

const sentMail = ({ outcome }: FoundMail): Found => {
	if (outcome === 'gone') return { found: 'no' }
	return outcome === 'sent' ? { found: 'yes', externalId: '' } : { found: 'unknown' }
}

const prepareMail = async (dependencies: MailDependencies, effect: Effect): Promise<Prepared> => {
	const { requests, clock } = dependencies
	const mail = await findMail({ requests }, issueOf(effect), clock.now())
	return { find: async () => sentMail(mail), send: () => sendMail(dependencies, effect, mail) }
}

/**
 * How the mails of secure requests and agents' answers leave. SES cannot be asked what it sent: only our own marks on the
 * request tell.
 */
export const createMailTransport = (dependencies: MailDependencies): Transport => ({
	prepare: (state, effect) =>
		effect.purpose === 'reply' ? prepareAnswer(dependencies, state, effect) : prepareMail(dependencies, effect),
})
