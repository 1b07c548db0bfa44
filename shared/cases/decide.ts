import { assertNever } from '#shared/kernel/assert-never.ts'
import { DAY, type Instant, plus } from '#shared/kernel/clock.ts'
import type { Command } from './commands.ts'
import { claimer, isHeldByOther, keepClaim, withClaim, worksCase } from './decide-claim.ts'
import {
	answeredByHand,
	confirmNativeAnswer,
	correctReply,
	deleteReply,
	hideMessage,
	recordOwnContent,
	reply,
	resolveReply,
	withdrawReply,
} from './decide-reply.ts'
import { deferSend, recordFailure, recordSent, recordUnknown, startSend } from './decide-send.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { Fact } from './facts.ts'
import type { AgentKey } from './keys.ts'
import { type CaseState, currentRequest, type DataRequest, findEffect } from './state.ts'

/** How long a request may be answered: design.md, "The secure e-mail request", 4. */
const REQUEST_VALID_FOR = 7 * DAY

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

const requestData = (state: CaseState, command: CommandOf<'requestData'>, now: Instant): Decision => {
	const { by, request, effect, fields } = command
	if (currentRequest(state)?.status === 'open') return refuse('requestOpen')
	if (state.lastMessage === undefined) return refuse('noMessageToAnswer')
	const { message, network } = state.lastMessage
	return withClaim(state, by, now, {
		kind: 'DataRequested',
		v: 1,
		at: now,
		by,
		request,
		effect,
		fields: [...fields],
		form: state.form ?? 'sie',
		language: state.language === 'en' ? 'en' : 'de',
		message,
		network,
		expiresAt: plus(now, REQUEST_VALID_FOR),
	})
}

const resendRequest = (state: CaseState, { by, effect }: CommandOf<'resendRequest'>, now: Instant): Decision => {
	const request = currentRequest(state)
	if (request?.status !== 'open') return refuse('noOpenRequest')
	const target = state.lastMessage ?? request
	const { message, network } = target
	return withClaim(state, by, now, {
		kind: 'RequestResent',
		v: 1,
		at: now,
		by,
		request: request.request,
		effect,
		message,
		network,
	})
}

const revokeRequest = (state: CaseState, { by }: CommandOf<'revokeRequest'>, now: Instant): Decision => {
	const request = currentRequest(state)
	if (request?.status !== 'open') return refuse('noOpenRequest')
	return withClaim(state, by, now, { kind: 'RequestRevoked', v: 1, at: now, by, request: request.request })
}

const requestOf = (state: CaseState, id: string): DataRequest | undefined =>
	state.requests.find(({ request }) => request === id)

const recordMailRequest = (state: CaseState, command: CommandOf<'recordMailRequest'>, now: Instant): Decision => {
	const { request, effect, issue } = command
	const isRepeat = state.effects.some((one) => one.request === request && (one.issue ?? 0) >= issue)
	if (isRepeat || requestOf(state, request)?.status !== 'open') return accept()
	const expiresAt = plus(now, REQUEST_VALID_FOR)
	return accept({ kind: 'MailRequested', v: 1, at: now, request, effect, issue, expiresAt })
}

const recordBounce = (state: CaseState, command: CommandOf<'recordBounce'>, now: Instant): Decision => {
	const { request: id, issue, reason, effect } = command
	const request = requestOf(state, id)
	if (request === undefined || request.bounced.includes(issue)) return accept()
	const bounced: Fact = { kind: 'MailBounced', v: 1, at: now, request: id, issue, reason }
	if (request.status !== 'open') return accept(bounced)
	const { message, network } = request
	return accept(bounced, {
		kind: 'NoticeQueued',
		v: 1,
		at: now,
		request: id,
		effect,
		notice: reason === 'complained' ? 'mailComplained' : 'mailBounced',
		message,
		network,
	})
}

const recordData = (state: CaseState, command: CommandOf<'recordData'>, now: Instant): Decision => {
	const { request: id, submission, fields, assurance } = command
	const request = requestOf(state, id)
	const isRepeat =
		request?.erased.includes(submission) || request?.submissions.some((one) => one.submission === submission)
	if (request === undefined || isRepeat) return accept()
	// Data that lie in the vault are told even after a revocation or a close: they are there, and must be erased.
	const reopened: Fact[] = state.state === 'closed' ? [{ kind: 'CaseReopened', v: 1, at: now }] : []
	return accept(...reopened, {
		kind: 'DataReceived',
		v: 1,
		at: now,
		request: id,
		submission,
		fields: [...fields],
		assurance,
	})
}

const readData = (state: CaseState, { by, purpose, fields }: CommandOf<'readData'>, now: Instant): Decision => {
	if (!worksCase(state, by, now)) return refuse('notYours')
	const given = new Set(
		[...state.requests.flatMap(({ submissions }) => submissions), ...state.foundData].flatMap((one) => one.fields),
	)
	const read = fields.filter((field) => given.has(field))
	return read.length === 0 ? refuse('noData') : accept({ kind: 'DataRead', v: 1, at: now, by, purpose, fields: read })
}

