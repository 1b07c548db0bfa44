import { eld } from 'eld/extrasmall'
import { ownWordsIn } from './own-words.ts'
import { spell, type WordSet, wordSet } from './word-set.ts'

/** The languages that `detectLanguage` tells apart. */
type DetectedLanguage = 'de' | 'en' | 'tr'

/** Frequent short words of one language only; "was", "die", "in" and the like are of two and prove nothing. */
const WORDS: Readonly<Record<DetectedLanguage, WordSet>> = {
	de: wordSet(`
		ich mir mich ist nicht und der das dem den ein eine einen für mit auf von zu zum zur auch noch nur aber oder wenn dass weil wie wann
		warum wo kein keine mal bitte danke immer seit habe haben hast habt kann kannst können könnt wird werden ihr ihnen euch euer mein
		meine dein deine ihre uns wir schon jetzt heute gestern gibt geht bei nach aus bin bist sind seid sehr doch denn ja nein hallo moin
		guten tag störung kündigen netz wieder bis nix ned isch nich kommt keinen nichts rechnung hilfe hast hab hat du sie dich dir mach macht ruf warte kurz router mehr was
	`),
	en: wordSet(`
		the and you your is are were of to that this with have please can not do does i my me it we they what when why how thanks thank hi hello
		help there for hey still don't can't isn't it's i'm working down any anyone since been
	`),
	tr: wordSet(`
		ve bir bu için değil var yok çok ben nasıl lütfen merhaba selam teşekkürler teşekkür zaman neden bana benim tamam evet hayır lutfen
		tesekkurler nasil icin degil cok yardım yardim günler iyi hala kadar gibi ama daha şu kim nerede mı musunuz misiniz mısınız fatura
	`),
}

const LETTERS: Readonly<Record<DetectedLanguage, RegExp>> = { de: /[äß]/i, en: /[^\s\S]/, tr: /[ışğİŞĞ]/ }

/** Counts words by language; a letter that only one language has counts like a word. */
const countSigns = (text: string): Readonly<Record<DetectedLanguage, number>> => {
	const words = text.match(/[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu) ?? []
	const count = (language: DetectedLanguage) =>
		words.reduce(
			(sum, word) => sum + (WORDS[language].has(spell(word)) ? 1 : 0) + (LETTERS[language].test(word) ? 1 : 0),
			0,
		)
	return { de: count('de'), en: count('en'), tr: count('tr') }
}

const LANGUAGES = ['de', 'en', 'tr'] as const

/** A longer text says nothing new. */
const MAX_LENGTH = 2_000

/** Below it, in a text of one or two words, eld guesses. */
const SHORT = 12

/** The share of the best score at which a neighbour still counts. */
const NEAR = 0.8

/** Returns the language with the most signs, if it leads by `lead`. */
const leader = (text: string, lead: number): DetectedLanguage | undefined => {
	const signs = countSigns(text)
	const [first, second] = LANGUAGES.toSorted((one, other) => signs[other] - signs[one])
	return first && second && signs[first] - signs[second] >= lead ? first : undefined
}

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
