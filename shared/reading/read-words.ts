/** Where something stands in a reading: `from` to `to`, excluded, on whole words. */
export type Spotted = { readonly from: number; readonly to: number }

/**
 * A text as the rules read it: words in small letters, each with a blank before and after, umlauts as two letters, Turkish
 * letters as their plain ones, a comma for what parts clauses, a point for what ends sentences, a question mark apart.
 */
export type WordsRead = {
	readonly text: string
	/** Where the word around a character begins and ends in the original. */
	readonly starts: readonly number[]
	readonly ends: readonly number[]
}

/** Longer texts are read to here: in UTF-16 units. */
const LONGEST_READ = 30_000

const LETTERS: ReadonlyMap<string, string> = new Map([
	['ä', 'ae'],
	['ö', 'oe'],
	['ü', 'ue'],
	['ß', 'ss'],
	['ı', 'i'],
	['ø', 'oe'],
	['æ', 'ae'],
	['œ', 'oe'],
	['ł', 'l'],
])
const UMLAUT = '\u0308'
const LAUGHING = new Set('😂🤣😅😆😁😄😃😉😜😝🙃😹')
const SMILEY = /[:;=]-?[)DPp]/y
const ADDRESS = /(?:https?:\/\/|www\.)\S+/iy
const INVISIBLE = /^[\p{Cf}\p{Variation_Selector}\u200d]$/u
const LETTER = /^[\p{L}\p{Nd}]$/u
const SENTENCE_END = new Set('.!…\n')
const CLAUSE_END = new Set(',;:()[]"“”„«»–—|/')
/** Within a word they are left out: "don't", "112'yi", "s*lbst". */
const WITHIN = new Set("'’`´*")

/** Returns the letters that a character is read as; nothing for a mark. */
const readLetter = (character: string, before: string): string => {
	if (character === UMLAUT) return /[aou]$/.test(before) ? 'e' : ''
	const small = character.toLowerCase()
	const known = LETTERS.get(small)
	if (known !== undefined) return known
	if (small.length === 1 && small >= '0' && small <= 'z') return small
	return small.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

const sticky = (pattern: RegExp, text: string, at: number): number => {
	pattern.lastIndex = at
	return pattern.exec(text)?.[0].length ?? 0
}

/** "neeein", "dannnn": nobody spells three of a letter. */
const withoutStretch = (word: string): string =>
	word.replaceAll(/([a-z])\1{2,}/g, (run, letter: string) => ('aeiouy'.includes(letter) ? letter : run.slice(0, 2)))

type Sign = 'word' | ',' | '.' | '?'

/** Reads a text into words; `mend` corrects the spelling of a word. Takes time in proportion to the text. */
export const readWords = (original: string, mend: (word: string) => string = (word) => word): WordsRead => {
	const given = original.slice(0, LONGEST_READ)
	const parts: string[] = [' ']
	const starts = [0]
	const ends = [0]
	let last: Sign = '.'
	let word = ''
	let from = 0
	const put = (token: string, start: number, end: number): void => {
		parts.push(`${token} `)
		for (let unit = 0; unit <= token.length; unit += 1) {
			starts.push(start)
			ends.push(end)
		}
	}
	const endWord = (at: number): void => {
		if (word === '') return
		put(mend(withoutStretch(word)), from, at)
		last = 'word'
		word = ''
	}
	const putSign = (sign: Exclude<Sign, 'word'>, at: number): void => {
		endWord(at)
		if (last === 'word' || (last === ',' && sign !== ',')) {
			put(sign, at, at + 1)
			last = sign
		}
	}
	let at = 0
	while (at < given.length) {
		const character = String.fromCodePoint(given.codePointAt(at) ?? 0)
		const length = sticky(ADDRESS, given, at)
		const smiley = word === '' ? sticky(SMILEY, given, at) : 0
		const next = given.charAt(at + character.length)
		if (length > 0) {
			endWord(at)
			put('url', at, at + length)
			at += length
			continue
		}
		if (LETTER.test(character) || character === UMLAUT) {
			if (word === '') from = at
			word += readLetter(character, word)
		} else if (smiley > 0 || LAUGHING.has(character)) {
			endWord(at)
			put('haha', at, at + Math.max(smiley, character.length))
			at += Math.max(smiley, character.length)
			continue
		} else if (INVISIBLE.test(character)) {
			// Nobody sees it.
		} else if (word !== '' && WITHIN.has(character) && LETTER.test(next)) {
			// Part of the word.
		} else if (character === '?') putSign('?', at)
		else if (SENTENCE_END.has(character)) {
			// "1.11.", "2.5": no end.
			if (/\d$/.test(word) && /\d/.test(next)) endWord(at)
			else putSign('.', at)
		} else if (CLAUSE_END.has(character)) putSign(',', at)
		else if (character === '@') {
			endWord(at)
			put('@', at, at + 1)
		} else endWord(at)
		at += character.length
	}
	endWord(given.length)
	return { text: parts.join(''), starts, ends }
}

/** Returns where in the original text stands what was found in a reading. */
export const spanOf = ({ starts, ends }: WordsRead, { from, to }: Spotted): { start: number; end: number } => ({
	start: starts[from] ?? 0,
	end: ends[to - 1] ?? 0,
})
