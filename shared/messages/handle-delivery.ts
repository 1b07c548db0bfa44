import * as z from 'zod'
import type { CaseId } from '#shared/cases/keys.ts'
import type { RawEvent } from '#shared/channels/channel.ts'
import type { Delivery, Stamp } from '#shared/channels/intake/delivery.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { runsOf } from '#shared/ledger/group.ts'
import type { EventOutcome } from '#shared/ledger/outcome.ts'
import type { RetryMail } from '#shared/ledger/parked-commands.ts'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import type { EventDependencies } from './event-dependencies.ts'
import { groupOf } from './group-of.ts'
import { handleEvent, parkEvent } from './handle-event.ts'
import { rawEventSchema, type Slice } from './queued-delivery.ts'

/** A delivery of more events than this is first split into slices on the queue. */
export const EVENTS_HANDLED_AT_ONCE = 10
/** Source and account of a body that could not be read. */
const NAMELESS = { source: '', accountId: '' }
/** A slice must fit into a message of the queue (1 MiB) as base64. */
const SLICE_BYTES = 600_000

export type DeliveryDependencies = EventDependencies & {
	readonly bodies: Pick<RawBodies, 'get'>
	readonly deliveries: Queue<Slice>
	/** Queue of mail-in, which alone reads mails and retries parked ones. */
	readonly mails: Queue<RetryMail>
}

const bytesOf = async ({ bodies }: DeliveryDependencies, delivery: Delivery): Promise<Uint8Array> => {
	if ('body' in delivery) return Buffer.from(delivery.body, 'base64')
	const bytes = await bodies.get(delivery.bodyKey)
	if (bytes === undefined) throw new ParkedError('bodyGone')
	return bytes
}

/**
 * Handles the events, the first of them at index `from`, and settles the outcome of each. Throws after the last event when
 * some must be tried again.
 */
const handleHere = async (
	dependencies: DeliveryDependencies,
	{ envelope, network: source }: Stamp,
	events: readonly RawEvent[],
	from: number,
): Promise<void> => {
	const outcomes = new Map<number, EventOutcome>()
	const cases = new Map<number, CaseId>()
	const failures: unknown[] = []
	// In order, because events of one delivery are often of one case.
	for (const [offset, event] of events.entries()) {
		const index = from + offset
		try {
			const { outcome, caseId } = await handleEvent(dependencies, event, { envelope, index, source })
			outcomes.set(index, outcome)
			if (caseId !== undefined) cases.set(index, caseId)
		} catch (error) {
			failures.push(error)
		}
	}
	await dependencies.ledger.settle(envelope, outcomes, cases)
	if (failures.length === 0) return
	await dependencies.ledger.leaveOpen(envelope)
	throw failures.length === 1 ? failures[0] : new AggregateError(failures, 'eventsFailed')
}

/**
 * Groups events into lists of at most ten, each small enough for a message of the queue; `from` is the index of the first.
 */
export const slicesOf = (events: readonly RawEvent[]): { from: number; json: string }[] => {
	const slices: { from: number; json: string }[] = []
	let current: string[] = []
	let size = 0
	let from = 0
	const end = (next: number): void => {
		if (current.length > 0) slices.push({ from, json: `[${current.join(',')}]` })
		current = []
		size = 0
		from = next
	}
	for (const [index, event] of events.entries()) {
		const json = JSON.stringify(event)
		const bytes = Buffer.byteLength(json)
		if (current.length === EVENTS_HANDLED_AT_ONCE || size + bytes > SLICE_BYTES) end(index)
		current.push(json)
		size += bytes
	}
	end(events.length)
	return slices
}

const split = async (
	dependencies: DeliveryDependencies,
	{ envelope, network, receivedAt }: Stamp,
	events: readonly RawEvent[],
	first: number,
): Promise<void> => {
	const { deliveries, log } = dependencies
	const tooLarge: Slice[] = []
	for (const { from, json } of slicesOf(events)) {
		const slice = { envelope, network, receivedAt, from: first + from, events: Buffer.from(json).toString('base64') }
		if (Buffer.byteLength(json) > SLICE_BYTES) tooLarge.push(slice)
		else await deliveries.send(slice)
	}
	log.info('DELIVERY_SPLIT', { envelope, count: events.length })
	// A single event can be too large for the queue: it is handled here, after the other slices were sent.
	for (const slice of tooLarge) await handleSlice(dependencies, slice)
}

/**
 * Handles the events of a delivery that the ledger expects, the first of them at index `from`. Sends slices to the queue
 * when there are more than ten.
 */
export const handleEvents = (
	dependencies: DeliveryDependencies,
	stamp: Stamp,
	events: readonly RawEvent[],
	from: number,
): Promise<void> =>
	events.length > EVENTS_HANDLED_AT_ONCE
		? split(dependencies, stamp, events, from)
		: handleHere(dependencies, stamp, events, from)

/**
 * Handles an authentic delivery: first notes in the ledger how many events it holds, then gives each exactly one outcome. A
 * body that cannot be read is one parked event. Safe to repeat, also after a crash. Throws when some events must be tried
 * again; the others are done by then.
 */
export const handleDelivery = async (dependencies: DeliveryDependencies, delivery: Delivery): Promise<void> => {
	const { envelope, network: source, after } = delivery
	const { ledger, own } = dependencies
	const bytes = await bytesOf(dependencies, delivery)
	let events: readonly RawEvent[]
	try {
		events = CHANNELS[source].splitDelivery(bytes)
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		const runs = runsOf([groupOf(source, NAMELESS, own)])
		await ledger.expect({ envelope, count: 1, runs, after })
		const body = { kind: 'body', bytes: Buffer.from(bytes).toString('base64') } as const
		const outcome = await parkEvent(dependencies, error.reason, { envelope, index: 0, source }, body)
		return ledger.settle(envelope, new Map([[0, outcome]]))
	}
	const runs = runsOf(events.map((event) => groupOf(source, event, own)))
	await ledger.expect({ envelope, count: events.length, runs, after })
	return handleEvents(dependencies, delivery, events, 0)
}

/** Handles a slice of a large delivery, whose count the ledger already has. */
export const handleSlice = async (dependencies: DeliveryDependencies, slice: Slice): Promise<void> => {
	const events = z.array(rawEventSchema).parse(JSON.parse(Buffer.from(slice.events, 'base64').toString()))
	return handleHere(dependencies, slice, events.map(toRawEvent), slice.from)
}

export const toRawEvent = ({ source, accountId, payload, context }: z.infer<typeof rawEventSchema>): RawEvent => ({
	source,
	accountId,
	payload,
	context,
})
