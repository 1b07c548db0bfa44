import { z } from 'zod'
import { CHANNELS } from '#shared/channels/registry.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParkedBody, ParkedEvent } from '#shared/ledger/ports.ts'
import { rawEventSchema } from './delivery.ts'
import { type EventDependencies, settleEvent } from './handle-event.ts'

/** An agent's wish to try a parked event again, after a fix. */
export const retryParkedSchema = z.strictObject({
	command: z.literal('retry-parked'),
	id: z.string().regex(/^park_[0-9a-z]{26}_\d{1,6}$/),
})

/** The one event to try; a body that holds several by now is beyond what one entry of the ledger can say. */
const eventOf = ({ door }: ParkedEvent, body: ParkedBody) => {
	if (body.kind === 'event') return rawEventSchema.parse(body.event)
	const events = CHANNELS[door].explode(Buffer.from(body.bytes, 'base64'))
	const [event] = events
	if (event === undefined || events.length > 1) throw new ParkedError('severalEvents')
	return event
}

/** Tries a parked event again: off the list with its true outcome, or still there with the reason of now. */
export const retryParked = async (dependencies: EventDependencies, id: string): Promise<void> => {
	const { parked, ledger, clock } = dependencies
	const entry = await parked.find(id)
	if (entry === undefined) return
	const { envelope, index, door } = entry
	try {
		const body = await parked.body(entry)
		if (body === undefined) throw new ParkedError('bodyGone')
		const { source, accountId, payload, context } = eventOf(entry, body)
		const event = { source, accountId, payload, ...(context === undefined ? {} : { context }) }
		const outcome = await settleEvent(dependencies, event, { envelope, index, door })
		await ledger.unpark(envelope, index, outcome)
		await parked.retried(id, clock.now())
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		await parked.retried(id, clock.now(), error.reason)
	}
}
