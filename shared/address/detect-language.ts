import { eld } from 'eld/extrasmall'
import { type DetectedLanguage, LANGUAGES, leader } from './language-signs.ts'
import { ownWordsIn } from './own-words.ts'

/** A longer text says nothing new. */
const MAX_LENGTH = 2_000

/** Below it, in a text of one or two words, eld guesses. */
const SHORT = 12

/** The share of the best score at which a neighbour still counts. */
const NEAR = 0.8

const known = (language: string): DetectedLanguage | undefined => LANGUAGES.find((it) => it === language)

/**
 * Detects the language of a text: German, English or Turkish; undefined where unknown or another one. Decides by a clear
 * lead of function words, else by eld (n-grams, 60 languages) where it is sure, else by a single such word. Skips quotes,
 * handles, hashtags and addresses.
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
	// Neighbours (Dutch for German) are close in a short text: then the word decides.
	const scores = guess.getScores()
	const isNear = hinted !== undefined && (scores[hinted] ?? 0) >= NEAR * (scores[guess.language] ?? 1)
	return known(guess.language) ?? (isNear ? hinted : undefined)
}
