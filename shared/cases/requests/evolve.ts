import type { Evolvers } from '../evolvers.ts'
import { messageSend, queued, queueSend } from '../sends/queue.ts'
import type { Send } from '../sends/send.ts'
import { type CaseState, findRequest } from '../state.ts'
import { ours } from '../turn.ts'
import type { RequestsFact } from './facts.ts'
import type { DataRequest } from './state.ts'

/** How a request for data fares, and whose turn it makes it. */

export const withRequest = (state: CaseState, request: string, change: Partial<DataRequest>): CaseState => ({
	...state,
	requests: state.requests.map((candidate) => (candidate.id === request ? { ...candidate, ...change } : candidate)),
})

/** Hands the turn to the customer until the request ends. */
const toCustomer = (state: CaseState, id: string): CaseState => {
	const request = findRequest(state, id)
	return request === undefined ? state : { ...state, turn: { who: 'customer', until: request.expiresAt } }
}

/** Does the same, unless a message arrived after the agent asked: a machine's step must not hide what nobody has seen. */
const toCustomerUnlessWritten = (state: CaseState, id: string): CaseState => {
	const asked = findRequest(state, id)?.askedVersion ?? 0
	return (state.arrivedVersion ?? 0) < asked ? toCustomer(state, id) : state
}

export const requestsEvolvers: Evolvers<RequestsFact> = {
	DataRequested: (state, fact) => {
		const { request: id, fields, form, language, message, network, expiresAt } = fact
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
			messageSend(fact, 'requestMessage'),
		)
	},
	RequestResent: (state, fact) => {
		const resent = queueSend(state, messageSend(fact, 'requestMessage'))
		return toCustomer(withRequest(resent, fact.request, { askedVersion: state.version + 1 }), fact.request)
	},
	InvitationQueued: (state, fact) =>
		toCustomerUnlessWritten(queueSend(state, messageSend(fact, 'invitation')), fact.request),
	/** A mail's link ends seven days after its sending, and the request with it. */
	MailRequested: (state, fact) => {
		const { request: id, issue, expiresAt } = fact
		const mail: Send = { ...queued(fact), purpose: 'requestMail', via: 'mail', request: id, issue }
		const extended = state.requests.map((one) =>
			one.id === id && one.expiresAt < expiresAt ? { ...one, expiresAt } : one,
		)
		return toCustomerUnlessWritten(queueSend({ ...state, requests: extended }, mail), id)
	},
	MailBounced: (state, { request, issue }) => {
		const bounced = findRequest(state, request)?.bounced ?? []
		return ours(withRequest(state, request, { bounced: [...bounced, issue] }))
	},
	NoticeQueued: (state, fact) =>
		queueSend(state, messageSend(fact, fact.notice === 'mailComplained' ? 'complaintNotice' : 'bounceNotice')),
	RequestPaused: (state, { request, until }) => withRequest(state, request, { pausedUntil: until }),
	RequestDisowned: (state, { request }) => ours(withRequest(state, request, { status: 'disowned' })),
	RequestRevoked: (state, { request }) => ours(withRequest(state, request, { status: 'revoked' })),
	RequestExpired: (state, { request }) => ours(withRequest(state, request, { status: 'expired' })),
}
