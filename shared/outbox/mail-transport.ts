import type { CaseState, Effect } from '#shared/cases/state.ts'
import { type Clock, MINUTE, plus, SECOND } from '#shared/kernel/clock.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import { findMail, markSent } from '#shared/verification/find-mail.ts'
import type { Mailer, ReadyMail } from '#shared/verification/mailer.ts'
import type { Request } from '#shared/verification/request.ts'
import type { RequestStore } from '#shared/verification/request-store.ts'
import type { Delivered, Transport } from './transport.ts'

export type MailDependencies = {
	readonly requests: RequestStore
	readonly mailer: Mailer
	readonly compose: (request: Request, issue: number, address: string) => Promise<ReadyMail>
	readonly clock: Clock
}

const issueOf = (effect: Effect): { requestId: string; issue: number } => ({
	requestId: effect.request ?? '',
	issue: effect.issue ?? 0,
})

const sendMail = async (dependencies: MailDependencies, effect: Effect): Promise<Delivered> => {
	const { requests, mailer, compose, clock } = dependencies
	const mail = await findMail({ requests }, issueOf(effect), clock.now())
	if (mail.outcome === 'sent') return { outcome: 'sent', externalId: '' }
	if (mail.outcome === 'gone') return { outcome: 'failed', reason: 'withdrawn' }
	try {
		await mailer.send(await compose(mail.request, issueOf(effect).issue, mail.address))
	} catch (error) {
		if (error instanceof ParkedError) return { outcome: 'failed', reason: 'rejected' }
		if (!(error instanceof RetryLaterError)) return { outcome: 'unknown' }
		const wait = error.delaySeconds === undefined ? MINUTE : error.delaySeconds * SECOND
		return { outcome: 'later', until: plus(clock.now(), wait) }
	}
	await markSent({ requests }, issueOf(effect), clock.now())
	return { outcome: 'sent', externalId: '' }
}

/** How the mails of secure requests leave. SES cannot be asked what it sent: only our own mark on the request tells. */
export const createMailTransport = (dependencies: MailDependencies): Transport => ({
	find: async (_state: CaseState, effect) => {
		const { requests, clock } = dependencies
		const mail = await findMail({ requests }, issueOf(effect), clock.now())
		if (mail.outcome === 'gone') return { found: 'no' }
		return mail.outcome === 'sent' ? { found: 'yes', externalId: '' } : { found: 'unknown' }
	},
	send: (_state, effect) => sendMail(dependencies, effect),
})
