import type { Network } from '#shared/cases/network.ts'
import type { CaseStore, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import type { Sender } from '#shared/channels/channel.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { type Receiver, receive } from '#shared/kernel/queue.ts'
import type { Runtime } from '#shared/kernel/runtime.ts'
import { composeAnswerMail } from '#shared/requests/compose-answer-mail.ts'
import { composeRequestMail, type MailSettings } from '#shared/requests/compose-request-mail.ts'
import type { Mailer } from '#shared/requests/mailer.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { type DeliverDependencies, deliverSend } from '#shared/sending/deliver-send.ts'
import { type Job, jobSchema } from '#shared/sending/job.ts'
import { createMailTransport } from '#shared/sending/mail-transport.ts'
import { createNetworkTransport } from '#shared/sending/network-transport.ts'
import { paceSchema } from '#shared/sending/pace.ts'
import type { SendLimitStore } from '#shared/sending/send-limit-store.ts'
import type { Switch } from '#shared/sending/switch.ts'
import type { Transport } from '#shared/sending/transport.ts'

/** Longer than any send: the functions' time-out (infra/queues.ts) and a margin for clocks. */
const LONGEST_SEND = 25 * SECOND

type SendingPorts = Runtime & { readonly store: CaseStore; readonly sending: Switch }

/** Creates what takes the jobs of one outbound queue. Opens the transport anew for each, so that its secrets may rotate. */
const createOutbound = (
	ports: SendingPorts,
	openTransport: () => Promise<Transport>,
	sendLimits?: DeliverDependencies['sendLimits'],
): { readonly send: Receiver<Job> } => ({
	send: receive(jobSchema, async (job, again) => {
		const transport = await openTransport()
		await deliverSend({ ...ports, transport, sendLimits, again, longestSendMilliseconds: LONGEST_SEND }, job)
	}),
})

export type NetworkOutboundPorts = SendingPorts & {
	/** The networks whose sends come by this queue. */
	readonly networks: readonly Network[]
	readonly openSender: () => Promise<Sender>
	readonly contacts: ContactStore
	readonly content: ContentStore
	readonly sendLimits: SendLimitStore
	/** JSON, see `paceSchema`. */
	readonly pace: string
	readonly linkSecret: () => Promise<string>
	readonly identityKey: () => Promise<string>
	readonly dataOrigin: string
	readonly company: string
	readonly hotline: string
}

/** Creates what takes the sends by a network. */
export const createNetworkOutbound = (ports: NetworkOutboundPorts) => {
	const { openSender, linkSecret, identityKey, sendLimits, pace } = ports
	const openTransport = async (): Promise<Transport> =>
		createNetworkTransport({
			...ports,
			sender: await openSender(),
			linkSecret: await linkSecret(),
			identityKey: await identityKey(),
		})
	return createOutbound(ports, openTransport, { store: sendLimits, pace: paceSchema.parse(JSON.parse(pace)) })
}

export type MailOutboundPorts = SendingPorts & {
	readonly content: ContentStore
	readonly requests: RequestStore
	readonly mailer: Mailer
	readonly linkSecret: () => Promise<string>
	readonly settings: Omit<MailSettings, 'linkSecret'>
}

/** Creates what takes the sends by mail. */
export const createMailOutbound = (ports: MailOutboundPorts) => {
	const { clock } = ports
	const openTransport = async (): Promise<Transport> => {
		const settings = { ...ports.settings, linkSecret: await ports.linkSecret() }
		return createMailTransport({
			...ports,
			compose: ({ id: requestId, form, language }, issue, address) =>
				composeRequestMail(settings, { requestId, issue, address, form, language, at: clock.now() }),
			composeAnswer: (answer) => composeAnswerMail(settings, { ...answer, at: clock.now() }),
		})
	}
	return createOutbound(ports, openTransport)
}
