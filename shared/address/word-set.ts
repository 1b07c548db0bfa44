import { onFirstUse } from '#shared/kernel/on-first-use.ts'

/** Returns the spelling in which words are compared: lower case, composed, ß as ss, without apostrophes. */
export const spell = (word: string): string =>
	word
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replace(/['’`´]/g, '')

const TRANSCRIBED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }
const BARE: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u' }

/** Returns a word as people type it: with its umlauts, with ae, oe, ue, or without dots. */
export const spellings = (word: string): readonly string[] => {
	const spelled = spell(word)
	if (!/[äöü]/.test(spelled)) return [spelled]
	const by = (letters: Readonly<Record<string, string>>) => spelled.replace(/[äöü]/g, (it) => letters[it] ?? it)
	return [spelled, by(TRANSCRIBED), by(BARE)]
}

/** Words as `spell` returns them. */
export type WordSet = Pick<ReadonlySet<string>, 'has'>

/** Splits a list at blanks. */
export const wordsIn = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '')

/** Returns the words of a list, split at blanks, in all the spellings people use; built at the first lookup. */
export const wordSet = (list: string): WordSet => {
	const all = onFirstUse(() => new Set(wordsIn(list).flatMap(spellings)))
	return { has: (word) => all().has(word) }
}
