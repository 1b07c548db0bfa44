import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { PLURAL, REGULAR, SECOND_PLURAL, SECOND_SINGULAR, STRONG } from './verb-lexicon.ts'
import { spellings, wordsIn } from './word-set.ts'

/** Whether a form proves its person alone, or is another person as well ("macht": er macht, ihr macht). */
export type Proof = 'only' | 'shared'

type StrongVerb = { readonly stem: string; readonly singular: string; readonly imperative: string }

const strongVerbs = (): readonly StrongVerb[] =>
	wordsIn(STRONG).flatMap((entry) => {
		const [stem, singular, imperative] = entry.split('/')
		return stem && singular && imperative ? [{ stem, singular, imperative }] : []
	})
const allStems = (): readonly string[] => [...wordsIn(REGULAR), ...strongVerbs().map(({ stem }) => stem)]

/** Where an e eases the ending: arbeitet, findet, öffnet, rechnet, atmet. */
const eased = (stem: string) => (/([td]|[^aeiouäöülrnmh]n|chn|[^lrmh]m)$/.test(stem) ? `${stem}e` : stem)
const hisses = (stem: string) => /[sßzx]$/.test(stem)
const infinitiveOf = (stem: string) => (/(el|er|tu)$/.test(stem) ? `${stem}n` : `${stem}en`)

const formsWith = (ending: string, stems: readonly string[]): readonly string[] =>
	stems.flatMap((stem) => spellings(`${stem}${ending}`))
const proving = (proof: Proof, forms: readonly string[]) => forms.map((form) => [form, proof] as const)

const secondSingular = onFirstUse(() => {
	const regular = wordsIn(REGULAR).filter((stem) => !hisses(stem))
	const strong = strongVerbs().map(({ singular }) => singular)
	return new Set([
		...wordsIn(SECOND_SINGULAR).flatMap(spellings),
		...formsWith('st', regular.map(eased)),
		...formsWith(
			'st',
			strong.filter((stem) => !hisses(stem)),
		),
	])
})

const secondPlural = onFirstUse(() => {
	const strong = strongVerbs().map(({ stem }) => eased(stem))
	return new Map<string, Proof>([
		...proving('shared', formsWith('t', wordsIn(REGULAR).map(eased))),
		...proving('only', formsWith('t', strong)),
		...proving('only', wordsIn(SECOND_PLURAL).flatMap(spellings)),
		['tut', 'shared'],
	])
})

/** "Stell", "stelle", "änder", "ändere", "wechsle": also what an "ich" that is left out would say. */
const imperativesOf = (stem: string): readonly string[] => [
	...(eased(stem) === stem || /(d|wart|halt|rat|tret)$/.test(stem) ? [stem] : []),
	`${stem}e`,
	...(stem.endsWith('el') ? [`${stem.slice(0, -2)}le`] : []),
]

const imperative = onFirstUse(() => {
	const changing = strongVerbs().filter((verb) => verb.stem !== verb.imperative)
	return new Map<string, Proof>([
		...proving('shared', allStems().flatMap(imperativesOf).flatMap(spellings)),
		...proving(
			'only',
			changing.flatMap((verb) => spellings(verb.imperative)),
		),
		['sei', 'only'],
		['tu', 'shared'],
	])
})

const plural = onFirstUse(() => new Set([...wordsIn(PLURAL), ...allStems().map(infinitiveOf)].flatMap(spellings)))

/** Separable and inseparable, longest first: "zurückrufen" and "vertragt" are found by their last part. */
const PREFIX =
	/^(?:zurück|zurueck|zuruck|zusammen|wieder|weiter|herunter|hinunter|heraus|hinaus|nach|über|ueber|unter|durch|rein|raus|rauf|runter|fest|frei|vor|aus|auf|ein|mit|los|weg|her|hin|ab|an|bei|um|zu|be|ver|ent|zer|er)(?=.{3})/

const find = <Found>(look: (form: string) => Found, form: string): Found => {
	const found = look(form)
	const rest = found ? form : form.replace(PREFIX, '')
	return rest === form ? found : look(rest)
}

/** "kannst", "hast", "gehst": only du has that form. Takes a word as spell() gives it, as all of these do. */
export const isSecondSingular = (form: string): boolean => find((it) => secondSingular().has(it), form)

/** "habt" (only), "macht" (shared with er and sie). */
export const secondPluralOf = (form: string): Proof | undefined => find((it) => secondPlural().get(it), form)

const INSEPARABLE = /^(?:wieder|über|ueber|unter|be|ver|ent|zer|er)(?=.{3})/

/** "gib" (only), "schau", "schaue" (shared with ich). */
export const imperativeOf = (form: string): Proof | undefined =>
	imperative().get(form) ?? imperative().get(form.replace(INSEPARABLE, ''))

/** "haben", "schicken": Sie, wir, they, or an infinitive. */
export const isPlural = (form: string): boolean => find((it) => plural().has(it), form)
