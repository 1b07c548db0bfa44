import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Fact, FactOf, RecordedFact } from './facts.ts'
import type { CaseId, EffectId } from './keys.ts'
import { hear } from './manner.ts'
import {
	type CaseState,
	type DataRequest,
	type Effect,
	HEAD_SCHEMA,
	type MessageRef,
	UNANSWERED_SHOWN,
} from './state.ts'

/** Finished effects kept in the head, so that a repeated job finds its end without reading the facts. */
const FINISHED_EFFECTS_KEPT = 10

const byTime = (a: { sentAt: string; message: string }, b: { sentAt: string; message: string }): number =>
	a.sentAt === b.sentAt ? (a.message < b.message ? -1 : 1) : a.sentAt < b.sentAt ? -1 : 1

/** The state after the first fact of a case, which is always `CaseOpened`. */
export const open = (id: CaseId, fact: FactOf<'CaseOpened'>): CaseState => ({
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
	...(fact.addressForm === undefined ? {} : { form: fact.addressForm }),
	language: fact.language ?? 'de',
	requests: [],
	effects: [],
	holdsData: false,
})

const receive = (state: CaseState, fact: FactOf<'MessageReceived'>): CaseState => {
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

const ours = (state: CaseState): CaseState => ({ ...state, turn: { who: 'ours' } })

const isWaiting = ({ unanswered }: CaseState, message: string): boolean =>
	unanswered.first.some((one) => one.message === message)

const earlier = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b < a ? b : a)

