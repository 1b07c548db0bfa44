import { waitOn } from './evolve-messages.ts'
import { messageSend, queued, queueSend } from './evolve-sends.ts'
import type { FactOf } from './facts.ts'
import type { Send } from './send.ts'
import { type CaseState, type DataRequest, findRequest } from './state.ts'
import { ours } from './turn.ts'
import { waitSince } from './waiting.ts'

/** How a request for data fares, and whose turn it makes it. Pure, part of `evolve`. */

export const withRequest = (state: CaseState, request: string, change: Partial<DataRequest>): CaseState => ({
	...state,
	requests: state.requests.map((candidate) => (candidate.id === request ? { ...candidate, ...change } : candidate)),
})

export const evolveDataReceived = (state: CaseState, fact: FactOf<'DataReceived'>): CaseState => {
	const { submission: id, fields, assurance, at } = fact
	const request = findRequest(state, fact.request)
	const submissions = [...(request?.submissions ?? []), { id, fields, assurance, at }]
	const received = withRequest(state, fact.request, { status: 'received', submissions })
	return ours({ ...waitOn(received, (waiting) => waitSince(waiting, at)), holdsData: true })
}

export const evolveDataRequested = (state: CaseState, fact: FactOf<'DataRequested'>): CaseState => {
	const { request: id, fields, form, language, message, network, expiresAt } = fact
	const send = messageSend(fact, 'requestMessage')
	const asked: DataRequest = {
		id,
		fields,
		form,
		language,
		message,
		network,
		status: 'open',
		bounced: [],
		expiresAt,
		askedVersion: state.version + 1,
		submissions: [],
		erased: [],
	}
	return queueSend(
		{ ...state, requests: [...state.requests, asked], turn: { who: 'customer', until: expiresAt }, holdsData: true },
		send,
	)
}

/** Hands the turn to the customer until the request ends. */
export const toCustomer = (state: CaseState, id: string): CaseState => {
	const request = findRequest(state, id)
	return request === undefined ? state : { ...state, turn: { who: 'customer', until: request.expiresAt } }
}

/** The same, unless a message arrived after the agent asked: a machine's step must not hide what nobody has seen. */
export const toCustomerUnlessWritten = (state: CaseState, id: string): CaseState => {
	const asked = findRequest(state, id)?.askedVersion ?? 0
	return (state.arrivedVersion ?? 0) < asked ? toCustomer(state, id) : state
}

/** A mail's link ends seven days after its sending, and the request with it. */
export const evolveMailRequested = (state: CaseState, fact: FactOf<'MailRequested'>): CaseState => {
	const { request: id, issue, expiresAt } = fact
	const mail: Send = { ...queued(fact), purpose: 'requestMail', via: 'mail', request: id, issue }
	const extended = state.requests.map((one) =>
		one.id === id && one.expiresAt < expiresAt ? { ...one, expiresAt } : one,
	)
	return toCustomerUnlessWritten(queueSend({ ...state, requests: extended }, mail), id)
}

export const evolveDataErased = ({ eraseAt: _, ...state }: CaseState): CaseState => ({
	...state,
	holdsData: false,
	foundData: [],
	requests: state.requests.map((one) => ({
		...one,
		submissions: [],
		erased: [...one.erased, ...one.submissions.map(({ id }) => id)],
	})),
})
