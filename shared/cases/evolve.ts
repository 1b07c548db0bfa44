import { addressEvolvers } from './address/evolve.ts'
import { callsEvolvers } from './calls/evolve.ts'
import { awaitsOwnerSince, claimsEvolvers } from './claims/evolve.ts'
import { closingEvolvers, openCase } from './closing/evolve.ts'
import { dataEvolvers } from './data/evolve.ts'
import { isDemanding } from './demands.ts'
import { erasingEvolvers } from './erasing/evolve.ts'
import type { Evolvers } from './evolvers.ts'
import type { Fact, FactKind, FactOf, RecordedFact } from './facts.ts'
import { followUpsEvolvers } from './followups/evolve.ts'
import type { CaseId } from './keys.ts'
import { messagesEvolvers } from './messages/evolve.ts'
import { netiquetteEvolvers } from './netiquette/evolve.ts'
import { notesEvolvers } from './notes/evolve.ts'
import { promisesEvolvers } from './promises/evolve.ts'
import { proposalsEvolvers } from './proposals/evolve.ts'
import { repliesEvolvers } from './replies/evolve.ts'
import { requestsEvolvers } from './requests/evolve.ts'
import { sendsEvolvers } from './sends/evolve.ts'
import { signalsEvolvers } from './signals/evolve.ts'
import type { CaseState } from './state.ts'

/** What every fact changes: one that is missing does not compile. */
const EVOLVERS: Evolvers<Fact> = {
	...closingEvolvers,
	...messagesEvolvers,
	...claimsEvolvers,
	...addressEvolvers,
	...requestsEvolvers,
	...dataEvolvers,
	...erasingEvolvers,
	...sendsEvolvers,
	...repliesEvolvers,
	...proposalsEvolvers,
	...notesEvolvers,
	...promisesEvolvers,
	...callsEvolvers,
	...followUpsEvolvers,
	...signalsEvolvers,
	...netiquetteEvolvers,
}

const evolveKind = <Kind extends FactKind>(kind: Kind, state: CaseState, fact: FactOf<Kind>): CaseState =>
	EVOLVERS[kind](state, fact)

/** Returns the state after one more fact. Pure; the version grows by exactly one. */
export const evolve = (state: CaseState, fact: Fact): CaseState => {
	const after = evolveKind(fact.kind, state, fact)
	const version = state.version + 1
	const demanded = isDemanding(fact) ? { version, at: fact.at } : state.demanded
	return { ...after, awaitsOwnerSince: awaitsOwnerSince(state, after, fact.at), demanded, version }
}

/** Folds all facts of a case, in their order, into its state; undefined where there are none. */
export const fold = (id: CaseId, facts: readonly RecordedFact[]): CaseState | undefined => {
	let state: CaseState | undefined
	for (const { fact } of facts) {
		if (state !== undefined) state = evolve(state, fact)
		else if (fact.kind === 'CaseOpened') state = openCase(id, fact)
	}
	return state
}
