import type { Passage, Word } from './passage.ts'
import type { WordSet } from './word-set.ts'

/**
 * Words that show a form of address. 3: by themselves. 2: unless something stronger says otherwise. 1: only as Sie, and only
 * when nothing speaks for du.
 */
export type Strength = 1 | 2 | 3
export type Sign = { readonly form: 'du' | 'sie'; readonly strength: Strength; readonly words: readonly Word[] }

/** One rule: all the signs of its kind in a passage, in time linear in the passage's length. */
export type Rule = (passage: Passage, clauses: readonly Clause[]) => readonly Sign[]

/** The words between two marks of punctuation, and what stands at the end of their sentence. */
export type Clause = { readonly words: readonly Word[]; readonly isQuestion: boolean }

/** Cuts a passage at its clauses. */
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

/** The sign of a form in the given words, those that are missing left out. */
export const sign = (form: 'du' | 'sie', strength: Strength, ...words: readonly (Word | undefined)[]): Sign => ({
	form,
	strength,
	words: words.filter((word) => word !== undefined),
})

/** How far a rule looks within a clause: far enough for speech, and it bounds the work. */
export const REACH = 14

/** Whether one of the words near a place is of a list. */
export const hasNear = (words: readonly Word[], at: number, list: WordSet): boolean =>
	words.slice(Math.max(0, at - REACH), at + REACH).some(({ form }) => list.has(form))
