import type { Passage, Word } from './passage.ts'
import type { WordSet } from './word-set.ts'

/**
 * How strongly words show a form of address. 3: alone. 2: unless something stronger says otherwise. 1: only Sie, and only
 * when nothing says du.
 */
export type Strength = 1 | 2 | 3
export type Sign = { readonly form: 'du' | 'sie'; readonly strength: Strength; readonly words: readonly Word[] }

/** A rule finds all signs of its kind in a passage, in time linear in the passage's length. */
export type Rule = (passage: Passage, clauses: readonly Clause[]) => readonly Sign[]

/** The words between two punctuation marks, and whether their sentence is a question. */
export type Clause = { readonly words: readonly Word[]; readonly isQuestion: boolean }

/** Cuts a passage into its clauses. */
export const clausesOf = ({ words }: Passage): readonly Clause[] => {
	const cut: Word[][] = []
	for (const word of words) {
		const last = cut.at(-1)
		if (last?.[0]?.clause === word.clause) last.push(word)
		else cut.push([word])
	}
	let isQuestion = false
	return cut
		.toReversed()
		.map((clause) => {
			const after = clause.at(-1)?.after ?? ''
			if (/[.!?…:\n]/.test(after)) isQuestion = after.includes('?')
			return { words: clause, isQuestion }
		})
		.toReversed()
}

/** Returns a sign of the given words; missing ones are left out. */
export const sign = (form: 'du' | 'sie', strength: Strength, ...words: readonly (Word | undefined)[]): Sign => ({
	form,
	strength,
	words: words.filter((word) => word !== undefined),
})

/** How far a rule looks within a clause: enough for speech, and a bound of the work. */
export const REACH = 14

/** Says whether a word of the list is within `REACH` of `at`. */
export const hasNear = (words: readonly Word[], at: number, list: WordSet): boolean =>
	words.slice(Math.max(0, at - REACH), at + REACH).some(({ form }) => list.has(form))
