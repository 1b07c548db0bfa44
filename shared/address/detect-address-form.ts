import { formalLowerCaseRule, formalRule } from './formal-rule.ts'
import { imperativePluralRule } from './imperative-plural-rule.ts'
import { imperativeSingularRule } from './imperative-singular-rule.ts'
import { readPassage, type Word } from './passage.ts'
import { secondPluralRule } from './second-plural-rule.ts'
import { contractionRule, secondSingularRule } from './second-singular-rule.ts'
import { clausesOf, type Rule, type Sign, sign } from './sign.ts'
import { isPlural, isSecondSingular } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

/** Frequent words that are German and nothing else likely; du and sie prove nothing here. */
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

/** A German verb or participle, or a word with an umlaut. */
const isGermanForm = ({ form, text }: Word) =>
	/[äöüß]/i.test(text) ||
	/^ge.{3,}(t|en)$/.test(form) ||
	(form.length > 3 && (isSecondSingular(form) || isPlural(form)))

/** Whether the words are of another language: then nothing in them is a German form of address. */
const isForeign = (words: readonly Word[]): boolean => {
	const frequent = words.filter(({ form }) => FOREIGN.has(form)).length
	const lettered = words.filter(({ text }) => /[ışğåøæñ]/.test(text)).length
	const german = words.filter((word) => GERMAN.has(word.form) || isGermanForm(word)).length
	return (frequent + lettered > 1 || german === 0) && frequent + lettered > 1.5 * german
}

/** "Sehr geehrte": who greets so says Sie, unless more follows. */
const greetingRule: Rule = ({ words }) =>
	words.flatMap((word, at) =>
		/^(geehrte[rsn]?|geerte[rsn]?)$/.test(word.form) && words[at - 1]?.form === 'sehr'
			? [sign('sie', 2, words[at - 1], word)]
			: [],
	)

/** How a text addresses us; mixed and unknown decide nothing. */
export type DetectedForm = 'du' | 'sie' | 'mixed' | 'unknown'

/**
 * The words that show a form: what stands in the text between start and end, in code units, at most 60 of them. Personal text:
 * it belongs into the words table and nowhere else.
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
	// Verb and pronoun far apart: the pronoun alone is enough.
	const end = last - start > MAX_EVIDENCE_LENGTH ? (words[0]?.end ?? last) : last
	const from = last - start > MAX_EVIDENCE_LENGTH ? (words[0]?.start ?? start) : start
	const until = Math.min(end, from + MAX_EVIDENCE_LENGTH)
	return { words: text.slice(from, until), start: from, end: until, form }
}

const strongest = (signs: readonly Sign[], form: 'du' | 'sie') =>
	signs.reduce((most, sign) => (sign.form === form ? Math.max(most, sign.strength) : most), 0)

/** Clear words of both are mixed; else the stronger side wins, and what is weak speaks for Sie only. */
const formOf = (signs: readonly Sign[]): DetectedForm => {
	const du = strongest(signs, 'du')
	const sie = strongest(signs, 'sie')
	if (du === 3 && sie === 3) return 'mixed'
	if (du >= 2 && du > sie) return 'du'
	if (sie > 0 && sie > du) return 'sie'
	return 'unknown'
}

/** Verb and pronoun together are German, whatever film or song the rest is the name of. */
const isSpoken = (signs: readonly Sign[]): boolean =>
	signs.some(({ words }) => words.length > 1) || new Set(signs.map(({ words }) => words[0]?.form)).size > 1

/**
 * How the writer of a German text addresses us: du (ihr and euch included), Sie, both, or not to be told. In doubt
 * unknown, since what we then write is Sie. What others are quoted with, handles, hashtags and addresses do not count, nor does
 * a du that means anybody; a text in another language is unknown. Never throws; time linear in the text's length.
 */
export const detectAddressForm = (text: string): DetectedAddress => {
	const passage = readPassage(text)
	const clauses = clausesOf(passage)
	const signs = RULES.flatMap((rule) => rule(passage, clauses))
	if (isForeign(passage.words) && !isSpoken(signs)) return UNKNOWN
	const form = formOf(signs)
	if (form === 'unknown') return UNKNOWN
	const kept = signs.filter((sign) => form === 'mixed' || sign.form === form)
	const inOrder = kept.map((sign) => evidenceOf(text, sign)).toSorted((one, other) => one.start - other.start)
	return { form, evidence: firstOfEach(inOrder) }
}

/** The first few, so that both forms are among those of a mixed text. */
const firstOfEach = (evidence: readonly AddressEvidence[]): readonly AddressEvidence[] => {
	const few = (form: 'du' | 'sie') => evidence.filter((it) => it.form === form).slice(0, MAX_EVIDENCE / 2)
	return [...few('du'), ...few('sie')].toSorted((one, other) => one.start - other.start)
}