/** An edit is an act of the customer: ours at once, and a message that was answered waits again. */
const edit = (before: CaseState, fact: FactOf<'MessageEdited'>): CaseState => {
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
const erase = (state: CaseState, { message, filedVersion }: FactOf<'MessageErased'>): CaseState => {
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

const queueEffect = (state: CaseState, effect: Effect): CaseState => {
	const finished = state.effects.filter(({ status }) => ['sent', 'failed', 'unknown'].includes(status))
	const dropped = new Set(finished.slice(0, Math.max(0, finished.length - FINISHED_EFFECTS_KEPT)))
	return { ...state, effects: [...state.effects.filter((candidate) => !dropped.has(candidate)), effect] }
}

const changeEffect = (state: CaseState, effect: EffectId, change: Partial<Effect>): CaseState => ({
	...state,
	effects: state.effects.map((candidate) => (candidate.effect === effect ? { ...candidate, ...change } : candidate)),
})

const changeRequest = (state: CaseState, request: string, change: Partial<DataRequest>): CaseState => ({
	...state,
	requests: state.requests.map((candidate) =>
		candidate.request === request ? { ...candidate, ...change } : candidate,
	),
})

const receiveData = (state: CaseState, fact: FactOf<'DataReceived'>): CaseState => {
	const { submission, fields, assurance, at } = fact
	const request = state.requests.find((candidate) => candidate.request === fact.request)
	const submissions = [...(request?.submissions ?? []), { submission, fields, assurance, at }]
	const received = changeRequest(state, fact.request, { status: 'received', submissions })
	return ours({ ...received, waitingSince: state.waitingSince ?? at, holdsData: true })
}

const requestData = (state: CaseState, fact: FactOf<'DataRequested'>): CaseState => {
	const { request, fields, form, language, message, network, expiresAt } = fact
	const effect: Effect = {
		effect: fact.effect,
		purpose: 'requestMessage',
		via: network,
		request,
		message,
		status: 'queued',
		attempt: 0,
		since: fact.at,
	}
	const asked: DataRequest = {
		request,
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
	return queueEffect(
		{ ...state, requests: [...state.requests, asked], turn: { who: 'customer', until: expiresAt }, holdsData: true },
		effect,
	)
}

const messageEffect = (
	fact: FactOf<'RequestResent' | 'InvitationQueued' | 'NoticeQueued'>,
	purpose: Effect['purpose'],
): Effect => ({
	effect: fact.effect,
	purpose,
	via: fact.network,
	request: fact.request,
	message: fact.message,
	status: 'queued',
	attempt: 0,
	since: fact.at,
})

/** Hands the turn to the customer until the request ends. */
const toCustomer = (state: CaseState, id: string): CaseState => {
	const request = state.requests.find(({ request }) => request === id)
	return request === undefined ? state : { ...state, turn: { who: 'customer', until: request.expiresAt } }
}

/** The same, unless a message arrived after the agent asked: a machine's step must not hide what nobody has seen. */
const toCustomerUnlessWritten = (state: CaseState, id: string): CaseState => {
	const asked = state.requests.find(({ request }) => request === id)?.askedVersion ?? 0
	return (state.arrivedVersion ?? 0) < asked ? toCustomer(state, id) : state
}

/** A mail's link ends seven days after its sending (design.md, "The secure e-mail request", 4), and the request with it. */
const requestMail = (state: CaseState, fact: FactOf<'MailRequested'>): CaseState => {
	const { effect, request: id, issue, at, expiresAt } = fact
	const mail: Effect = {
		effect,
		purpose: 'requestMail',
		via: 'mail',
		request: id,
		issue,
		status: 'queued',
		attempt: 0,
		since: at,
	}
	const extended = state.requests.map((one) =>
		one.request === id && one.expiresAt < expiresAt ? { ...one, expiresAt } : one,
	)
	return toCustomerUnlessWritten(queueEffect({ ...state, requests: extended }, mail), id)
}

const eraseData = ({ eraseAt: _, ...state }: CaseState): CaseState => ({
	...state,
	holdsData: false,
	requests: state.requests.map((one) => ({
		...one,
		submissions: [],
		erased: [...one.erased, ...one.submissions.map(({ submission }) => submission)],
	})),
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
		...(state.holdsData ? { eraseAt: fact.eraseAt } : {}),
	}
}

const reopen = (state: CaseState): CaseState => {
	const { closedAt: _, outcome: __, eraseAt: ___, ...rest } = state
	return { ...rest, state: 'open', turn: { who: 'ours' } }
}

/** Lets go of what is theirs: another agent's claim stays when the owner releases. */
const release = (state: CaseState, { by }: FactOf<'CaseReleased'>): CaseState => {
	const { claim, owner, ...rest } = state
	return {
		...rest,
		...(claim === undefined || claim.by === by ? {} : { claim }),
		...(owner === undefined || owner === by ? {} : { owner }),
	}
}

const change = (state: CaseState, fact: Fact): CaseState => {
	switch (fact.kind) {
		case 'CaseOpened':
			return state
		case 'CaseReopened':
			return reopen(state)
		case 'MessageReceived':
			return receive(state, fact)
		case 'MessageEdited':
			return edit(state, fact)
		case 'MessageErased':
			return erase(state, fact)
		case 'MessageHidden':
			return state
		case 'CaseClaimed':
			return { ...state, claim: { by: fact.by, at: fact.at }, owner: state.owner ?? fact.by }
		case 'CaseReleased':
			return release(state, fact)
		case 'CaseAssigned': {
			const { deputy: _, ...rest } = state
			return { ...rest, owner: fact.owner, ...(fact.deputy === undefined ? {} : { deputy: fact.deputy }) }
		}
		case 'NoteWritten':
		case 'DataRead':
			return state
		case 'AddressFormSet':
			return { ...state, form: fact.form, formSince: { at: fact.at } }
		case 'LanguageSet':
			return { ...state, language: fact.language, languageSince: { at: fact.at } }
		case 'DataRequested':
			return requestData(state, fact)
		case 'RequestResent':
			return toCustomer(
				changeRequest(queueEffect(state, messageEffect(fact, 'requestMessage')), fact.request, {
					askedVersion: state.version + 1,
				}),
				fact.request,
			)
		case 'InvitationQueued':
			return toCustomerUnlessWritten(queueEffect(state, messageEffect(fact, 'invitation')), fact.request)
		case 'NoticeQueued':
			return queueEffect(state, messageEffect(fact, 'bounceNotice'))
		case 'MailRequested':
			return requestMail(state, fact)
		case 'MailBounced': {
			const bounced = state.requests.find(({ request }) => request === fact.request)?.bounced ?? []
			return ours(changeRequest(state, fact.request, { bounced: [...bounced, fact.issue] }))
		}
		case 'RequestPaused':
			return changeRequest(state, fact.request, { pausedUntil: fact.until })
		case 'RequestDisowned':
			return ours(changeRequest(state, fact.request, { status: 'disowned' }))
		case 'RequestRevoked':
			return ours(changeRequest(state, fact.request, { status: 'revoked' }))
		case 'RequestExpired':
			return ours(changeRequest(state, fact.request, { status: 'expired' }))
		case 'DataReceived':
			return receiveData(state, fact)
		case 'DataErased':
			return eraseData(state)
		case 'SendStarted':
			return changeEffect(state, fact.effect, { status: 'started', attempt: fact.attempt, since: fact.at })
		case 'SendSucceeded':
			return changeEffect(state, fact.effect, { status: 'sent', since: fact.at })
		case 'SendFailed': {
			const failed = changeEffect(state, fact.effect, { status: 'failed', failure: fact.reason, since: fact.at })
			// Withdrawn: overtaken by something newer, which says itself whose turn it is.
			return fact.reason === 'withdrawn' ? failed : ours(failed)
		}
		case 'SendUnknown':
			return ours(changeEffect(state, fact.effect, { status: 'unknown', since: fact.at }))
		case 'SendDeferred':
			return changeEffect(state, fact.effect, { status: 'deferred', until: fact.until, since: fact.at })
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
		else if (fact.kind === 'CaseOpened') state = open(id, fact)
	}
	return state
}
