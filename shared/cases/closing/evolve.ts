import type { Instant } from '#shared/kernel/clock.ts'
import type { Evolvers } from '../evolvers.ts'
import type { FactOf } from '../facts.ts'
import type { CaseId } from '../keys.ts'
import { type CaseState, HEAD_SCHEMA } from '../state.ts'
import type { ClosingFact } from './facts.ts'
import { isSomebodyWaiting } from './matrix.ts'

/** Returns the state after the first fact of a case, which is always `CaseOpened`. */
export const openCase = (id: CaseId, fact: FactOf<'CaseOpened'>): CaseState => ({
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
	parkedMails: [],
	sends: [],
	reach: [],
	repliedPrivately: [],
	sentReplies: [],
	bouncedReplies: [],
	nativeAnswers: [],
	proposals: [],
	notes: [],
	questions: [],
	exposures: [],
	signals: [],
	promises: [],
	endedPromises: [],
	brokenPromises: 0,
	calls: [],
	dangers: [],
	netiquette: (fact.netiquette ?? []).map((one) => ({ ...one, status: 'stands' })),
	foundData: [],
	holdsData: false,
})

/** The customer did something: nothing that was decided before about the end holds, and our tries begin anew. */
export const customerActed = ({ closingProposal: _, tries: __, ...state }: CaseState): CaseState => state

/** We asked the customer something once more. */
export const triedAgain = (state: CaseState, lastAt: Instant): CaseState => ({
	...state,
	tries: { count: (state.tries?.count ?? 0) + 1, lastAt },
})

/** It came on record that the customer was answered outside hilft, in a network's own app or by phone. */
export const answeredOutside = (state: CaseState): CaseState => ({ ...state, elsewhereVersion: state.version + 1 })

export const closingEvolvers: Evolvers<ClosingFact> = {
	/** Comes first, and is not repeated: `openCase` makes the state of it. */
	CaseOpened: (state) => state,
	CaseReopened: ({
		closedAt: _,
		outcome: __,
		unansweredReason: ___,
		closedUnanswered: ____,
		eraseAt: _____,
		...state
	}) => ({
		...state,
		state: 'open',
		turn: { who: 'ours' },
	}),
	TurnLapsed: (state) => ({ ...state, turn: { who: 'ours' } }),
	CaseClosed: (
		{ waitingSince: _, claim: __, closeQueued: ___, closingProposal: ____, tries: _____, ...state },
		{ at, outcome, unansweredReason, eraseAt },
	) => ({
		...state,
		state: 'closed',
		closedAt: at,
		outcome,
		unansweredReason,
		closedUnanswered: isSomebodyWaiting(state) ? true : undefined,
		unanswered: { first: [], count: 0 },
		settledVersion: state.version + 1,
		turn: { who: 'ours' },
		eraseAt: state.holdsData ? eraseAt : undefined,
	}),
	CaseFellAway: (
		{ waitingSince: _, claim: __, closeQueued: ___, closingProposal: ____, tries: _____, ...state },
		{ at },
	) => ({ ...state, state: 'closed', closedAt: at, settledVersion: state.version + 1, turn: { who: 'ours' } }),
	/** Who answers and who proposes an end see two different things: the newer word holds. */
	CloseQueued: ({ closingProposal: _, ...state }, { send, by, team, outcome, eraseAfterDays }) => ({
		...state,
		closeQueued: { send, by, team, outcome, eraseAfterDays },
	}),
	CloseDropped: ({ closeQueued: _, ...state }) => state,
	/** Who proposes lets go, so that a second person can look. */
	ClosingProposed: ({ closeQueued: _, ...state }, { by, at, outcome, unansweredReason, message }) => ({
		...state,
		claim: state.claim?.by === by ? undefined : state.claim,
		closingProposal: { by, at, outcome, unansweredReason, message },
	}),
	/** `CaseClosed` comes with it. */
	ClosingApproved: (state) => state,
	ClosingRefused: ({ closingProposal: _, ...state }) => state,
}
