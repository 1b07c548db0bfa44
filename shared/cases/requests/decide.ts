import { addMilliseconds, DAY, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import type { DataField } from '../codes.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { isErasureBegun } from '../erasing/state.ts'
import { fact } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { AgentKey, EnvelopeId, RequestId, SendId } from '../keys.ts'
import type { MessageRef } from '../messages/state.ts'
import { contactFactsOf, messagingWindow, SENDING_MARGIN } from '../replies/messaging-window.ts'
import { wayOfForm } from '../replies/ways.ts'
import { type CaseState, currentRequest, findRequest } from '../state.ts'
import type { MailParkedReason, ParkedMailEnd } from './facts.ts'

/** The secure e-mail request, as agents and machines move it on. */

export type RequestsCommand =
	| {
			readonly kind: 'requestData'
			readonly by: AgentKey
			readonly request: RequestId
			readonly send: SendId
			readonly fields: readonly DataField[]
	  }
	| { readonly kind: 'resendRequest'; readonly by: AgentKey; readonly send: SendId }
	| { readonly kind: 'revokeRequest'; readonly by: AgentKey }
	| {
			readonly kind: 'recordMailRequest'
			readonly request: RequestId
			readonly send: SendId
			readonly issue: number
	  }
	| {
			readonly kind: 'recordBounce'
			readonly request: RequestId
			readonly issue: number
			readonly reason: FactOf<'MailBounced'>['reason']
			readonly send: SendId
	  }
	| {
			readonly kind: 'recordParkedMail'
			readonly envelope: EnvelopeId
			readonly reason: MailParkedReason
	  }
	| {
			readonly kind: 'settleParkedMail'
			readonly envelope: EnvelopeId
			readonly how: ParkedMailEnd
	  }
	| { readonly kind: 'recordPause'; readonly request: RequestId; readonly until: Instant }
	| { readonly kind: 'recordDisowning'; readonly request: RequestId }

export const requestsRefusals = {
	requestData: ['personErased', 'requestOpen', 'noMessageToAnswer', 'windowClosed', 'answerByHand', ...CLAIM_REFUSALS],
	resendRequest: ['personErased', 'noOpenRequest', 'windowClosed', 'answerByHand', ...CLAIM_REFUSALS],
	revokeRequest: ['noOpenRequest', ...CLAIM_REFUSALS],
	recordMailRequest: [],
	recordBounce: [],
	recordParkedMail: [],
	settleParkedMail: [],
	recordPause: [],
	recordDisowning: [],
} as const

/** How long the customers' pages pause a request (shared/requests/request.ts). */
const PAUSED_AT_MOST = 15 * MINUTE
/** Parked mails that a case names at once. */
const PARKED_MAILS_NAMED = 10
/** How long a request may be answered. */
const REQUEST_VALID_FOR = 7 * DAY

/**
 * Returns why the message of a request cannot reach the author of the last message: a machine's text needs an open window
 * where they wrote in private, and who wrote in public is invited there if no private message can be had, where the network
 * takes an answer at all.
 */
const askRefusal = (state: CaseState, last: MessageRef, now: Instant): 'windowClosed' | 'answerByHand' | undefined => {
	const { network, visibility, form, message } = last
	if (network === 'x' || wayOfForm(network, form).public.by !== 'none') return undefined
	const contact = state.reach.find(({ public: shown, private: heard }) =>
		[shown?.message, heard?.message].includes(message),
	)?.contact
	const facts = { network, answered: last, typedBy: 'system', ...contactFactsOf(state, contact, message) } as const
	if (messagingWindow(facts, now, SENDING_MARGIN).outcome === 'open') return undefined
	return visibility === 'private' ? 'windowClosed' : 'answerByHand'
}

export const requestsDeciders: Deciders<RequestsCommand, typeof requestsRefusals> = {
	requestData: (state, { by, request, send, fields }, now) => {
		if (isErasureBegun(state)) return refuse('personErased')
		if (currentRequest(state)?.status === 'open') return refuse('requestOpen')
		if (state.lastMessage === undefined) return refuse('noMessageToAnswer')
		const refusal = askRefusal(state, state.lastMessage, now)
		if (refusal !== undefined) return refuse(refusal)
		const { message, network } = state.lastMessage
		return withClaim(
			state,
			by,
			now,
			fact('DataRequested', now, {
				by,
				request,
				send,
				fields: [...fields],
				form: state.form ?? 'sie',
				language: state.language,
				message,
				network,
				expiresAt: addMilliseconds(now, REQUEST_VALID_FOR),
			}),
		)
	},
	resendRequest: (state, { by, send }, now) => {
		if (isErasureBegun(state)) return refuse('personErased')
		const request = currentRequest(state)
		if (request?.status !== 'open') return refuse('noOpenRequest')
		const last = state.lastMessage
		const refusal = last === undefined ? undefined : askRefusal(state, last, now)
		if (refusal !== undefined) return refuse(refusal)
		const { message, network } = last ?? request
		return withClaim(state, by, now, fact('RequestResent', now, { by, request: request.id, send, message, network }))
	},
	revokeRequest: (state, { by }, now) => {
		const request = currentRequest(state)
		if (request?.status !== 'open') return refuse('noOpenRequest')
		return withClaim(state, by, now, fact('RequestRevoked', now, { by, request: request.id }))
	},
	recordMailRequest: (state, { request, send, issue }, now) => {
		const isRepeat = state.sends.some(
			(one) => one.purpose === 'requestMail' && one.request === request && one.issue >= issue,
		)
		if (isRepeat || findRequest(state, request)?.status !== 'open') return accept()
		const expiresAt = addMilliseconds(now, REQUEST_VALID_FOR)
		return accept(fact('MailRequested', now, { request, send, issue, expiresAt }))
	},
	recordBounce: (state, { request: id, issue, reason, send }, now) => {
		const request = findRequest(state, id)
		if (request === undefined || request.bounced.includes(issue)) return accept()
		const bounced = fact('MailBounced', now, { request: id, issue, reason })
		if (request.status !== 'open') return accept(bounced)
		const { message, network } = request
		const notice = reason === 'complained' ? 'mailComplained' : 'mailBounced'
		return accept(bounced, fact('NoticeQueued', now, { request: id, send, notice, message, network }))
	},
	/** Anybody may write to a reply address that they were told, so a case names a few of such mails, and those who tend them all. */
	recordParkedMail: (state, { envelope, reason }, now) => {
		const { parkedMails } = state
		const isKnown = parkedMails.some((one) => one.envelope === envelope)
		if (isKnown || parkedMails.length >= PARKED_MAILS_NAMED || isErasureBegun(state)) return accept()
		return accept(fact('MailParked', now, { envelope, reason }))
	},
	settleParkedMail: (state, { envelope, how }, now) =>
		state.parkedMails.some((one) => one.envelope === envelope)
			? accept(fact('ParkedMailSettled', now, { envelope, how }))
			: accept(),
	/** Repeats come in any order: an earlier pause does not shorten a later one. */
	/** A page that would pause for longer than pages do is not believed. */
	recordPause: (state, { request: id, until: said }, now) => {
		const longest = addMilliseconds(now, PAUSED_AT_MOST)
		const until = said < longest ? said : longest
		const request = findRequest(state, id)
		if (request?.status !== 'open' || (request.pausedUntil ?? '') >= until) return accept()
		return accept(fact('RequestPaused', now, { request: id, until }))
	},
	recordDisowning: (state, { request }, now) =>
		findRequest(state, request)?.status === 'open' ? accept(fact('RequestDisowned', now, { request })) : accept(),
}
