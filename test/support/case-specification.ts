import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import type { Command, CommandKind } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve } from '#shared/cases/evolve.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import { type CaseState, caseStateSchema } from '#shared/cases/state.ts'
import { afterFacts, decidedOn, doing, message, minute, opened, stateOf } from './case-factories.ts'

type Member = keyof CaseState
/** Without those that follow from the others by one rule for all facts. */
const MEMBERS = caseStateSchema()
	.keyof()
	.options.filter((member) => member !== 'version' && member !== 'demanded' && member !== 'awaitsOwnerSince')

const expectNone = (state: CaseState, members: readonly Member[]): void =>
	expect(members.filter((member) => state[member] !== undefined)).toEqual([])

/** What a fact changes in a case. */
const changesOf = (before: CaseState, fact: Fact) => {
	const after = evolve(before, fact)
	const changed = MEMBERS.filter((member) => !isDeepStrictEqual(before[member], after[member]))
	return {
		/** Exactly these members become so, no other changes; one that is gone is undefined here. */
		thenChanged: (members: { readonly [Name in Member]?: unknown }): void => {
			expect(Object.fromEntries(changed.map((member) => [member, after[member]]))).toEqual(members)
			expect(changed.toSorted()).toEqual(Object.keys(members).toSorted())
			expect(after.version).toBe(before.version + 1)
		},
		/** The fact is on record, and that is all. */
		thenUnchanged: (): void => {
			expect(changed).toEqual([])
			expect(after.version).toBe(before.version + 1)
		},
	}
}

/** What a rule says of a command at a minute: which facts, none, or why not. */
const outcomesOf = (state: CaseState, command: Command, at: number) => {
	const decision = decide(state, command, minute(at))
	const facts = decision.outcome === 'accepted' ? decision.facts : undefined
	return {
		/** Exactly these facts, in this order. */
		// biome-ignore lint/suspicious/noThenProperty: a rule reads given, when, then; nobody awaits it.
		then: (...expected: readonly Fact[]): void => expect(facts ?? decision).toEqual(expected),
		/** Facts of these kinds, in this order. */
		thenFacts: (...kinds: readonly Fact['kind'][]): void =>
			expect(facts?.map(({ kind }) => kind) ?? decision).toEqual(kinds),
		/** Nothing happens: a repeat, or what is so already. */
		thenNothing: (): void => expect(decision).toMatchObject({ outcome: 'accepted', facts: [] }),
		thenRefused: (refusal: Refusal): void => expect(decision).toMatchObject({ outcome: 'refused', refusal }),
		/** The case afterwards holds these members. */
		thenState: (members: object): void => expect(afterFacts(state, ...(facts ?? []))).toMatchObject(members),
		/** The case afterwards says nothing of these. */
		thenWithout: (...members: readonly Member[]): void => expectNone(afterFacts(state, ...(facts ?? [])), members),
	}
}

const specificationOf = (state: CaseState) => ({
	/** The case so far, for what else is asked of it. */
	state,
	/** The case so far holds these members. */
	thenState: (members: object): void => expect(state).toMatchObject(members),
	/** The case so far says nothing of these. */
	thenWithout: (...members: readonly Member[]): void => expectNone(state, members),
	/** One more fact, whatever asked for it. */
	happens: (fact: Fact) => changesOf(state, fact),
	/** More that happened meanwhile. */
	and: (...facts: readonly Fact[]) => specificationOf(afterFacts(state, ...facts)),
	/** Commands that were accepted before, one a minute from `from` on. */
	after: (from: number, ...commands: readonly Command[]) => specificationOf(doing(state, from, ...commands)),
	when: (command: Command, at: number) => outcomesOf(state, command, at),
})

/** Begins a rule as a sentence: given these facts, when a command comes, then these facts, nothing, or a refusal. */
export const given = (...facts: readonly Fact[]) => specificationOf(stateOf(...facts))

/** Given an open case with one mention on X that nobody has answered. */
export const givenCase = () => given(opened(), message(1, 0))

/** Given such a case, a command of the kind at a minute is refused; or what comes `instead` of a refusal that never comes. */
type RefusalRule = {
	readonly given: ReturnType<typeof given>
	readonly when: Command
	readonly at: number
	readonly instead?: Refusal | readonly Fact['kind'][] | undefined
}
type RefusalTable = { readonly [Kind in CommandKind]?: readonly Refusal[] }

/** A rule for each refusal of each command: one that is left out does not compile, nor does one that is not in the table. */
type RefusalRules<Table extends RefusalTable> = {
	readonly [Kind in keyof Table]: {
		readonly [Why in Extract<Table[Kind], readonly Refusal[]>[number]]: RefusalRule
	}
}
type AnyRules = { readonly [kind: string]: { readonly [Why in Refusal]?: RefusalRule } }

/** Walks the refusals of an aspect: every command is refused for each of its reasons. */
export function itRefuses<Table extends RefusalTable>(table: Table, rules: RefusalRules<Table>): void
export function itRefuses(table: RefusalTable, rules: AnyRules): void {
	for (const [kind, reasons] of Object.entries(table))
		for (const why of reasons) {
			const rule = rules[kind]?.[why]
			it(`${kind} is ${rule?.instead === undefined ? '' : 'never '}refused with ${why}`, () => {
				if (rule === undefined) throw new Error('no rule')
				expect(rule.when.kind).toBe(kind)
				expect(decidedOn(rule.given.state, rule.when, rule.at)).toEqual(rule.instead ?? why)
			})
		}
}
