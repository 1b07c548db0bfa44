import { expect } from 'vitest'
import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { afterFacts, doing, minute, stateOf } from './case-factories.ts'

/** What a rule says of a command at a minute: which facts, none, or why not. */
const outcomesOf = (state: CaseState, command: Command, at: number) => {
	const decision = decide(state, command, minute(at))
	const facts = decision.outcome === 'accepted' ? decision.facts : undefined
	return {
		/** Exactly these facts, in this order. */
		then: (...expected: readonly Fact[]): void =>
			expect(decision).toMatchObject({ outcome: 'accepted', facts: expected }),
		/** Facts of these kinds, in this order. */
		thenFacts: (...kinds: readonly Fact['kind'][]): void =>
			expect(facts?.map(({ kind }) => kind) ?? decision).toEqual(kinds),
		/** Nothing happens: a repeat, or what is so already. */
		thenNothing: (): void => expect(decision).toMatchObject({ outcome: 'accepted', facts: [] }),
		thenRefused: (refusal: Refusal): void => expect(decision).toMatchObject({ outcome: 'refused', refusal }),
		/** The case afterwards holds these members. */
		thenState: (members: object): void => expect(afterFacts(state, ...(facts ?? []))).toMatchObject(members),
	}
}

const specificationOf = (state: CaseState) => ({
	/** More that happened meanwhile. */
	and: (...facts: readonly Fact[]) => specificationOf(afterFacts(state, ...facts)),
	/** Commands that were accepted before, one a minute from `from` on. */
	after: (from: number, ...commands: readonly Command[]) => specificationOf(doing(state, from, ...commands)),
	when: (command: Command, at: number) => outcomesOf(state, command, at),
})

/** Begins a rule as a sentence: given these facts, when a command comes, then these facts, nothing, or a refusal. */
export const given = (...facts: readonly Fact[]) => specificationOf(stateOf(...facts))
