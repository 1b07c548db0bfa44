import { mannerOf } from '#shared/address/manner-of.ts'
import { keepAside } from '#shared/cases/keep-aside.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import { linkEdition } from '#shared/cases/link-edition.ts'
import { toFetch } from '#shared/cases/message-words.ts'
import { type IncomingMessage, type ReceiveDependencies, receiveMessage } from '#shared/cases/receive-message.ts'
import { updateMessage } from '#shared/cases/revise-message.ts'
import type { ChannelEvent, Control, OwnAccount, RawEvent, Update, Written } from '#shared/channels/channel.ts'
import { messageKey, threadKey } from '#shared/channels/message-key.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { envelopeReceivedAt, parkedId } from '#shared/ledger/envelope.ts'
import type { Outcome } from '#shared/ledger/outcome.ts'
import type { LedgerStore, ParkedStore, Settled } from '#shared/ledger/ports.ts'
import type { MediaJob } from '#shared/media/media-job.ts'

export type EventDependencies = ReceiveDependencies & {
	readonly ledger: LedgerStore
	readonly parked: ParkedStore
	/** What came along with asides is fetched by the media function. */
	readonly media: Queue<MediaJob>
	readonly own: readonly OwnAccount[]
	/** Key of the HMAC that makes message keys of the networks' content ids. */
	readonly identityKey: string
	readonly log: Log
}

/** In bytes: DynamoDB takes items of up to 400 kB, and no network lets people write that much. */
export const LONGEST_TEXT = 300_000

/** Something written, at a time that is known: the network's, or when it was received where the network names none. */
type Dated = Written & { readonly sentAt: Instant }

/** Where an event stands: its delivery, its index therein, and the door it came by. */
export type Place = { readonly envelope: string; readonly index: number; readonly door: 'x' | 'meta' }

const sourceOf = ({ envelope, index }: Place): string => `${envelope}#${index}`

const dated = (written: Written, { envelope }: Place): Dated => {
	const { text, author } = written
	if (Buffer.byteLength(`${text}${author.name ?? ''}${author.handle ?? ''}`) > LONGEST_TEXT)
		throw new ParkedError('tooLarge')
	// Nothing is written after it was received: a clock that is ahead must not put a customer at the end of the queue.
	const receivedAt = envelopeReceivedAt(envelope)
	const { sentAt = receivedAt } = written
	return { ...written, sentAt: sentAt > receivedAt ? receivedAt : sentAt }
}

const incoming = ({ identityKey }: EventDependencies, written: Dated, place: Place): IncomingMessage => ({
	...written,
	key: messageKey(identityKey, written),
	thread: threadKey(identityKey, written),
	manner: mannerOf(written.text),
	isSealed: written.sealed,
	isSummons: written.summons,
	isIncomplete: written.incomplete,
	source: sourceOf(place),
})

/** An edition's own id leads to its message from now on. */
const nameEdition = async (dependencies: EventDependencies, written: Dated, message: MessageKey): Promise<void> => {
	const { editionId } = written
	if (editionId === undefined) return
	const edition = messageKey(dependencies.identityKey, { ...written, contentId: editionId })
	await linkEdition(dependencies, { edition, message, at: written.sentAt })
}

/** The outcome with the case of a message that was filed earlier: a figure of the ledger opens to its cases. */
const withCase = async ({ words }: EventDependencies, outcome: Outcome, key: MessageKey): Promise<Settled> => {
	const [known] = await words.get([key])
	return { outcome, caseId: known?.caseId }
}

const file = async (dependencies: EventDependencies, written: Dated, place: Place): Promise<Settled> => {
	const message = incoming(dependencies, written, place)
	const received = await receiveMessage(dependencies, message)
	await nameEdition(dependencies, written, message.key)
	if (received.outcome !== 'message')
		return withCase(dependencies, received.outcome === 'alreadyDone' ? 'message' : received.outcome, message.key)
	const { caseId } = received
	dependencies.log.info(received.opened ? 'CASE_OPENED' : 'MESSAGE_RECEIVED', { caseId, network: written.network })
	return { outcome: 'message', caseId }
}

