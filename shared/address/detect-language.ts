import { eld } from 'eld/extrasmall'
import { countSigns, type DetectedLanguage } from './language-signs.ts'
import { ownWordsIn } from './own-words.ts'

const LANGUAGES = ['de', 'en', 'tr'] as const

/** More tells nothing new. */
const MAX_LENGTH = 2_000

/** Below it, eld guesses: a text of one or two words. */
const SHORT = 12

/** The share of the best score at which a neighbour still counts. */
const NEAR = 0.8

/** The language with the most signs, if it leads by so many. */
const leader = (text: string, lead: number): DetectedLanguage | undefined => {
	const signs = countSigns(text)
	const [first, second] = LANGUAGES.toSorted((one, other) => signs[other] - signs[one])
	return first && second && signs[first] - signs[second] >= lead ? first : undefined
}

const known = (language: string): DetectedLanguage | undefined => LANGUAGES.find((it) => it === language)

/**
 * The language of a text: German, English or Turkish, or undefined where it cannot be told or is another one. A clear lead of
 * function words decides; else eld (n-grams, 60 languages), where it is sure; else a single such word. Quotations, handles,
 * hashtags and addresses do not count. Which texts we have in it is for the caller to say (Turkish: German).
 */
export const detectLanguage = (text: string): DetectedLanguage | undefined => {
	const own = ownWordsIn(text.slice(0, MAX_LENGTH)).trim()
	if (!/\p{L}{2}/u.test(own)) return undefined
	const clear = leader(own, 2)
	if (clear) return clear
	const guess = eld.detect(own)
	const isLong = own.length >= SHORT
	const hinted = leader(own, 1)
	if (!isLong || !guess.isReliable()) return hinted ?? (isLong ? known(guess.language) : undefined)
	// Neighbours (Dutch for German) are near each other in a short text: then the word decides.
	const scores = guess.getScores()
	const isNear = hinted !== undefined && (scores[hinted] ?? 0) >= NEAR * (scores[guess.language] ?? 1)
	return known(guess.language) ?? (isNear ? hinted : undefined)
}
