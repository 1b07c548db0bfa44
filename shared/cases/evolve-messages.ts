import { applyDetected } from './address-and-language.ts'
import { changeReplies } from './evolve-sends.ts'
import type { FactOf } from './facts.ts'
import type { CaseState, MessageRef, Reach } from './state.ts'
import { ours } from './turn.ts'
import { addWaiter, byTime, editWaiter, eraseWaiter, type Waiting } from './waiting.ts'

/** What the customer's messages do to a case: who waits, since when, and for how many answers. Pure, part of `evolve`. */

export const waitingOf = ({ unanswered, waitingSince }: CaseState): Waiting => ({
	...unanswered,
	since: waitingSince,
})

export const withWaiting = (state: CaseState, { first, count, since }: Waiting): CaseState => ({
	...state,
	unanswered: { first, count },
	waitingSince: since,
})

/** The same step on the case's own list, and on those of the answers on their way or not confirmed yet. */
export const waitOn = (state: CaseState, step: (waiting: Waiting, settledVersion: number) => Waiting): CaseState => ({
	...changeReplies(withWaiting(state, step(waitingOf(state), state.settledVersion)), (reply) => ({
		...reply,
		later: step(reply.later, reply.seenVersion),
	})),
	nativeAnswers: state.nativeAnswers.map((one) => ({ ...one, later: step(one.later, state.version) })),
})

const newer = <Ref extends MessageRef>(known: Ref | undefined, ref: Ref): Ref =>
	known !== undefined && byTime(known, ref) > 0 ? known : ref

const reach = (known: readonly Reach[], fact: FactOf<'MessageReceived'>, ref: MessageRef): Reach[] => {
	const { contact, network, isSummons } = fact
	const before: Reach = known.find((one) => one.contact === contact) ?? { contact, network }
	const after: Reach =
		fact.visibility === 'private'
			? { ...before, private: newer(before.private, ref) }
			: { ...before, public: newer(before.public, isSummons === undefined ? ref : { ...ref, isSummons }) }
	return [...known.filter((one) => one.contact !== contact), after]
}

const heard = (state: CaseState, fact: FactOf<'MessageReceived' | 'MailReceived'>): CaseState => ({
	...waitOn(applyDetected(state, fact), (waiting) => addWaiter(waiting, fact)),
	turn: { who: 'ours' },
	arrivedVersion: state.version + 1,
	contacts: state.contacts.includes(fact.contact) ? state.contacts : [...state.contacts, fact.contact],
})

export const evolveMessageReceived = (state: CaseState, fact: FactOf<'MessageReceived'>): CaseState => {
	const ref: MessageRef = {
		message: fact.message,
		network: fact.network,
		visibility: fact.visibility,
		form: fact.form,
		sentAt: fact.sentAt,
	}
	return {
		...heard(state, fact),
		lastMessage: newer(state.lastMessage, ref),
		networks: state.networks.includes(fact.network) ? state.networks : [...state.networks, fact.network],
		reach: reach(state.reach, fact, ref),
	}
}

/** A mail waits like any message; private messages and replies still go where the customer wrote on a network. */
export const evolveMailReceived = (state: CaseState, fact: FactOf<'MailReceived'>): CaseState => heard(state, fact)

/** An edit is an act of the customer: ours at once, and a message that was answered waits again. */
export const evolveMessageEdited = (before: CaseState, fact: FactOf<'MessageEdited'>): CaseState => {
	const state = applyDetected(before, fact)
	const after = waitOn(state, (waiting, settledVersion) => editWaiter(waiting, fact, settledVersion))
	const isHeard = waitingOf(after).count !== waitingOf(state).count || fact.isShown
	const wasWaiting =
		fact.filedVersion > state.settledVersion || state.unanswered.first.some(({ message }) => message === fact.message)
	return isHeard || wasWaiting ? { ...ours(after), arrivedVersion: state.version + 1 } : state
}

/** Nobody waits for an answer to what was taken back, and nothing can be written under it. */
export const evolveMessageErased = (state: CaseState, fact: FactOf<'MessageErased'>): CaseState => ({
	...waitOn(state, (waiting, settledVersion) => eraseWaiter(waiting, fact, settledVersion)),
	reach: state.reach.map(({ public: shown, ...rest }) =>
		shown === undefined || shown.message === fact.message ? rest : { ...rest, public: shown },
	),
	signals: state.signals.filter(({ message }) => message !== fact.message),
})