/** An erasure on demand shuts the links of an open request too: nothing more can come of it, whoever holds the claim. */
const recordErasure = (state: CaseState, command: CommandOf<'recordErasure'>, now: Instant): Decision => {
	const { by, reason } = command
	if (!state.holdsData) return accept()
	const erased: Fact = { kind: 'DataErased', v: 1, at: now, reason, ...(by === undefined ? {} : { by }) }
	const request = currentRequest(state)
	if (by === undefined || request?.status !== 'open') return accept(erased)
	return accept({ kind: 'RequestRevoked', v: 1, at: now, by, request: request.request }, erased)
}

const byOf = ({ by }: { readonly by?: AgentKey | undefined }) => (by === undefined ? {} : { by })

const recordReplyBounce = (state: CaseState, command: CommandOf<'recordReplyBounce'>, now: Instant): Decision => {
	const { effect, reason } = command
	const isOurs = findEffect(state, effect)?.purpose === 'reply' && !state.bouncedReplies.includes(effect)
	return isOurs ? accept({ kind: 'ReplyBounced', v: 1, at: now, effect, reason }) : accept()
}

const recordFoundData = (state: CaseState, command: CommandOf<'recordFoundData'>, now: Instant): Decision => {
	const { message, submission, fields } = command
	if (state.foundData.some((one) => one.submission === submission)) return accept()
	// As with data that were asked for: only an open case comes to the close that says when they are erased.
	const reopened: Fact[] = state.state === 'closed' ? [{ kind: 'CaseReopened', v: 1, at: now }] : []
	return accept(...reopened, { kind: 'DataFound', v: 1, at: now, message, submission, fields: [...fields] })
}

/** A text that is edited may expose other things than before: told once for each. */
const recordExposure = (state: CaseState, { message, fields }: CommandOf<'recordExposure'>, now: Instant): Decision => {
	const known = state.signals.filter((one) => one.message === message).flatMap((one) => one.fields)
	const isRepeat = fields.every((field) => known.includes(field))
	return isRepeat ? accept() : accept({ kind: 'DataExposed', v: 1, at: now, message, fields: [...fields] })
}

const lapse = (state: CaseState, now: Instant): Decision => {
	if (state.state === 'closed') return accept()
	const request = currentRequest(state)
	if (request?.status === 'open' && request.expiresAt <= now)
		return accept({ kind: 'RequestExpired', v: 1, at: now, request: request.request })
	if (state.turn.who !== 'ours' && state.turn.until <= now) return accept({ kind: 'TurnLapsed', v: 1, at: now })
	return accept()
}

const close = (state: CaseState, command: CommandOf<'close'>, now: Instant): Decision => {
	const { by, outcome, unansweredReason, eraseAt } = command
	if (state.unanswered.count > 0 && unansweredReason === undefined) return refuse('unansweredReasonNeeded')
	const request = currentRequest(state)
	const revoked: Fact[] =
		request?.status === 'open' ? [{ kind: 'RequestRevoked', v: 1, at: now, by, request: request.request }] : []
	const reason = unansweredReason === undefined ? {} : { unansweredReason }
	return withClaim(state, by, now, ...revoked, { kind: 'CaseClosed', v: 1, at: now, by, outcome, ...reason, eraseAt })
}

/**
 * What follows from a command: facts, none where it changes nothing (a repeat), or a refusal. Pure; `now` is an instant.
 */
export const decide = (state: CaseState, command: Command, now: Instant): Decision => {
	switch (command.kind) {
		case 'claim':
			if (state.state === 'closed') return refuse('caseClosed')
			if (isHeldByOther(state, command.by, now)) return refuse('claimedByOther')
			return accept({ kind: 'CaseClaimed', v: 1, at: now, by: command.by })
		case 'release':
			if (claimer(state, now) !== command.by && state.owner !== command.by) return refuse('notYours')
			return accept({ kind: 'CaseReleased', v: 1, at: now, by: command.by })
		case 'assign': {
			if (state.state === 'closed') return refuse('caseClosed')
			const { by, owner, deputy } = command
			return accept({ kind: 'CaseAssigned', v: 1, at: now, by, owner, ...(deputy === undefined ? {} : { deputy }) })
		}
		case 'writeNote':
			return accept({ kind: 'NoteWritten', v: 1, at: now, by: command.by, note: command.note })
		case 'setAddressForm':
			return accept({
				kind: 'AddressFormSet',
				v: 1,
				at: now,
				by: command.by,
				form: command.form,
				reason: command.reason,
			})
		case 'setLanguage':
			return accept({
				kind: 'LanguageSet',
				v: 1,
				at: now,
				by: command.by,
				language: command.language,
				reason: command.reason,
			})
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
			const request = requestOf(state, command.request)
			// Repeats come in any order: an earlier pause must not shorten a later one.
			if (request?.status !== 'open' || (request.pausedUntil ?? '') >= command.until) return accept()
			return accept({ kind: 'RequestPaused', v: 1, at: now, request: command.request, until: command.until })
		}
		case 'recordDisowning':
			return requestOf(state, command.request)?.status === 'open'
				? accept({ kind: 'RequestDisowned', v: 1, at: now, request: command.request })
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
				? accept({ kind: 'PersonErasureDemanded', v: 1, at: now, reason: command.reason, ...byOf(command) })
				: accept()
		case 'recordPersonErasure':
			return state.personErasure === 'demanded' ? accept({ kind: 'PersonErased', v: 1, at: now }) : accept()
		case 'lapse':
			return lapse(state, now)
		case 'close':
			return close(state, command, now)
		default:
			return assertNever(command)
	}
}
