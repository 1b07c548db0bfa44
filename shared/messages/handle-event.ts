import type { MessageKey } from '#shared/cases/keys.ts'
import type { ChannelEvent, Control, RawEvent, Update } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import { envelopeReceivedAt, parkedId } from '#shared/ledger/envelope.ts'
import type { EventOutcome } from '#shared/ledger/outcome.ts'
import type { ParkedStore, Settled } from '#shared/ledger/ports.ts'
import type { EventDependencies } from './event-dependencies.ts'
import { dated, type EventPosition, sourceOf } from './event-position.ts'
import { fileAside, fileMessage, withCase } from './file-written.ts'
import { recordOwnPost } from './record-own-post.ts'
import { updateMessage } from './revise-message.ts'

/** What we sent is ours to take back: what the team wrote stays on record, whatever became of it at the network. */
const isSentByUs = async ({ content }: EventDependencies, key: MessageKey): Promise<boolean> => {
	const [named] = await content.get([key])
	return named?.kind === 'sent'
}

const applyUpdate = async (
	dependencies: EventDependencies,
	update: Update,
	position: EventPosition,
): Promise<Settled> => {
	const { change, changedAt = envelopeReceivedAt(position.envelope) } = update
	const key = messageKey(dependencies.identityKey, update)
	if (await isSentByUs(dependencies, key))
		return withCase(dependencies, change === 'erased' ? 'ignored:ownDelete' : 'ignored:ownPost', key)
	const { outcome, ...done } = await updateMessage(dependencies, { key, change, changedAt, source: sourceOf(position) })
	dependencies.log.info('MESSAGE_CHANGED', { ...done, outcome, reason: change })
	return withCase(dependencies, outcome === 'duplicate' ? 'duplicate' : 'update', key)
}

/** Keeps an event that was not understood where people see it, and says so in the log and the metrics. */
export const parkEvent = async (
	{ parked, clock, log }: Pick<EventDependencies, 'parked' | 'clock' | 'log'>,
	reason: ParkedReason,
	{ envelope, index, source }: EventPosition,
	body: Parameters<ParkedStore['park']>[1],
): Promise<EventOutcome> => {
	const id = parkedId(envelope, index)
	await parked.park({ id, source, reason, envelope, index, parkedAt: clock.now() }, body)
	log.warn('EVENT_PARKED', { envelope, parked: id, reason })
	log.count('EventsParked')
	return `parked:${reason}`
}

/** What a network says about our connection: nobody's message, but somebody must be called. */
const alertOnConnectionEvent = ({ log }: EventDependencies, control: Control): Settled => {
	if (control !== 'replayStatus') {
		log.warn('ACCESS_AT_RISK', { reason: control })
		log.count('AccessAtRisk')
	}
	return { outcome: `ignored:${control}` }
}

/**
 * What becomes of one event, without parking: files messages, keeps asides, hears our own, names what is ignored. Throws
 * `ParkedError` for what cannot work as it is, anything else for what may work later.
 */
export const settleEvent = async (
	dependencies: EventDependencies,
	event: RawEvent,
	position: EventPosition,
): Promise<Settled> => {
	const meaning: ChannelEvent = CHANNELS[position.source].interpret(event, dependencies.own)
	switch (meaning.kind) {
		case 'message':
			// NETWORKS.md 2.4: nothing we send would arrive, and X asks not to open anything.
			if (meaning.blocked === true) return { outcome: 'ignored:authorBlockedUs' }
			return fileMessage(dependencies, meaning, position)
		case 'aside':
			return fileAside(dependencies, meaning, position)
		case 'own': {
			const caseId = await recordOwnPost(dependencies, dated(meaning, position))
			return { outcome: `ignored:${meaning.reason}`, caseId }
		}
		case 'ignored':
			return { outcome: `ignored:${meaning.reason}` }
		case 'control':
			return alertOnConnectionEvent(dependencies, meaning.control)
		case 'update':
			return applyUpdate(dependencies, meaning, position)
		case 'parked':
			throw new ParkedError(meaning.reason)
		default:
			return assertNever(meaning)
	}
}

/** The same, with what cannot work parked: the outcome for the ledger. */
export const handleEvent = async (
	dependencies: EventDependencies,
	event: RawEvent,
	position: EventPosition,
): Promise<Settled> => {
	try {
		return await settleEvent(dependencies, event, position)
	} catch (error) {
		// Kept rather than retried: an event that is authentic but not understood fails the same way each time.
		if (error instanceof ParkedError)
			return { outcome: await parkEvent(dependencies, error.reason, position, { kind: 'event', event }) }
		throw error
	}
}
