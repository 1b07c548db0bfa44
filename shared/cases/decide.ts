import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Command, CommandOf } from './commands.ts'
import { assign, claim, keepClaim, release, withClaim } from './decide-claim.ts'
import { readData, recordErasure, recordExposure, recordFoundData } from './decide-data.ts'
import {
	answeredByHand,
	confirmNativeAnswer,
	correctReply,
	deleteReply,
	hideMessage,
	recordOwnContent,
	recordReplyBounce,
	reply,
	resolveReply,
	withdrawReply,
} from './decide-reply.ts'
import {
	recordBounce,
	recordData,
	recordMailRequest,
	requestData,
	resendRequest,
	revokeRequest,
} from './decide-request.ts'
import { deferSend, recordFailure, recordSent, recordUnknown, startSend } from './decide-send.ts'
import { accept, type Decision, type DecisionOn, refuse } from './decision.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import { type CaseState, currentRequest, findRequest } from './state.ts'

const lapse = (state: CaseState, now: Instant): DecisionOn<'lapse'> => {
	if (state.state === 'closed') return accept()
	const request = currentRequest(state)
	if (request?.status === 'open' && request.expiresAt <= now)
		return accept(fact('RequestExpired', now, { request: request.id }))
	if (state.turn.who !== 'ours' && state.turn.until <= now) return accept(fact('TurnLapsed', now))
	return accept()
}

const close = (state: CaseState, command: CommandOf<'close'>, now: Instant): DecisionOn<'close'> => {
	const { by, outcome, unansweredReason, eraseAt } = command
	if (state.unanswered.count > 0 && unansweredReason === undefined) return refuse('unansweredReasonNeeded')
	const request = currentRequest(state)
	const revoked: Fact[] = request?.status === 'open' ? [fact('RequestRevoked', now, { by, request: request.id })] : []
	const closed = fact('CaseClosed', now, { by, outcome, unansweredReason, eraseAt })
	return withClaim(state, by, now, ...revoked, closed)
}

/**
 * What follows from a command: facts, none where it changes nothing (a repeat), or a refusal. Pure; `now` is an instant.
 */
export const decide = (state: CaseState, command: Command, now: Instant): Decision => {
	switch (command.kind) {
		case 'claim':
			return claim(state, command, now)
		case 'release':
			return release(state, command, now)
		case 'assign':
			return assign(state, command, now)
		case 'writeNote':
			return accept(fact('NoteWritten', now, { by: command.by, note: command.note }))
		case 'setAddressForm':
			return accept(fact('AddressFormSet', now, { by: command.by, form: command.form, reason: command.reason }))
		case 'setLanguage':
			return accept(fact('LanguageSet', now, { by: command.by, language: command.language, reason: command.reason }))
		case 'requestData':
			return requestData(state, command, now)
		case 'resendRequest':
			return resendRequest(state, command, now)
		case 'revokeRequest':
			return revokeRequest(state, command, now)
		case 'recordMailRequest':
			return recordMailRequest(state, command, now)
		case 'recordBounce':
			return recordBounce(state, command, now)
		case 'recordPause': {
			const request = findRequest(state, command.request)
			// Repeats come in any order: an earlier pause must not shorten a later one.
			if (request?.status !== 'open' || (request.pausedUntil ?? '') >= command.until) return accept()
			return accept(fact('RequestPaused', now, { request: command.request, until: command.until }))
		}
		case 'recordDisowning':
			return findRequest(state, command.request)?.status === 'open'
				? accept(fact('RequestDisowned', now, { request: command.request }))
				: accept()
		case 'recordData':
			return recordData(state, command, now)
		case 'readData':
			return readData(state, command, now)
		case 'recordErasure':
			return recordErasure(state, command, now)
		case 'startSend':
			return startSend(state, command, now)
		case 'recordSent':
			return recordSent(state, command, now)
		case 'recordFailure':
			return recordFailure(state, command, now)
		case 'recordUnknown':
			return recordUnknown(state, command, now)
		case 'deferSend':
			return deferSend(state, command, now)
		case 'reply':
			return reply(state, command, now)
		case 'withdrawReply':
			return withdrawReply(state, command, now)
		case 'resolveReply':
			return resolveReply(state, command, now)
		case 'correctReply':
			return correctReply(state, command, now)
		case 'deleteReply':
			return deleteReply(state, command, now)
		case 'hideMessage':
			return hideMessage(state, command, now)
		case 'recordOwnContent':
			return recordOwnContent(state, command, now)
		case 'confirmNativeAnswer':
			return confirmNativeAnswer(state, command, now)
		case 'answeredByHand':
			return answeredByHand(state, command, now)
		case 'keepClaim':
			return keepClaim(state, command.by, now)
		case 'recordReplyBounce':
			return recordReplyBounce(state, command, now)
		case 'recordFoundData':
			return recordFoundData(state, command, now)
		case 'recordExposure':
			return recordExposure(state, command, now)
		case 'demandPersonErasure':
			return state.personErasure === undefined
				? accept(fact('PersonErasureDemanded', now, { reason: command.reason, by: command.by }))
				: accept()
		case 'recordPersonErasure':
			return state.personErasure === 'demanded' ? accept(fact('PersonErased', now)) : accept()
		case 'lapse':
			return lapse(state, now)
		case 'close':
			return close(state, command, now)
		default:
			return assertNever(command)
	}
}
