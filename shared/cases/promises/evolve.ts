import type { Evolvers } from '../evolvers.ts'
import type { PromiseId } from '../keys.ts'
import type { CaseState } from '../state.ts'
import { ours } from '../turn.ts'
import type { PromisesFact } from './facts.ts'
import type { OpenPromise, PromiseEnd } from './state.ts'

const ENDED_KEPT = 20

const change = (state: CaseState, id: PromiseId, changed: (promise: OpenPromise) => OpenPromise): CaseState => ({
	...state,
	promises: state.promises.map((one) => (one.id === id ? changed(one) : one)),
})

const end = (state: CaseState, id: PromiseId, how: PromiseEnd): CaseState => {
	const ended = state.promises.find((one) => one.id === id)
	if (ended === undefined) return state
	return {
		...state,
		promises: state.promises.filter((one) => one !== ended),
		endedPromises: [...state.endedPromises, { ...ended, end: how }].slice(-ENDED_KEPT),
	}
}

/** What is owed soon, or was, is ours to do. */
const oursIfOpen = (state: CaseState): CaseState => (state.state === 'open' ? ours(state) : state)

export const promisesEvolvers: Evolvers<PromisesFact> = {
	PromiseMade: (state, { promise: id, at: madeAt, what, dueAt, remindAt, owes, team, from, send }) => ({
		...state,
		promises: [...state.promises, { id, what, madeAt, dueAt, nextAt: remindAt ?? dueAt, owes, team, from, send }],
	}),
	PromiseKept: (state, { promise, at, on }) => end(state, promise, { state: 'kept', at, on }),
	PromiseBroken: (state, { promise, at }) => ({
		...end(state, promise, { state: 'broken', at }),
		brokenPromises: state.brokenPromises + 1,
	}),
	/** Whoever moves it after its date, without asking the customer, has broken it. */
	PromiseMoved: (state, { promise, at, to, agreed }) => {
		const isBroken = !agreed && state.promises.some(({ id, dueAt }) => id === promise && dueAt < at)
		return {
			...end(state, promise, { state: 'moved', at, to, agreed }),
			brokenPromises: state.brokenPromises + (isBroken ? 1 : 0),
		}
	},
	/** A team is always there: only an agent is watched. */
	PromisePassedOn: (state, { promise, to: owes }) =>
		change(state, promise, (one) => {
			if (one.remindedAt === undefined || one.overdueAt !== undefined) return { ...one, owes }
			return { ...one, owes, nextAt: owes.kind === 'agent' ? (one.watchAt ?? one.dueAt) : one.dueAt }
		}),
	PromiseReminded: (state, { promise, at, watchAt }) =>
		oursIfOpen(
			change(state, promise, (one) => ({
				...one,
				remindedAt: at,
				watchAt,
				nextAt: one.owes.kind === 'agent' && watchAt < one.dueAt ? watchAt : one.dueAt,
			})),
		),
	PromiseOverdue: (state, { promise, at, escalateAt }) =>
		oursIfOpen(change(state, promise, (one) => ({ ...one, overdueAt: at, nextAt: escalateAt }))),
	PromiseEscalated: (state, { promise, at, againAt }) =>
		oursIfOpen(change(state, promise, (one) => ({ ...one, escalatedAt: at, nextAt: againAt }))),
	PromiseVoided: (state, { promise, at, why }) => end(state, promise, { state: 'voided', at, why }),
	PromiseRestored: (state, { promise }) => {
		const restored = state.endedPromises.find(({ id }) => id === promise)
		if (restored === undefined) return state
		const { end: _, ...open } = restored
		return {
			...state,
			promises: [...state.promises, open],
			endedPromises: state.endedPromises.filter((one) => one !== restored),
		}
	},
}
