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

/** A list of words, separated by blanks, in all the spellings people use. */
export const wordSet = (words: string): ReadonlySet<string> =>
	new Set(
		words
			.split(/\s+/)
			.filter((word) => word !== '')
			.flatMap(spellings),
	)
