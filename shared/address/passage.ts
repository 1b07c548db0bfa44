import { ownWordsIn } from './own-words.ts'
import { spell } from './word-set.ts'

/** One word of a text, with its offsets in code units, sentence and clause. */
export type Word = {
	readonly text: string
	/** As spell() gives it. */
	readonly form: string
	readonly start: number
	readonly end: number
	readonly sentence: number
	readonly clause: number
	/** The first of its sentence, where a capital means nothing. */
	readonly isFirst: boolean
	readonly isCapital: boolean
	/** What follows the word up to the next one: ",", "?", … */
	readonly after: string
}

/** How the writer uses capitals, which decides whether they mean anything. */
export type Typing = 'cased' | 'lowerCase' | 'capitals'

/** A text cut into words, without quotes, addresses, handles and hashtags. */
export type Passage = { readonly words: readonly Word[]; readonly typing: Typing }

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’`´]\p{L}+)*/gu
const SENTENCE_END = /[.!?…:\n\u2028\u2029]|\p{Extended_Pictographic}/u
/** Marks after which a sentence may begin. */
const OPENING_MARK = /[(„“”"«»*•–—]| - /u
const CLAUSE_END = /[,;()[\]/–—|*"„“”»«]| -+ /u
const startsCapital = (text: string) => /^\p{Lu}/u.test(text)

const typingOf = (words: readonly Word[]): Typing => {
	const letters = words.filter(({ text }) => /\p{L}{2}/u.test(text))
	if (letters.length > 2 && letters.every(({ text }) => text === text.toUpperCase())) return 'capitals'
	const hasCapitals = letters.some(({ isFirst, text }) => startsCapital(text) && (!isFirst || letters.length < 4))
	return hasCapitals || letters.every(({ isFirst, text }) => !isFirst || startsCapital(text)) ? 'cased' : 'lowerCase'
}

/** Cuts a text into its words, in time linear in its length. */
export const readPassage = (text: string): Passage => {
	const own = ownWordsIn(text)
	const found = [...own.matchAll(WORD)]
	const words: Word[] = []
	let sentence = 0
	let clause = 0
	let isFirst = true
	found.forEach((match, at) => {
		const end = match.index + match[0].length
		const after = own.slice(end, found[at + 1]?.index ?? own.length)
		words.push({
			text: match[0],
			form: spell(match[0]),
			start: match.index,
			end,
			sentence,
			clause,
			isFirst,
			isCapital: startsCapital(match[0]),
			after,
		})
		const isEnd = SENTENCE_END.test(after)
		isFirst = isEnd || OPENING_MARK.test(after)
		if (isEnd) sentence += 1
		if (isFirst || CLAUSE_END.test(after)) clause += 1
	})
	const typing = typingOf(words)
	return { typing, words: typing === 'capitals' ? words.map((word) => ({ ...word, isCapital: false })) : words }
}
