import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Command, CommandOf } from './commands.ts'
import { decideAssign, decideClaim, decideRelease, keepClaim, withClaim } from './decide-claim.ts'
import { decideReadData, decideRecordErasure, decideRecordExposure, decideRecordFoundData } from './decide-data.ts'
import {
	decideAnsweredByHand,
	decideConfirmNativeAnswer,
	decideCorrectReply,
	decideDeleteReply,
	decideHideMessage,
	decideRecordOwnContent,
	decideRecordReplyBounce,
	decideReply,
	decideResolveReply,
	decideWithdrawReply,
} from './decide-reply.ts'
import {
	decideRecordBounce,
	decideRecordData,
	decideRecordMailRequest,
	decideRequestData,
	decideResendRequest,
	decideRevokeRequest,
} from './decide-request.ts'
import {
	decideDeferSend,
	decideRecordFailure,
	decideRecordSent,
	decideRecordUnknown,
	decideStartSend,
} from './decide-send.ts'
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
			return decideClaim(state, command, now)
		case 'release':
			return decideRelease(state, command, now)
		case 'assign':
			return decideAssign(state, command, now)
		case 'writeNote':
			return accept(fact('NoteWritten', now, { by: command.by, note: command.note }))
		case 'setAddressForm':
			return accept(fact('AddressFormSet', now, { by: command.by, form: command.form, reason: command.reason }))
		case 'setLanguage':
			return accept(fact('LanguageSet', now, { by: command.by, language: command.language, reason: command.reason }))
		case 'requestData':
			return decideRequestData(state, command, now)
		case 'resendRequest':
			return decideResendRequest(state, command, now)
		case 'revokeRequest':
			return decideRevokeRequest(state, command, now)
		case 'recordMailRequest':
			return decideRecordMailRequest(state, command, now)
		case 'recordBounce':
			return decideRecordBounce(state, command, now)
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
			return decideRecordData(state, command, now)
		case 'readData':
			return decideReadData(state, command, now)
		case 'recordErasure':
			return decideRecordErasure(state, command, now)
		case 'startSend':
			return decideStartSend(state, command, now)
		case 'recordSent':
			return decideRecordSent(state, command, now)
		case 'recordFailure':
			return decideRecordFailure(state, command, now)
		case 'recordUnknown':
			return decideRecordUnknown(state, command, now)
		case 'deferSend':
			return decideDeferSend(state, command, now)
		case 'reply':
			return decideReply(state, command, now)
		case 'withdrawReply':
			return decideWithdrawReply(state, command, now)
		case 'resolveReply':
			return decideResolveReply(state, command, now)
		case 'correctReply':
			return decideCorrectReply(state, command, now)
		case 'deleteReply':
			return decideDeleteReply(state, command, now)
		case 'hideMessage':
			return decideHideMessage(state, command, now)
		case 'recordOwnContent':
			return decideRecordOwnContent(state, command, now)
		case 'confirmNativeAnswer':
			return decideConfirmNativeAnswer(state, command, now)
		case 'answeredByHand':
			return decideAnsweredByHand(state, command, now)
		case 'keepClaim':
			return keepClaim(state, command.by, now)
		case 'recordReplyBounce':
			return decideRecordReplyBounce(state, command, now)
		case 'recordFoundData':
			return decideRecordFoundData(state, command, now)
		case 'recordExposure':
			return decideRecordExposure(state, command, now)
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
