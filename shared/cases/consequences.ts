import { closeAfter, fallAfter } from './closing/close.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import { followUpAfter } from './followups/decide.ts'
import { stepsAfter } from './netiquette/decide.ts'
import { promisesAfter } from './promises/decide.ts'
import { signalsAfter } from './signals/decide.ts'
import type { CaseState } from './state.ts'

/** What follows from a fact for other aspects, whichever command or event led to it; `after` is the state with the fact. */
type Consequences = (before: CaseState, happened: Fact, after: CaseState) => readonly Fact[]

const ALL: readonly Consequences[] = [closeAfter, fallAfter, promisesAfter, followUpAfter, signalsAfter, stepsAfter]

const isSame = (one: Fact, other: Fact): boolean => {
	const promiseOf = (fact: Fact) => ('promise' in fact ? fact.promise : undefined)
	return one.kind === other.kind && promiseOf(one) === promiseOf(other)
}

/**
 * Returns facts with those that follow from them by themselves, each right after its cause. Whatever appends facts asks for
 * them, in whatever order answer, message and failure come. Pure; asked again it adds nothing.
 */
export const withConsequences = (before: CaseState, facts: readonly Fact[]): readonly Fact[] => {
	const all: Fact[] = []
	const ahead = [...facts]
	let state = before
	for (let happened = ahead.shift(); happened !== undefined; happened = ahead.shift()) {
		const cause = happened
		const after = evolve(state, cause)
		const following = ALL.flatMap((consequences) => consequences(state, cause, after))
		ahead.unshift(...following.filter((one) => !ahead.some((known) => isSame(known, one))))
		all.push(cause)
		state = after
	}
	return all
}
