import { PLURAL, REGULAR, SECOND_PLURAL, SECOND_SINGULAR, STRONG } from './verb-lexicon.ts'
import { spellings, wordSet } from './word-set.ts'

/** Whether a form proves its person alone, or is another person as well ("macht": er macht, ihr macht). */
export type Proof = 'only' | 'shared'

const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '')
const regular = words(REGULAR)
const strong = words(STRONG).flatMap((entry) => {
	const [stem, singular, imperative] = entry.split('/')
	return stem && singular && imperative ? [{ stem, singular, imperative }] : []
})

/** Where an e eases the ending: arbeitet, findet, öffnet, rechnet, atmet. */
const eased = (stem: string) => (/([td]|[^aeiouäöülrnmh]n|chn|[^lrmh]m)$/.test(stem) ? `${stem}e` : stem)
const hisses = (stem: string) => /[sßzx]$/.test(stem)
const infinitiveOf = (stem: string) => (/(el|er|tu)$/.test(stem) ? `${stem}n` : `${stem}en`)

const secondSingular = new Set([
	...wordSet(SECOND_SINGULAR),
	...regular.filter((stem) => !hisses(stem)).flatMap((stem) => spellings(`${eased(stem)}st`)),
	...strong.filter(({ singular }) => !hisses(singular)).flatMap(({ singular }) => spellings(`${singular}st`)),
])

const secondPlural = new Map<string, Proof>([
	...regular.flatMap((stem) => spellings(`${eased(stem)}t`)).map((form) => [form, 'shared'] as const),
	...strong.flatMap(({ stem }) => spellings(`${eased(stem)}t`)).map((form) => [form, 'only'] as const),
	...[...wordSet(SECOND_PLURAL)].map((form) => [form, 'only'] as const),
	['tut', 'shared'],
])

/** "Stell", "stelle", "änder", "ändere", "wechsle": also what an "ich" that is left out would say. */
const imperativesOf = (stem: string): readonly string[] => [
	...(eased(stem) === stem || /(d|wart|halt|rat|tret)$/.test(stem) ? [stem] : []),
	`${stem}e`,
	...(stem.endsWith('el') ? [`${stem.slice(0, -2)}le`] : []),
]

const imperative = new Map<string, Proof>([
	...[...regular, ...strong.map(({ stem }) => stem)]
		.flatMap(imperativesOf)
		.flatMap(spellings)
		.map((form) => [form, 'shared'] as const),
	...strong
		.filter(({ stem, imperative: form }) => stem !== form)
		.flatMap(({ imperative: form }) => spellings(form))
		.map((form) => [form, 'only'] as const),
	['sei', 'only'],
	['tu', 'shared'],
])

const plural = new Set([
	...wordSet(PLURAL),
	...[...regular, ...strong.map(({ stem }) => stem)].map(infinitiveOf).flatMap(spellings),
])

/** Separable and inseparable, longest first: "zurückrufen" and "vertragt" are found by their last part. */
const PREFIX =
	/^(?:zurück|zurueck|zuruck|zusammen|wieder|weiter|herunter|hinunter|heraus|hinaus|nach|über|ueber|unter|durch|rein|raus|rauf|runter|fest|frei|vor|aus|auf|ein|mit|los|weg|her|hin|ab|an|bei|um|zu|be|ver|ent|zer|er)(?=.{3})/

const find = <Found>(look: (form: string) => Found, form: string): Found => {
	const found = look(form)
	const rest = found ? form : form.replace(PREFIX, '')
	return rest === form ? found : look(rest)
}

/** "kannst", "hast", "gehst": only du has that form. Takes a word as spell() gives it, as all of these do. */
export const isSecondSingular = (form: string): boolean => find((it) => secondSingular.has(it), form)

/** "habt" (only), "macht" (shared with er and sie). */
export const secondPluralOf = (form: string): Proof | undefined => find((it) => secondPlural.get(it), form)

const INSEPARABLE = /^(?:wieder|über|ueber|unter|be|ver|ent|zer|er)(?=.{3})/

/** "gib" (only), "schau", "schaue" (shared with ich). */
export const imperativeOf = (form: string): Proof | undefined =>
	imperative.get(form) ?? imperative.get(form.replace(INSEPARABLE, ''))

/** "haben", "schicken": Sie, wir, they, or an infinitive. */
export const isPlural = (form: string): boolean => find((it) => plural.has(it), form)
