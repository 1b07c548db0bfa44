import type { Evolvers } from '../evolvers.ts'
import type { FactOf } from '../facts.ts'
import type { CaseId } from '../keys.ts'
import { type CaseState, HEAD_SCHEMA } from '../state.ts'
import { ours } from '../turn.ts'
import type { ClosingFact } from './facts.ts'

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

export const closingEvolvers: Evolvers<ClosingFact> = {
	/** Comes first, and is not repeated: `openCase` makes the state of it. */
	CaseOpened: (state) => state,
	CaseReopened: ({ closedAt: _, outcome: __, eraseAt: ___, ...state }) => ({
		...state,
		state: 'open',
		turn: { who: 'ours' },
	}),
	TurnLapsed: ours,
	CaseClosed: ({ waitingSince: _, claim: __, ...state }, { at, outcome, eraseAt }) => ({
		...state,
		state: 'closed',
		closedAt: at,
		outcome,
		unanswered: { first: [], count: 0 },
		settledVersion: state.version + 1,
		turn: { who: 'ours' },
		eraseAt: state.holdsData ? eraseAt : undefined,
	}),
}
