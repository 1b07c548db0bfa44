import { assertNever } from '#shared/kernel/assert-never.ts'
import {
	evolveMailReceived,
	evolveMessageEdited,
	evolveMessageErased,
	evolveMessageReceived,
	withWaiting,
} from './evolve-messages.ts'
import {
	evolveAnsweredByHand,
	evolveChangeQueued,
	evolveHideQueued,
	evolveNativeAnswerConfirmed,
	evolveNativeAnswerSeen,
	evolveReplyQueued,
	replyDeleted,
	replySent,
	usePrivateReply,
} from './evolve-replies.ts'
import {
	evolveDataErased,
	evolveDataReceived,
	evolveDataRequested,
	evolveMailRequested,
	toCustomer,
	toCustomerUnlessWritten,
	withRequest,
} from './evolve-requests.ts'
import { changeReplies, enterStatus, messageSend, queueSend } from './evolve-sends.ts'
import type { Fact, FactOf, RecordedFact } from './facts.ts'
import type { CaseId } from './keys.ts'
import { type CaseState, findRequest, findSend, HEAD_SCHEMA } from './state.ts'
import { ours } from './turn.ts'
import { NOBODY } from './waiting.ts'

/** The state after the first fact of a case, which is always `CaseOpened`. */
export const evolveCaseOpened = (id: CaseId, fact: FactOf<'CaseOpened'>): CaseState => ({
	schema: HEAD_SCHEMA,
	id,
	version: 1,
	number: fact.number,
	state: 'open',
	openedAt: fact.at,
	turn: { who: 'ours' },
	contacts: [fact.contact],
	networks: [fact.network],
	unanswered: { first: [], count: 0 },
	settledVersion: 0,
	form: fact.addressForm,
	language: fact.language ?? 'de',
	requests: [],
	sends: [],
	reach: [],
	repliedPrivately: [],
	sentReplies: [],
	bouncedReplies: [],
	nativeAnswers: [],
	signals: [],
	foundData: [],
	holdsData: false,
})

const close = (state: CaseState, fact: FactOf<'CaseClosed'>): CaseState => {
	const { waitingSince: _, claim: __, ...rest } = state
	return {
		...rest,
		state: 'closed',
		closedAt: fact.at,
		outcome: fact.outcome,
		unanswered: { first: [], count: 0 },
		settledVersion: state.version + 1,
		turn: { who: 'ours' },
		eraseAt: state.holdsData ? fact.eraseAt : undefined,
	}
}

const reopen = (state: CaseState): CaseState => {
	const { closedAt: _, outcome: __, eraseAt: ___, ...rest } = state
	return { ...rest, state: 'open', turn: { who: 'ours' } }
}

/** Lets go of what is theirs: another agent's claim stays when the owner releases. */
const release = (state: CaseState, { by }: FactOf<'CaseReleased'>): CaseState => ({
	...state,
	claim: state.claim?.by === by ? undefined : state.claim,
	owner: state.owner === by ? undefined : state.owner,
})

const BOUNCES_KEPT = 20
const SIGNALS_KEPT = 20

/** What a send that arrived changes beyond its own end. */
const succeed = (state: CaseState, { send: id, at }: FactOf<'SendSucceeded'>): CaseState => {
	const sent = enterStatus(state, id, { kind: 'sent' }, at)
	const send = findSend(state, id)
	if (send === undefined) return sent
	return send.purpose === 'deletion' ? replyDeleted(sent, send) : usePrivateReply(sent, send)
}

const confirmReply = (state: CaseState, { send: id, at }: FactOf<'ReplyConfirmed'>): CaseState =>
	changeReplies(state, (reply) => (reply.id === id ? { ...reply, confirmedAt: at } : reply))

const findData = (state: CaseState, { submission: id, fields, at }: FactOf<'DataFound'>): CaseState => ({
	...state,
	foundData: [...state.foundData, { id, fields, at }],
	holdsData: true,
})

/** Nobody is left who waits for an answer; whether the matter is done is for an agent to say. */
const forgetPerson = (state: CaseState): CaseState => ({
	...ours(withWaiting(state, NOBODY)),
	settledVersion: state.version + 1,
	nativeAnswers: [],
	signals: [],
	personErasure: 'done',
})

const expose = (state: CaseState, { message, fields, at }: FactOf<'DataExposed'>): CaseState => ({
	...state,
	signals: [...state.signals, { kind: 'personalDataInPublic' as const, message, fields, at }].slice(-SIGNALS_KEPT),
})

