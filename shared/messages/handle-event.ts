import type { MessageKey } from '#shared/cases/keys.ts'
import type { ChannelEvent, Control, RawEvent, Update, Written } from '#shared/channels/channel.ts'
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
import { isAnonymous } from './message-content.ts'
import { recordOwnPost } from './record-own-post.ts'
import { updateMessage } from './revise-message.ts'

/** Says whether we sent the content. Our own text stays on record, whatever its network does to it. */
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

/** Parks an event that was not understood, and logs and counts it. Returns its outcome. */
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

/** How agents sign: `^ro` at the end (shared/agents/initials.ts). */
const SIGN = /\^[a-z]{2}[a-z0-9]?\s*$/i

/**
 * Says whether something written in public names no author and ends as what agents write in the network's own app: without a
 * permission all of that comes so. It opens no case, waits among what was written to others, and is what its network says as
 * soon as it says who wrote it.
 */
const isSignedByNobody = ({ author, visibility, text }: Written): boolean =>
	visibility === 'public' && isAnonymous(author.id) && SIGN.test(text)

/** Logs and counts an event about our connection, which raises an alarm. */
const alertOnConnectionEvent = ({ log }: EventDependencies, control: Control): Settled => {
	if (control !== 'replayStatus') {
		log.warn('ACCESS_AT_RISK', { reason: control })
		log.count('AccessAtRisk')
	}
	return { outcome: `ignored:${control}` }
}

/**
 * Handles one event without parking it: files messages, keeps asides, records own posts, ignores others by reason. Throws
 * `ParkedError` for what can never work, any other error for what may work later.
 */
export const settleEvent = async (
	dependencies: EventDependencies,
	event: RawEvent,
	position: EventPosition,
): Promise<Settled> => {
	const meaning: ChannelEvent = CHANNELS[position.source].interpret(event, dependencies.own)
	switch (meaning.kind) {
		case 'message':
			// NETWORKS.md 2.4: no answer would arrive, and X asks not to open anything.
			if (meaning.blocked === true) return { outcome: 'ignored:authorBlockedUs' }
			if (isSignedByNobody(meaning)) return fileAside(dependencies, meaning, position)
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

/** Handles one event as `settleEvent` does, but parks what can never work. Returns the outcome for the ledger. */
export const handleEvent = async (
	dependencies: EventDependencies,
	event: RawEvent,
	position: EventPosition,
): Promise<Settled> => {
	try {
		return await settleEvent(dependencies, event, position)
	} catch (error) {
		// Parked, because an event that is not understood fails the same way each time.
		if (error instanceof ParkedError)
			return { outcome: await parkEvent(dependencies, error.reason, position, { kind: 'event', event }) }
		throw error
	}
}
