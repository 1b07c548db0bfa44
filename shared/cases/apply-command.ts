import type { Clock } from '#shared/kernel/clock.ts'
import { RefusedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import type { Fact, RecordedFact } from './facts.ts'
import type { CaseId } from './keys.ts'
import type { CaseStore, Words } from './ports.ts'
import type { Refusal } from './refusal.ts'
import type { CaseState } from './state.ts'

/** How often a change is decided anew after somebody else was faster. */
export const CONFLICT_RETRIES = 8

export type Applied =
	| { readonly outcome: 'applied'; readonly state: CaseState; readonly facts: readonly Fact[] }
	| { readonly outcome: 'refused'; readonly refusal: Refusal; readonly state: CaseState }
	/** The caller decided on an older version than the current one. */
	| { readonly outcome: 'stale'; readonly state: CaseState }

/** The facts with their places after a state. */
export const record = (version: number, facts: readonly Fact[]): readonly RecordedFact[] =>
	facts.map((fact, index) => ({ version: version + index + 1, fact }))

export type ApplyOptions = {
	/** Refuse as stale unless the case is still at this version. */
	readonly version?: number
	/** Words that belong to the command, a note's text for example. */
	readonly words?: Words
}

/**
 * Decides a command on the current state and appends its facts under the case's version; a conflict is decided anew from
 * a fresh read. Throws `RefusedError('caseUnknown')` and, when others were faster each time, `RetryLaterError`.
 */
export const applyCommand = async (
	{ store, clock }: { readonly store: CaseStore; readonly clock: Clock },
	caseId: CaseId,
	command: Command,
	{ version, words }: ApplyOptions = {},
): Promise<Applied> => {
	for (let attempt = 0; attempt < CONFLICT_RETRIES; attempt += 1) {
		const state = await store.load(caseId)
		if (state === undefined) throw new RefusedError('caseUnknown')
		if (version !== undefined && version !== state.version) return { outcome: 'stale', state }
		const decision = decide(state, command, clock.now())
		if (decision.outcome === 'refused') return { outcome: 'refused', refusal: decision.refusal, state }
		const { facts } = decision
		if (facts.length === 0) return { outcome: 'applied', state, facts }
		const after = facts.reduce(evolve, state)
		const change = { before: state, facts: record(state.version, facts), after }
		const { result } = await store.commit(words === undefined ? change : { ...change, words })
		if (result === 'committed') return { outcome: 'applied', state: after, facts }
		if (result === 'alreadySeen') return { outcome: 'applied', state, facts: [] }
	}
	throw new RetryLaterError('caseContended')
}