const change = (state: CaseState, fact: Fact): CaseState => {
	switch (fact.kind) {
		case 'CaseOpened':
			return state
		case 'CaseReopened':
			return reopen(state)
		case 'MessageReceived':
			return evolveMessageReceived(state, fact)
		case 'MailReceived':
			return evolveMailReceived(state, fact)
		case 'MessageEdited':
			return evolveMessageEdited(state, fact)
		case 'MessageErased':
			return evolveMessageErased(state, fact)
		case 'MessageHidden':
			return state
		case 'CaseClaimed':
			return { ...state, claim: { by: fact.by, at: fact.at }, owner: state.owner ?? fact.by }
		case 'CaseReleased':
			return release(state, fact)
		case 'CaseAssigned':
			return { ...state, owner: fact.owner, deputy: fact.deputy }
		case 'NoteWritten':
		case 'DataRead':
			return state
		case 'AddressFormSet':
			return { ...state, form: fact.form, formSince: { at: fact.at } }
		case 'LanguageSet':
			return { ...state, language: fact.language, languageSince: { at: fact.at } }
		case 'DataRequested':
			return evolveDataRequested(state, fact)
		case 'RequestResent':
			return toCustomer(
				withRequest(queueSend(state, messageSend(fact, 'requestMessage')), fact.request, {
					askedVersion: state.version + 1,
				}),
				fact.request,
			)
		case 'InvitationQueued':
			return toCustomerUnlessWritten(queueSend(state, messageSend(fact, 'invitation')), fact.request)
		case 'NoticeQueued':
			return queueSend(state, messageSend(fact, fact.notice === 'mailComplained' ? 'complaintNotice' : 'bounceNotice'))
		case 'MailRequested':
			return evolveMailRequested(state, fact)
		case 'MailBounced': {
			const bounced = findRequest(state, fact.request)?.bounced ?? []
			return ours(withRequest(state, fact.request, { bounced: [...bounced, fact.issue] }))
		}
		case 'RequestPaused':
			return withRequest(state, fact.request, { pausedUntil: fact.until })
		case 'RequestDisowned':
			return ours(withRequest(state, fact.request, { status: 'disowned' }))
		case 'RequestRevoked':
			return ours(withRequest(state, fact.request, { status: 'revoked' }))
		case 'RequestExpired':
			return ours(withRequest(state, fact.request, { status: 'expired' }))
		case 'DataReceived':
			return evolveDataReceived(state, fact)
		case 'DataErased':
			return evolveDataErased(state)
		case 'SendStarted':
			return enterStatus(state, fact.send, { kind: 'started' }, fact.at, fact.attempt)
		case 'SendSucceeded':
			return succeed(state, fact)
		case 'SendFailed': {
			const failed = enterStatus(state, fact.send, { kind: 'failed', failure: fact.reason }, fact.at)
			// Withdrawn: overtaken by something newer, which says itself whose turn it is.
			return fact.reason === 'withdrawn' ? failed : ours(failed)
		}
		case 'SendUnknown':
		case 'ReplyUnknown':
			return ours(enterStatus(state, fact.send, { kind: 'unknown' }, fact.at))
		case 'SendDeferred':
			return enterStatus(state, fact.send, { kind: 'deferred', until: fact.until }, fact.at)
		case 'ReplyQueued':
			return evolveReplyQueued(state, fact)
		case 'ReplyWithdrawn':
			return enterStatus(state, fact.send, { kind: 'withdrawn' }, fact.at)
		case 'ReplySent':
			return replySent(state, fact)
		case 'ReplyFailed':
			return ours(enterStatus(state, fact.send, { kind: 'failed', failure: fact.reason }, fact.at))
		case 'ReplyConfirmed':
			return confirmReply(state, fact)
		case 'ReplyBounced':
			return ours({ ...state, bouncedReplies: [...state.bouncedReplies, fact.send].slice(-BOUNCES_KEPT) })
		case 'ReplyCorrectionQueued':
		case 'ReplyDeletionQueued':
			return evolveChangeQueued(state, fact)
		case 'HideQueued':
			return evolveHideQueued(state, fact)
		case 'NativeAnswerSeen':
			return evolveNativeAnswerSeen(state, fact)
		case 'NativeAnswerConfirmed':
			return evolveNativeAnswerConfirmed(state, fact)
		case 'AnsweredByHand':
			return evolveAnsweredByHand(state, fact)
		case 'DataFound':
			return findData(state, fact)
		case 'DataExposed':
			return expose(state, fact)
		case 'PersonErasureDemanded':
			return { ...state, personErasure: 'demanded' }
		case 'PersonErased':
			return forgetPerson(state)
		case 'TurnLapsed':
			return ours(state)
		case 'CaseClosed':
			return close(state, fact)
		default:
			return assertNever(fact)
	}
}

/** The state after one more fact. Pure; the version grows by exactly one. */
export const evolve = (state: CaseState, fact: Fact): CaseState => ({
	...change(state, fact),
	version: state.version + 1,
})

/** Folds all facts of a case, in their order, into its state; undefined where there are none. */
export const fold = (id: CaseId, facts: readonly RecordedFact[]): CaseState | undefined => {
	let state: CaseState | undefined
	for (const { fact } of facts) {
		if (state !== undefined) state = evolve(state, fact)
		else if (fact.kind === 'CaseOpened') state = evolveCaseOpened(id, fact)
	}
	return state
}
