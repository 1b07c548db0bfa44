import type { RawEvent, WebhookSource } from '#shared/channels/channel.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'
import { runsOf } from '#shared/ledger/group.ts'
import type { ParkedBody, ParkedEvent } from '#shared/ledger/ports.ts'
import { groupOf } from './group-of.ts'
import { type DeliveryDependencies, handleEvents, toRawEvent } from './handle-delivery.ts'
import { settleEvent } from './handle-event.ts'
import { rawEventSchema } from './queued-delivery.ts'

/** A parked event of a network; mails are retried by mail-in. */
type NetworkEvent = ParkedEvent & { readonly source: WebhookSource }

const isOfNetwork = (event: ParkedEvent): event is NetworkEvent => event.source !== 'mail'

const eventsOf = ({ source }: NetworkEvent, body: ParkedBody): readonly RawEvent[] =>
	body.kind === 'event'
		? [toRawEvent(rawEventSchema.parse(body.event))]
		: CHANNELS[source].splitDelivery(Buffer.from(body.bytes, 'base64'))

const settle = async (dependencies: DeliveryDependencies, entry: NetworkEvent, event: RawEvent): Promise<void> => {
	const { parked, ledger, clock } = dependencies
	const { id, envelope, index, source } = entry
	const { outcome, caseId } = await settleEvent(dependencies, event, { envelope, index, source })
	await ledger.unpark(envelope, index, outcome, caseId)
	await parked.retried(id, clock.now())
}

/**
 * Handles or queues all events but the first of a body that was parked whole, after telling the ledger how many there are.
 * The body stays parked until then, so that a crash loses none.
 */
const unfold = async (
	dependencies: DeliveryDependencies,
	{ envelope, source }: NetworkEvent,
	events: readonly RawEvent[],
): Promise<void> => {
	const stamp = { envelope, network: source, receivedAt: envelopeReceivedAt(envelope) }
	await dependencies.ledger.unfold(envelope, runsOf(events.map((event) => groupOf(source, event, dependencies.own))))
	await handleEvents(dependencies, stamp, events.slice(1), 1)
}

/** Tries a parked event again. Takes it off the list with its outcome, or leaves it there with the new reason. */
export const retryParked = async (dependencies: DeliveryDependencies, id: string): Promise<void> => {
	const { parked, ledger, clock } = dependencies
	const entry = await parked.find(id)
	if (entry === undefined) return
	if (!isOfNetwork(entry)) return dependencies.mails.send({ command: 'retry-mail', id })
	let unfolded: RawEvent | undefined
	try {
		const body = await parked.body(entry)
		if (body === undefined) throw new ParkedError('bodyGone')
		const events = eventsOf(entry, body)
		const [first] = events
		if (first === undefined) throw new ParkedError('unknownShape')
		if (events.length > 1) {
			await unfold(dependencies, entry, events)
			unfolded = first
		}
		await settle(dependencies, entry, first)
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		if (unfolded !== undefined) await parked.renew(entry, clock.now(), { kind: 'event', event: unfolded })
		await ledger.unpark(entry.envelope, entry.index, `parked:${error.reason}`)
		await parked.retried(id, clock.now(), error.reason)
	}
}
