import type { Instant } from '#shared/kernel/clock.ts'
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

/** Hands the turn to the customer until the request ends, or until something falls due before that we promised. */
const toCustomer = (state: CaseState, id: string, at: Instant): CaseState => {
	const request = findRequest(state, id)
	if (request === undefined) return state
	const ahead = state.promises.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > at)
	const until = [request.expiresAt, ...ahead].reduce((one, other) => (other < one ? other : one))
	return { ...state, turn: { who: 'customer', until } }
}

/** Does the same, unless a message arrived after the agent asked: a machine's step must not hide what nobody has seen. */
const toCustomerUnlessWritten = (state: CaseState, id: string, at: Instant): CaseState => {
	const asked = findRequest(state, id)?.askedVersion ?? 0
	return (state.arrivedVersion ?? 0) < asked ? toCustomer(state, id, at) : state
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
		const after = toCustomer({ ...state, requests: [...state.requests, asked], holdsData: true }, id, fact.at)
		return queueSend(after, messageSend(fact, 'requestMessage'))
	},
	RequestResent: (state, fact) => {
		const resent = queueSend(state, messageSend(fact, 'requestMessage'))
		return toCustomer(withRequest(resent, fact.request, { askedVersion: state.version + 1 }), fact.request, fact.at)
	},
	InvitationQueued: (state, fact) =>
		toCustomerUnlessWritten(queueSend(state, messageSend(fact, 'invitation')), fact.request, fact.at),
	/** A mail's link ends seven days after its sending, and the request with it. */
	MailRequested: (state, fact) => {
		const { request: id, issue, expiresAt } = fact
		const mail: Send = { ...queued(fact), purpose: 'requestMail', via: 'mail', request: id, issue }
		const extended = state.requests.map((one) =>
			one.id === id && one.expiresAt < expiresAt ? { ...one, expiresAt } : one,
		)
		return toCustomerUnlessWritten(queueSend({ ...state, requests: extended }, mail), id, fact.at)
	},
	MailBounced: (state, { request, issue }) => {
		const bounced = findRequest(state, request)?.bounced ?? []
		return ours(withRequest(state, request, { bounced: [...bounced, issue] }))
	},
	NoticeQueued: (state, fact) =>
		queueSend(state, messageSend(fact, fact.notice === 'mailComplained' ? 'complaintNotice' : 'bounceNotice')),
	MailParked: (state, { envelope, at }) => ({ ...state, parkedMails: [...state.parkedMails, { envelope, at }] }),
	ParkedMailSettled: (state, { envelope }) => ({
		...state,
		parkedMails: state.parkedMails.filter((one) => one.envelope !== envelope),
	}),
	RequestPaused: (state, { request, until }) => withRequest(state, request, { pausedUntil: until }),
	RequestDisowned: (state, { request }) => ours(withRequest(state, request, { status: 'disowned' })),
	RequestRevoked: (state, { request }) => ours(withRequest(state, request, { status: 'revoked' })),
	RequestExpired: (state, { request }) => ours(withRequest(state, request, { status: 'expired' })),
}
