import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { languageToWrite } from './address-and-language.ts'
import type { CommandOf } from './commands.ts'
import { withClaim } from './decide-claim.ts'
import { accept, type DecisionOn, refuse } from './decision.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import { type CaseState, currentRequest, findRequest } from './state.ts'

/** The secure e-mail request, as agents and machines move it on. Pure, part of `decide`. */

/** How long a request may be answered. */
const REQUEST_VALID_FOR = 7 * DAY

export const decideRequestData = (
	state: CaseState,
	command: CommandOf<'requestData'>,
	now: Instant,
): DecisionOn<'requestData'> => {
	const { by, request, send, fields } = command
	if (currentRequest(state)?.status === 'open') return refuse('requestOpen')
	if (state.lastMessage === undefined) return refuse('noMessageToAnswer')
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
			language: languageToWrite(state.language),
			message,
			network,
			expiresAt: addMilliseconds(now, REQUEST_VALID_FOR),
		}),
	)
}

export const decideResendRequest = (
	state: CaseState,
	{ by, send }: CommandOf<'resendRequest'>,
	now: Instant,
): DecisionOn<'resendRequest'> => {
	const request = currentRequest(state)
	if (request?.status !== 'open') return refuse('noOpenRequest')
	const target = state.lastMessage ?? request
	const { message, network } = target
	return withClaim(state, by, now, fact('RequestResent', now, { by, request: request.id, send, message, network }))
}

export const decideRevokeRequest = (
	state: CaseState,
	{ by }: CommandOf<'revokeRequest'>,
	now: Instant,
): DecisionOn<'revokeRequest'> => {
	const request = currentRequest(state)
	if (request?.status !== 'open') return refuse('noOpenRequest')
	return withClaim(state, by, now, fact('RequestRevoked', now, { by, request: request.id }))
}

export const decideRecordMailRequest = (
	state: CaseState,
	command: CommandOf<'recordMailRequest'>,
	now: Instant,
): DecisionOn<'recordMailRequest'> => {
	const { request, send, issue } = command
	const isRepeat = state.sends.some(
		(one) => one.purpose === 'requestMail' && one.request === request && one.issue >= issue,
	)
	if (isRepeat || findRequest(state, request)?.status !== 'open') return accept()
	const expiresAt = addMilliseconds(now, REQUEST_VALID_FOR)
	return accept(fact('MailRequested', now, { request, send, issue, expiresAt }))
}

export const decideRecordBounce = (
	state: CaseState,
	command: CommandOf<'recordBounce'>,
	now: Instant,
): DecisionOn<'recordBounce'> => {
	const { request: id, issue, reason, send } = command
	const request = findRequest(state, id)
	if (request === undefined || request.bounced.includes(issue)) return accept()
	const bounced = fact('MailBounced', now, { request: id, issue, reason })
	if (request.status !== 'open') return accept(bounced)
	const { message, network } = request
	return accept(
		bounced,
		fact('NoticeQueued', now, {
			request: id,
			send,
			notice: reason === 'complained' ? 'mailComplained' : 'mailBounced',
			message,
			network,
		}),
	)
}

export const decideRecordData = (
	state: CaseState,
	command: CommandOf<'recordData'>,
	now: Instant,
): DecisionOn<'recordData'> => {
	const { request: id, submission, fields, assurance } = command
	const request = findRequest(state, id)
	const isRepeat = request?.erased.includes(submission) || request?.submissions.some((one) => one.id === submission)
	if (request === undefined || isRepeat) return accept()
	// Data that lie in the vault are told even after a revocation or a close: they are there, and must be erased.
	const reopened: Fact[] = state.state === 'closed' ? [fact('CaseReopened', now)] : []
	return accept(...reopened, fact('DataReceived', now, { request: id, submission, fields: [...fields], assurance }))
}
