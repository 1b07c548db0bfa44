import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { caseOf } from '#shared/cases/content.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import { textsPointedAt } from '#shared/cases/messages/pointed-at.ts'
import type { Written } from '#shared/channels/channel.ts'
import { messageKey, threadKey } from '#shared/channels/message-key.ts'
import { handlesOf } from '#shared/channels/own-accounts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { EventOutcome } from '#shared/ledger/outcome.ts'
import type { Settled } from '#shared/ledger/ports.ts'
import { findSignals } from '#shared/signals/find-signals.ts'
import type { EventDependencies } from './event-dependencies.ts'
import { dated, type EventPosition, sourceOf } from './event-position.ts'
import type { IncomingMessage } from './incoming-message.ts'
import { linkEdition } from './link-edition.ts'
import { isOnlyChanged, keptAside, newAside, toFetch } from './message-content.ts'
import { promoteAside } from './promote-aside.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { receiveMessage } from './receive-message.ts'
import { type Revised, reviseMessage } from './revise-message.ts'
import { screenMessage } from './screen-message.ts'

type KeptAside = { readonly outcome: 'aside' } | Revised

/**
 * Stores an aside with its thread and without a case. Repeats, editions and earlier updates end as they do for messages.
 */
export const keepAside = (
	dependencies: Pick<ReceiveDependencies, 'store' | 'contacts' | 'content' | 'clock'>,
	message: IncomingMessage,
): Promise<KeptAside> =>
	retryOnConflict<KeptAside>('caseContended', async () => {
		const { content } = dependencies
		if (await content.put(newAside(message))) return { outcome: 'aside' }
		const [known] = await content.get([message.key])
		if (known === undefined) return undefined
		if (!isOnlyChanged(known)) return reviseMessage(dependencies, message)
		return (await content.put(keptAside(message, known))) ? { outcome: 'aside' } : undefined
	})

/** In bytes. DynamoDB takes items of up to 400 kB, and no network allows texts of that length. */
export const LONGEST_TEXT = 300_000

type Dated = Written & { readonly sentAt: Instant }

const fitting = (written: Written, position: EventPosition): Dated => {
	const { text, author } = written
	const all = [text, author.name ?? '', author.handle ?? '', ...textsPointedAt(written)]
	if (Buffer.byteLength(all.join('')) > LONGEST_TEXT) throw new ParkedError('tooLarge')
	return dated(written, position)
}

const incoming = (
	{ identityKey, own }: EventDependencies,
	written: Dated,
	position: EventPosition,
): IncomingMessage => ({
	...written,
	key: messageKey(identityKey, written),
	thread: threadKey(identityKey, written),
	addressAndLanguage: detectAddressAndLanguage(written.text, handlesOf(own)),
	isSealed: written.sealed,
	isSummons: written.summons,
	isIncomplete: written.incomplete,
	source: sourceOf(position),
})

/** Links the edition's own id to its message. */
const nameEdition = async (dependencies: EventDependencies, written: Dated, message: MessageKey): Promise<void> => {
	const { editionId } = written
	if (editionId === undefined) return
	const edition = messageKey(dependencies.identityKey, { ...written, contentId: editionId })
	await linkEdition(dependencies, { edition, message, at: written.sentAt })
}

/**
 * Returns the outcome with the case of a message that was filed earlier, so that the ledger's figure opens to its cases.
 */
export const withCase = async (
	{ content }: EventDependencies,
	outcome: EventOutcome,
	key: MessageKey,
): Promise<Settled> => {
	const [known] = await content.get([key])
	return { outcome, caseId: caseOf(known) }
}

/** Files a message to us, or its edit, and screens it for personal data. Throws `ParkedError` for what is too large. */
export const fileMessage = async (
	dependencies: EventDependencies,
	written: Written,
	position: EventPosition,
): Promise<Settled> => {
	const whole = fitting(written, position)
	const message = incoming(dependencies, whole, position)
	const received = await receiveMessage(dependencies, message)
	await nameEdition(dependencies, whole, message.key)
	await screenMessage(dependencies, message.key, message)
	if (received.outcome !== 'message')
		return withCase(dependencies, received.outcome === 'alreadyDone' ? 'message' : received.outcome, message.key)
	const { caseId } = received
	// A message lost here is found by reconcile's run of the hour.
	if (received.opened && written.network === 'x' && written.visibility === 'public')
		await dependencies.looks.send({ caseId, isShown: false })
	dependencies.log.info(received.opened ? 'CASE_OPENED' : 'MESSAGE_RECEIVED', { caseId, network: written.network })
	return { outcome: 'message', caseId }
}

/**
 * Makes an aside a message of its author's case where its words tell of danger: nobody may look at asides for hours. What
 * else they may mean waits until somebody does.
 */
const promoteInDanger = async (
	dependencies: EventDependencies,
	message: IncomingMessage,
): Promise<CaseId | undefined> => {
	if (message.isSealed === true || findSignals(message.text).dangers.length === 0) return undefined
	const caseId = await promoteAside(dependencies, message.key)
	if (caseId !== undefined) dependencies.log.info('MESSAGE_RECEIVED', { caseId, network: message.network })
	return caseId
}

/** Stores an aside and screens it for personal data. Throws `ParkedError` for what is too large. */
export const fileAside = async (
	dependencies: EventDependencies,
	written: Written,
	position: EventPosition,
): Promise<Settled> => {
	const whole = fitting(written, position)
	const message = incoming(dependencies, whole, position)
	const { outcome } = await keepAside(dependencies, message)
	await nameEdition(dependencies, whole, message.key)
	await screenMessage(dependencies, message.key, message)
	// An aside has no fact, so dispatch cannot ask for its media: each delivery of the event asks here.
	if (toFetch(message) !== undefined) await dependencies.media.send({ message: message.key })
	const caseId = await promoteInDanger(dependencies, message)
	return { outcome: outcome === 'alreadyDone' ? 'aside' : outcome, caseId }
}
