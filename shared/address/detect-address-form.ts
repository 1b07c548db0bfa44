import { spokenToOthers } from './addressee.ts'
import { formalLowerCaseRule, formalRule } from './formal-rule.ts'
import { imperativePluralRule } from './imperative-plural-rule.ts'
import { imperativeSingularRule } from './imperative-singular-rule.ts'
import { readPassage, type Word } from './passage.ts'
import { secondPluralRule } from './second-plural-rule.ts'
import { contractionRule, secondSingularRule } from './second-singular-rule.ts'
import { clausesOf, type Rule, type Sign, sign } from './sign.ts'
import { isPlural, isSecondSingular } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

/** Frequent words that are German only; du and sie prove nothing here. */
const GERMAN = wordSet(`
	ich mir mich ist nicht und der das dem den ein eine einen für mit auf von zu zum zur auch noch nur aber oder wenn dass weil wie wann warum
	wo kein keine mal bitte danke immer noch seit habe haben hast habt kann kannst können könnt wird werden ihr ihnen euch euer mein meine dein
	deine ihre uns wir schon jetzt heute gibt geht bei nach aus an im am bin bist sind seid war sehr doch denn ja nein ob da ma nich ned net nix isch gucken schauen was bitte warte los
`)
/** Words of languages in which du, Sie, dir, ihr or euer mean something else. */
const FOREIGN = wordSet(`
	the and you your she he it are were of to that this with have has i'm my me please can not do does thou we they for there
	jeg ikke mig dig kan det og som på med til att jag inte för är vad hvad hvor ikke deg meg
	je le les et est pas mon une que qui vous nous avec pour au aux
	el las una por para como pero muy está
	il di che non sono gli della
	het een ik niet voor wat mijn heb geen zijn
	ve bir bu için mı değil var yok çok nasıl lütfen
	jest się że
`)

/** Says whether a word is a German verb or participle, or has an umlaut. */
const isGermanForm = ({ form, text }: Word) =>
	/[äöüß]/i.test(text) ||
	/^ge.{3,}(t|en)$/.test(form) ||
	(form.length > 3 && (isSecondSingular(form) || isPlural(form)))

/** Says whether the words are of another language, in which no German form of address counts. */
const isForeign = (words: readonly Word[]): boolean => {
	const frequent = words.filter(({ form }) => FOREIGN.has(form)).length
	const lettered = words.filter(({ text }) => /[ışğåøæñ]/.test(text)).length
	const german = words.filter((word) => GERMAN.has(word.form) || isGermanForm(word)).length
	return (frequent + lettered > 1 || german === 0) && frequent + lettered > 1.5 * german
}

/** Finds "Sehr geehrte", which says Sie unless more follows. */
const greetingRule: Rule = ({ words }) =>
	words.flatMap((word, at) =>
		/^(geehrte[rsn]?|geerte[rsn]?)$/.test(word.form) && words[at - 1]?.form === 'sehr'
			? [sign('sie', 2, words[at - 1], word)]
			: [],
	)

/** How a text addresses us; mixed and unknown decide nothing. */
export type DetectedForm = 'du' | 'sie' | 'mixed' | 'unknown'

/**
 * The words that show a form, from start to end in code units, at most 60 of them. Personal text, for the content table
 * only.
 */
type AddressEvidence = {
	readonly words: string
	readonly start: number
	readonly end: number
	readonly form: 'du' | 'sie'
}

export type DetectedAddress = { readonly form: DetectedForm; readonly evidence: readonly AddressEvidence[] }

const RULES: readonly Rule[] = [
	secondSingularRule,
	secondPluralRule,
	contractionRule,
	imperativeSingularRule,
	imperativePluralRule,
	formalRule,
	formalLowerCaseRule,
	greetingRule,
]

const UNKNOWN: DetectedAddress = { form: 'unknown', evidence: [] }
const MAX_EVIDENCE = 8
const MAX_EVIDENCE_LENGTH = 60

const evidenceOf = (text: string, { form, words }: Sign): AddressEvidence => {
	const start = Math.min(...words.map((word) => word.start))
	const last = Math.max(...words.map((word) => word.end))
	// Of a verb and pronoun far apart, the pronoun is enough.
	const end = last - start > MAX_EVIDENCE_LENGTH ? (words[0]?.end ?? last) : last
	const from = last - start > MAX_EVIDENCE_LENGTH ? (words[0]?.start ?? start) : start
	const until = Math.min(end, from + MAX_EVIDENCE_LENGTH)
	return { words: text.slice(from, until), start: from, end: until, form }
}

const strongest = (signs: readonly Sign[], form: 'du' | 'sie') =>
	signs.reduce((most, sign) => (sign.form === form ? Math.max(most, sign.strength) : most), 0)

/**
 * Decides between signs: clear ones of both forms are mixed; else the stronger side wins, and weak signs count for Sie
 * only.
 */
const formOf = (signs: readonly Sign[]): DetectedForm => {
	const du = strongest(signs, 'du')
	const sie = strongest(signs, 'sie')
	if (du === 3 && sie === 3) return 'mixed'
	if (du >= 2 && du > sie) return 'du'
	if (sie > 0 && sie > du) return 'sie'
	return 'unknown'
}

/** Says whether signs are of a German sentence and not only of a title in it. */
const isSpoken = (signs: readonly Sign[]): boolean =>
	signs.some(({ words }) => words.length > 1) || new Set(signs.map(({ words }) => words[0]?.form)).size > 1

/**
 * Detects how the writer of a German text addresses us: du (ihr and euch included), Sie, both, or unknown. In doubt
 * unknown, because we then write Sie. Skips quotes, handles, hashtags, addresses and the general du; a text in another
 * language is unknown. Du to somebody whom a sentence begins with is du to them, where `ownHandles` tell who we are. Never
 * throws; takes time linear in the text's length.
 */
export const detectAddressForm = (text: string, ownHandles?: readonly string[]): DetectedAddress => {
	const passage = readPassage(text)
	const clauses = clausesOf(passage)
	const isToOthers = ownHandles === undefined ? () => false : spokenToOthers(text, ownHandles)
	const isToUs = ({ form, words }: Sign): boolean => form === 'sie' || !words.some(({ start }) => isToOthers(start))
	const signs = RULES.flatMap((rule) => rule(passage, clauses)).filter(isToUs)
	if (isForeign(passage.words) && !isSpoken(signs)) return UNKNOWN
	const form = formOf(signs)
	if (form === 'unknown') return UNKNOWN
	const shown = signs.filter((sign) => form === 'mixed' || sign.form === form)
	const inOrder = shown.map((sign) => evidenceOf(text, sign)).toSorted((one, other) => one.start - other.start)
	return { form, evidence: firstOfEach(inOrder) }
}

/** Returns the first few of each form, so that a mixed text shows both. */
const firstOfEach = (evidence: readonly AddressEvidence[]): readonly AddressEvidence[] => {
	const few = (form: 'du' | 'sie') => evidence.filter((it) => it.form === form).slice(0, MAX_EVIDENCE / 2)
	return [...few('du'), ...few('sie')].toSorted((one, other) => one.start - other.start)
}
