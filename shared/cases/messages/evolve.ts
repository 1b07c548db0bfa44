import { applyDetected } from '../address/evolve.ts'
import { customerActed } from '../closing/evolve.ts'
import type { Evolvers } from '../evolvers.ts'
import type { FactOf } from '../facts.ts'
import { changeReplies } from '../sends/queue.ts'
import { withoutSignalsOf } from '../signals/evolve.ts'
import type { CaseState } from '../state.ts'
import { ours } from '../turn.ts'
import type { MessagesFact } from './facts.ts'
import type { MessageRef, Reach, Waiting } from './state.ts'
import { addWaiter, byTime, editWaiter, eraseWaiter } from './waiting.ts'

/** What the customer's messages do to a case: who waits, since when, and for how many answers. */

export const waitingOf = ({ unanswered, waitingSince }: CaseState): Waiting => ({
	...unanswered,
	since: waitingSince,
})

export const withWaiting = (state: CaseState, { first, count, since }: Waiting): CaseState => ({
	...state,
	unanswered: { first, count },
	waitingSince: since,
})

/** Takes a step on the case's own list, and on those of the answers on their way or not confirmed yet. */
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

/** The newest message under which, or to whose author, something can still be written. */
const newestOf = (reach: readonly Reach[]): MessageRef | undefined =>
	reach
		.flatMap(({ public: shown, private: heard }) => [shown, heard])
		.filter((ref) => ref !== undefined)
		.map(({ message, network, visibility, form, sentAt }) => ({ message, network, visibility, form, sentAt }))
		.toSorted(byTime)
		.at(-1)

const receive = (state: CaseState, fact: FactOf<'MessageReceived' | 'MailReceived'>): CaseState => ({
	...ours(customerActed(waitOn(applyDetected(state, fact), (waiting) => addWaiter(waiting, fact)))),
	arrivedVersion: state.version + 1,
	contacts: state.contacts.includes(fact.contact) ? state.contacts : [...state.contacts, fact.contact],
})

/** Nobody waits for an answer to what was taken back, or was our own, and nothing can be written under it. */
const takeAway = (state: CaseState, fact: FactOf<'MessageErased' | 'MessageDisowned'>): CaseState => {
	const reach = state.reach.map(({ public: shown, ...rest }) =>
		shown === undefined || shown.message === fact.message ? rest : { ...rest, public: shown },
	)
	return {
		...waitOn(state, (waiting, settledVersion) => eraseWaiter(waiting, fact, settledVersion)),
		reach,
		saidDuIn: state.saidDuIn === fact.message ? undefined : state.saidDuIn,
		lastMessage: state.lastMessage?.message === fact.message ? newestOf(reach) : state.lastMessage,
		sentReplies: state.sentReplies.map((one) => ({
			...one,
			answered: eraseWaiter(one.answered, fact, fact.filedVersion),
		})),
		exposures: state.exposures.filter(({ message }) => message !== fact.message),
		...withoutSignalsOf(state, fact.message),
	}
}

export const messagesEvolvers: Evolvers<MessagesFact> = {
	MessageReceived: (state, fact) => {
		const { message, network, visibility, form, sentAt } = fact
		const ref: MessageRef = { message, network, visibility, form, sentAt }
		return {
			...receive(state, fact),
			lastMessage: newer(state.lastMessage, ref),
			networks: state.networks.includes(network) ? state.networks : [...state.networks, network],
			reach: reach(state.reach, fact, ref),
		}
	},
	/** A mail waits like any message; private messages and replies still go where the customer wrote on a network. */
	MailReceived: receive,
	/** An edit is an act of the customer: ours at once, and a message that was answered waits again. */
	MessageEdited: (before, fact) => {
		const state = applyDetected(before, fact)
		const after = waitOn(state, (waiting, settledVersion) => editWaiter(waiting, fact, settledVersion))
		const isNew = waitingOf(after).count !== waitingOf(state).count || fact.isShown
		const wasWaiting =
			fact.filedVersion > state.settledVersion || state.unanswered.first.some(({ message }) => message === fact.message)
		return isNew || wasWaiting ? { ...ours(customerActed(after)), arrivedVersion: state.version + 1 } : state
	},
	MessageErased: takeAway,
	MessageDisowned: takeAway,
	MessageHidden: (state) => state,
}
