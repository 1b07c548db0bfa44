import type { Span } from './span.ts'

/** A number that says nothing about a person, by sort. A date may still be a date of birth. */
export type HarmlessNumber = Span & { readonly sort: 'date' | 'amount' | 'quantity' | 'other' }

/** Behind an area code, digits belong to a telephone number, whatever they look like. */
const NOT_IN_A_NUMBER = String.raw`(?=\d)(?<![\d./-])(?<!(?<![:.,\d])(?!0?\d/(?:19|20)\d\d)[0+][ ()\d/-]{1,14}(?<=\d[ )/-]{1,3}))`
/** Not the next group of a number written in groups. */
const NOT_NEXT_GROUP = String.raw`(?=\d)(?<![\d.,/])(?<!\d[ ()/.-]{1,3})`

const DATES = [
	String.raw`${NOT_IN_A_NUMBER}(?:\d{1,2}\.(?:\d{1,2}\.(?:20\d\d|\d\d)?)? ?(?:-|/|bis|und) ?)?(?:0?[1-9]|[12]\d|3[01])\. ?(?:0?[1-9]|1[0-2])\.(?: ?(?:19|20)?\d\d(?!\d))?(?!\d|[./]\d)`,
	String.raw`${NOT_IN_A_NUMBER}(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])`,
	String.raw`${NOT_IN_A_NUMBER}(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]| \d)`,
	String.raw`${NOT_IN_A_NUMBER}(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)`,
]

const AMOUNTS = [
	String.raw`(?=\d)(?<![\d.,])\d{1,3}(?:\.?\d{3}){0,4}(?:,(?:\d{1,2}|-))? ?(?:€|eur\b|euro(?!\p{L})|cent(?!\p{L})|ct\b|\$|%|prozent)`,
	String.raw`(?:€|\beur|\$) ?\d{1,6}(?:\.\d{3}){0,3}(?:[,.]\d{1,2})?(?!\d)`,
	String.raw`${NOT_NEXT_GROUP}\d{1,6},(?:\d{1,3}|-)(?![\d,])`,
	String.raw`${NOT_NEXT_GROUP}[1-9]\d{0,2}(?:\.\d{3}){1,4}(?! ?\.?\d)`,
]

const UNITS =
	'[kmgt]?bit(?:/s)?|[kmgt]bps|[kmgt]b|[kmg]hz|hz|km|cm|mm|m|kg|g|d[bB]m?|mah|watt|volt|zoll|uhr|h|std|stunden?|min(?:uten?)?|' +
	'sek(?:unden?)?|s|tage?n?|werktage?n?|wochen?|monate?n?|jahre?n?|mal|x|stück|st(?:ü|ue)ck|kund(?:en|innen)|haushalte?n?|' +
	'anschlüssen?|follower[n]?|personen|menschen|leute|nutzern?|geräten?|punkte?n?|ziffern|zeichen|stellen|seiten?|städten?|' +
	'masten?|kanäle[n]?|sender[n]?|nachrichten|bewertungen|sternen?|tickets?|anrufer?n?|grad|gemeinden|orten?'
const QUANTITIES = [
	String.raw`${NOT_NEXT_GROUP}\d{1,7}(?:[-–]\d{1,7})?(?:,\d+)? ?-?(?:${UNITS})(?!\p{L})`,
	String.raw`${NOT_NEXT_GROUP}\d{1,2}(?:[.:]\d{2})? ?(?:-|bis|und|/) ?\d{1,2}(?:[.:]\d{2})? ?(?:uhr|h)(?!\p{L})`,
	String.raw`${NOT_NEXT_GROUP}\d{1,4}[- ]?(?:stellig|fach)`,
]

const OTHERS = [
	String.raw`${NOT_NEXT_GROUP}(?<!-)[0-2]?\d\.[0-5]\d ?(?:-|bis) ?[0-2]?\d\.[0-5]\d(?![\d-]|[./]\d)`,
	String.raw`(?=\d)(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])`,
	String.raw`(?=\d)(?<![\d./-])(?<!(?<![:\d])[0+][ ().\d/-]{1,14}(?<=\d[ )/-]{1,3}))[1-9]\d{0,2}(?:\.\d{1,3}){3}(?!\.?\d)`,
	String.raw`(?<![\da-f:])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\da-f:])`,
	String.raw`(?<!\p{L})(?:version|firmware|build|release|rev\.?|os|fw|ios|android|software|v)[ :-]{0,2}(?:version )?v?\d[\w.]{0,12}(?:[-_][\w.]{1,12}){0,3}`,
	String.raw`(?=\d)(?<!\d)\d{1,3}\*?x\d{1,3}(?!\d)`,
]

const joined = (patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'giu')
const SORTS = [
	['date', joined(DATES)],
	['amount', joined(AMOUNTS)],
	['quantity', joined(QUANTITIES)],
	['other', joined(OTHERS)],
] as const

/** Finds dates, times, prices, quantities, versions and network addresses in a view. */
export const harmlessNumbers = (view: string): readonly HarmlessNumber[] =>
	SORTS.flatMap(([sort, pattern]) =>
		Array.from(view.matchAll(pattern), (match) => ({ sort, from: match.index, to: match.index + match[0].length })),
	)
