import type { Instant } from '#shared/kernel/clock.ts'
import type { FactOf } from './facts.ts'
import { hear } from './manner.ts'
import { type CaseState, type MessageRef, UNANSWERED_SHOWN } from './state.ts'
import { ours } from './turn.ts'

/** What the customer's messages do to a case: who waits, since when, and for how many answers. Pure, part of `evolve`. */

const byTime = (a: { sentAt: string; message: string }, b: { sentAt: string; message: string }): number =>
	a.sentAt === b.sentAt ? (a.message < b.message ? -1 : 1) : a.sentAt < b.sentAt ? -1 : 1

const isWaiting = ({ unanswered }: CaseState, message: string): boolean =>
	unanswered.first.some((one) => one.message === message)

const earlier = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b < a ? b : a)

export const receive = (state: CaseState, fact: FactOf<'MessageReceived'>): CaseState => {
	const ref: MessageRef = {
		message: fact.message,
		network: fact.network,
		visibility: fact.visibility,
		form: fact.form,
		sentAt: fact.sentAt,
	}
	const first = [...state.unanswered.first, { message: fact.message, sentAt: fact.sentAt }].sort(byTime)
	const waitingSince =
		state.waitingSince === undefined || fact.sentAt < state.waitingSince ? fact.sentAt : state.waitingSince
	return {
		...hear(state, fact),
		turn: { who: 'ours' },
		arrivedVersion: state.version + 1,
		waitingSince,
		unanswered: { first: first.slice(0, UNANSWERED_SHOWN), count: state.unanswered.count + 1 },
		lastMessage: state.lastMessage && byTime(state.lastMessage, ref) > 0 ? state.lastMessage : ref,
		contacts: state.contacts.includes(fact.contact) ? state.contacts : [...state.contacts, fact.contact],
		networks: state.networks.includes(fact.network) ? state.networks : [...state.networks, fact.network],
	}
}

/** An edit is an act of the customer: ours at once, and a message that was answered waits again. */
export const edit = (before: CaseState, fact: FactOf<'MessageEdited'>): CaseState => {
	const { message, sentAt, filedVersion, isShown } = fact
	const state = hear(before, fact)
	const isUnanswered = filedVersion > state.settledVersion || isWaiting(state, message)
	if (!isUnanswered && !isShown) return state
	const others = state.unanswered.first.filter((one) => one.message !== message)
	const known = state.unanswered.first.find((one) => one.message === message)
	const isCountedOnly = isUnanswered && known === undefined
	const first = isCountedOnly ? others : [...others, { message, sentAt: earlier(known?.sentAt, sentAt) }].sort(byTime)
	return {
		...ours(state),
		arrivedVersion: state.version + 1,
		waitingSince: earlier(state.waitingSince, sentAt),
		unanswered: { first: first.slice(0, UNANSWERED_SHOWN), count: state.unanswered.count + (isUnanswered ? 0 : 1) },
	}
}

/** Nobody waits for an answer to what was taken back. */
export const erase = (state: CaseState, { message, filedVersion }: FactOf<'MessageErased'>): CaseState => {
	if (filedVersion <= state.settledVersion && !isWaiting(state, message)) return state
	const first = state.unanswered.first.filter((one) => one.message !== message)
	const count = Math.max(0, state.unanswered.count - 1)
	const { waitingSince, ...rest } = state
	const erased = state.unanswered.first.find((one) => one.message === message)
	// What the customer gave on the secure page may have made them wait as well.
	const others = waitingSince === erased?.sentAt ? undefined : waitingSince
	const since = count === 0 ? others : (first[0]?.sentAt ?? waitingSince)
	return { ...rest, unanswered: { first, count }, ...(since === undefined ? {} : { waitingSince: since }) }
}
