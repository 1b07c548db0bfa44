import { onFirstUse } from '#shared/kernel/on-first-use.ts'

/** Lower case, composed, ß as ss, without apostrophes: the one spelling in which words are compared. */
export const spell = (word: string): string =>
	word
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replace(/['’`´]/g, '')

const TRANSCRIBED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }
const BARE: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u' }

/** A word as people type it: with its umlauts, with ae, oe, ue, or with the dots left out. */
export const spellings = (word: string): readonly string[] => {
	const spelled = spell(word)
	if (!/[äöü]/.test(spelled)) return [spelled]
	const by = (letters: Readonly<Record<string, string>>) => spelled.replace(/[äöü]/g, (it) => letters[it] ?? it)
	return [spelled, by(TRANSCRIBED), by(BARE)]
}

/** Words as `spell` gives them. */
export type WordSet = Pick<ReadonlySet<string>, 'has'>

/** The words of a list that is separated by blanks. */
export const wordsIn = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '')

/** A list of words, separated by blanks, in all the spellings people use; made when the first word is looked up. */
export const wordSet = (list: string): WordSet => {
	const all = onFirstUse(() => new Set(wordsIn(list).flatMap(spellings)))
	return { has: (word) => all().has(word) }
}
