import type { FactOf } from '#shared/cases/facts.ts'
import type { MessageKey, SendId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Fate } from './cell.ts'
import type { GivenAnswer, Matter, Message } from './matter.ts'

/**
 * What becomes of each message. Told message by message, while the head of a case keeps a list of who waits: two ways to one
 * number, which the figure `astray` compares.
 */

const isWaiting = ({ fate }: Message): boolean => fate === 'waiting'
const keyOf = ({ message }: Message): MessageKey => message

/** Returns the messages with another fate for those that wait and are meant. */
const endWait = (matter: Matter, fate: Fate, isMeant: (message: Message) => boolean = () => true): Matter => ({
	...matter,
	messages: matter.messages.map((one) => (isWaiting(one) && isMeant(one) ? { ...one, fate } : one)),
})

const changeMessage = (matter: Matter, key: MessageKey, change: (message: Message) => Message): Matter => ({
	...matter,
	messages: matter.messages.map((one) => (one.message === key ? change(one) : one)),
})

/** What came after a native answer waits on, if that is confirmed. */
const leftByNatives = (matter: Matter, message: MessageKey): Matter => ({
	...matter,
	natives: matter.natives.map((one) => ({ ...one, leaves: [...new Set([...one.leaves, message])] })),
})

const withGiven = (matter: Matter, given: GivenAnswer): Matter => ({ ...matter, given: [...matter.given, given] })

/** A customer who wrote again after a close: what that says of the close is told by its words. */
const speak = (matter: Matter, message: MessageKey, version: number, sentAt: Instant): Matter =>
	matter.closes.length === 0
		? matter
		: { ...matter, wordsAfterClose: [...matter.wordsAfterClose, { message, version, sentAt }] }

const placeOf = (fact: FactOf<'MessageReceived' | 'MailReceived'>): Pick<Message, 'channel' | 'visibility'> =>
	fact.kind === 'MailReceived'
		? { channel: 'mail', visibility: 'private' }
		: { channel: fact.network, visibility: fact.visibility }

/** Files a message: it waits. */
export const countArrival = (
	matter: Matter,
	fact: FactOf<'MessageReceived' | 'MailReceived'>,
	version: number,
): Matter => {
	const { message, sentAt } = fact
	const { channel, visibility } = placeOf(fact)
	const filed: Message = {
		message,
		sentAt,
		channel,
		visibility,
		fate: 'waiting',
		wordsVersion: version,
		waitsSince: sentAt,
	}
	const received = {
		...matter,
		arrivals: [...matter.arrivals, { sentAt, channel, visibility }],
		messages: [...matter.messages, filed],
	}
	return leftByNatives(speak(received, message, version, sentAt), message)
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other)

/** Words that became others wait for an answer of their own; of an older version only the time is new. */
export const editMessage = (matter: Matter, fact: FactOf<'MessageEdited'>, version: number): Matter => {
	const { message, sentAt, isShown } = fact
	const since = (one: Message): Instant => (isWaiting(one) ? earlier(one.waitsSince, sentAt) : sentAt)
	if (!isShown)
		return changeMessage(matter, message, (one) => (isWaiting(one) ? { ...one, waitsSince: since(one) } : one))
	const edited = changeMessage(matter, message, (one) => ({
		...one,
		waitsSince: since(one),
		fate: 'waiting',
		wordsVersion: version,
	}))
	return leftByNatives(speak(edited, message, version, sentAt), message)
}

/** What was taken back waits for nobody, and never again; what was answered by then stays so. */
export const takeBackMessage = (
	matter: Matter,
	{ message: key }: FactOf<'MessageErased' | 'MessageDisowned'>,
): Matter => ({
	...endWait(matter, 'takenBack', ({ message }) => message === key),
	standing: matter.standing.map((one) => ({ ...one, answered: one.answered.filter((message) => message !== key) })),
})

/** Whoever is erased waits for nothing; what was answered by then stays so. */
export const eraseMessagesOfPerson = (matter: Matter): Matter => ({
	...endWait(matter, 'personErased'),
	standing: matter.standing.map((one) => ({ ...one, answered: [] })),
	natives: [],
})

/** An answer that left answers what its author saw. */
const answer = (matter: Matter, reply: MessageKey, seenVersion: number): Matter => {
	const isSeen = (one: Message): boolean => isWaiting(one) && one.wordsVersion <= seenVersion
	const answered = matter.messages.filter(isSeen).map(keyOf)
	return { ...endWait(matter, 'answered', isSeen), standing: [...matter.standing, { reply, answered }] }
}

/** An answer left: it answers, or is a pointer, or asks the customer to go on elsewhere. */
export const sendAnswer = (matter: Matter, { send: id, at }: FactOf<'ReplySent'>): Matter => {
	const queued = matter.queued.find((one) => one.send === id)
	if (queued === undefined) return matter
	const { purpose, reply, seenVersion, team } = queued
	if (purpose === 'netiquette' || purpose === 'invitation') return matter
	return withGiven(answer(matter, reply, seenVersion), { at, team, how: 'sent' })
}

/** An answer was deleted: the next one that stands answers instead of it, else its messages wait again. */
export const deleteAnswer = (matter: Matter, id: SendId): Matter => {
	const reply = matter.deletions.find(({ send: deletion }) => deletion === id)?.reply
	const index = matter.standing.findIndex((one) => one.reply === reply)
	const deleted = matter.standing[index]
	if (deleted === undefined) return matter
	const { answered } = deleted
	const heir = matter.standing[index + 1]
	const standing = matter.standing
		.filter((one) => one !== deleted)
		.map((one) => (one === heir ? { ...one, answered: [...new Set([...one.answered, ...answered])] } : one))
	if (heir !== undefined) return { ...matter, standing }
	const messages = matter.messages.map(
		(one): Message => (answered.includes(one.message) ? { ...one, fate: 'waiting' } : one),
	)
	return { ...matter, standing, messages }
}

/** Notes which messages a native answer leaves waiting, if it is confirmed. */
export const seeNativeAnswer = (matter: Matter, { message, sentAt }: FactOf<'NativeAnswerSeen'>): Matter => {
	const leaves = matter.messages.filter((one) => isWaiting(one) && one.waitsSince > sentAt).map(keyOf)
	return { ...matter, natives: [...matter.natives, { message, sentAt, leaves }] }
}

export const confirmNativeAnswer = (matter: Matter, fact: FactOf<'NativeAnswerConfirmed'>): Matter => {
	const native = matter.natives.find(({ message }) => message === fact.message)
	if (native === undefined) return matter
	const natives = matter.natives.filter((one) => one !== native)
	const answered = endWait({ ...matter, natives }, 'answered', ({ message }) => !native.leaves.includes(message))
	return withGiven(answered, { at: native.sentAt, team: fact.team, how: 'native' })
}

export const answerByHand = (matter: Matter, { at, team }: FactOf<'AnsweredByHand'>): Matter =>
	withGiven({ ...endWait(matter, 'answered'), natives: [] }, { at, team, how: 'byHand' })

/** Whoever still waits at a close is not answered: the close says why, or an incident told them. */
export const closeWaiting = (matter: Matter, { outcome }: FactOf<'CaseClosed'>): Matter =>
	endWait(matter, outcome === 'toldByIncident' ? 'toldByIncident' : 'closed')

/** Tells who waits by what became of each message. */
export const waitingOnes = ({ messages }: Pick<Matter, 'messages'>): readonly Message[] => messages.filter(isWaiting)
