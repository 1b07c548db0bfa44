import { ownWordsIn } from './own-words.ts'
import { spell, type WordSet, wordSet } from './word-set.ts'

/** What words alone tell of a language, without the n-grams that take a megabyte. */

/** The languages that are told apart. */
export type DetectedLanguage = 'de' | 'en' | 'tr'

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

export const LANGUAGES = ['de', 'en', 'tr'] as const

/** Returns the language with the most signs, if it leads by `lead`. */
export const leader = (text: string, lead: number): DetectedLanguage | undefined => {
	const signs = countSigns(text)
	const [first, second] = LANGUAGES.toSorted((one, other) => signs[other] - signs[one])
	return first && second && signs[first] - signs[second] >= lead ? first : undefined
}

/** A longer text says nothing new. */
const LONGEST_LOOKED_AT = 2_000

/** Returns the language in which its function words clearly show a text to be written; undefined where they do not. */
export const plainLanguage = (text: string): DetectedLanguage | undefined =>
	leader(ownWordsIn(text.slice(0, LONGEST_LOOKED_AT)), 2)