const setAside = async (dependencies: EventDependencies, written: Dated, place: Place): Promise<Settled> => {
	const message = incoming(dependencies, written, place)
	const { outcome } = await keepAside(dependencies, message)
	await nameEdition(dependencies, written, message.key)
	// No fact tells of an aside, so dispatch cannot: what came along is asked for here, each time the event comes.
	if (toFetch(message).toFetch !== undefined) await dependencies.media.send({ message: message.key })
	return { outcome: outcome === 'alreadyDone' ? 'aside' : outcome }
}

const follow = async (dependencies: EventDependencies, update: Update, place: Place): Promise<Settled> => {
	const { change, changedAt = envelopeReceivedAt(place.envelope) } = update
	const key = messageKey(dependencies.identityKey, update)
	const { outcome, ...done } = await updateMessage(dependencies, { key, change, changedAt, source: sourceOf(place) })
	dependencies.log.info('MESSAGE_CHANGED', { ...done, outcome, reason: change })
	return withCase(dependencies, outcome === 'duplicate' ? 'duplicate' : 'update', key)
}

/** Keeps an event that was not understood where people see it, and says so in the log and the metrics. */
export const parkEvent = async (
	{ parked, clock, log }: Pick<EventDependencies, 'parked' | 'clock' | 'log'>,
	reason: string,
	{ envelope, index, door }: Place,
	body: Parameters<ParkedStore['park']>[1],
): Promise<Outcome> => {
	const id = parkedId(envelope, index)
	await parked.park({ id, door, reason, envelope, index, parkedAt: clock.now() }, body)
	log.warn('EVENT_PARKED', { envelope, parked: id, reason })
	log.count('EventsParked')
	return `parked:${reason}`
}

/** What a network says about our connection: nobody's message, but somebody must be called. */
const heed = ({ log }: EventDependencies, control: Control): Settled => {
	if (control !== 'replayStatus') {
		log.warn('ACCESS_AT_RISK', { reason: control })
		log.count('AccessAtRisk')
	}
	return { outcome: `ignored:${control}` }
}

/**
 * What becomes of one event, without parking: files messages, keeps asides, names what is ignored. Throws `ParkedError`
 * for what cannot work as it is, anything else for what may work later.
 */
export const settleEvent = async (dependencies: EventDependencies, event: RawEvent, place: Place): Promise<Settled> => {
	const meaning: ChannelEvent = CHANNELS[place.door].interpret(event, dependencies.own)
	switch (meaning.kind) {
		case 'message':
			// contracts.md 2.4: nothing we send would arrive, and X asks not to open anything.
			if (meaning.blocked === true) return { outcome: 'ignored:authorBlockedUs' }
			return file(dependencies, dated(meaning, place), place)
		case 'aside':
			return setAside(dependencies, dated(meaning, place), place)
		case 'own':
		case 'ignored':
			return { outcome: `ignored:${meaning.reason}` }
		case 'control':
			return heed(dependencies, meaning.control)
		case 'update':
			return follow(dependencies, meaning, place)
		case 'parked':
			throw new ParkedError(meaning.reason)
		default:
			return assertNever(meaning)
	}
}

/** The same, with what cannot work parked: the outcome for the ledger. */
export const handleEvent = async (dependencies: EventDependencies, event: RawEvent, place: Place): Promise<Settled> => {
	try {
		return await settleEvent(dependencies, event, place)
	} catch (error) {
		// Kept rather than retried: an event that is authentic but not understood fails the same way each time.
		if (error instanceof ParkedError)
			return { outcome: await parkEvent(dependencies, error.reason, place, { kind: 'event', event }) }
		throw error
	}
}
