import type { FindingKind } from './finding.ts'
import type { HarmlessNumber } from './harmless-numbers.ts'
import { digitsOf, type Sighting } from './span.ts'

const NUMBER = `(?:nummern?|nrn?|no|num|id|kennung|zeichen|code|nümmerchen)`
const of = (words: string) => `(?:${words})s?[ .-]{0,2}${NUMBER}`

const CUSTOMER = [
	of(
		'kunden?(?:konto)?|kd|k|vertrags?(?:konto)?|(?:buchungs|kunden|geschäfts|vertrags|verbraucher)konto|zugangs|t-online|anschluss|mitglieds?|teilnehmer|abo|post|mandats|benutzer|ausweis|pass|personalausweis|steuer|sozialversicherungs|versicherten',
	),
	'kdnr|knr|kundenkonto|vertragskonto|buchungskonto|mandatsreferenz|kundenkennung',
	`(?:customer|client|account|contract|subscriber|member)s?'?s? ?(?:number|no|id|nr|#)`,
].join('|')
const ORDER = [
	of(
		'auftrags?|bestell(?:ungs?)?|rechnungs?|störungs?(?:meldungs?|tickets?)?|(?:service)?tickets?|vorgangs?|fall|buchungs?|liefer(?:schein)?|sendungs?|tracking|paket|retouren?|reklamations?|beschwerde|bearbeitungs?|geräte|serien|imei|iccid|sim(?:-?karten)?|karten|referenz|meldungs?|termin|anfragen?|portierungs|leitungs|line',
	),
	'aktenzeichen|imei|iccid|sendungsverfolgung|line-?id',
	`(?:order|invoice|ticket|case|reference|tracking|booking|serial|bill) ?(?:number|no|id|nr|#)`,
].join('|')
const WEAK_CUSTOMER = 'kunden?|kundin|vertrag|konto|kd|mandat|anschluss|account|contract|customer'
const WEAK_ORDER =
	'auftrag|bestellung|rechnung|(?:störungs?)?ticket|störung|vorgang|sendung|lieferung|buchung|reklamation|order|invoice|meldung|az'

const FILLER = String.raw`(?:[\s:=#.,;*~>"'„“”‚‘»«()\[\]|/–—+-]|(?:ist|lautet|lauten|war|wäre|heißt|sind|übrigens|die|der|das|dein|deine|deiner|ihr|ihre|ihrer|ihren|unsere|nr|nummer|no|number|ja|also|hier|lt|laut|is|was|mit|folgende|jetzt|neue|neu|neuen|alte|alten|bei|uns|noch|weiterhin|richtig|aktuell|nun|von|dir|ihnen|eben|wohl|wie|folgt|doch|im|system|bitte|notiert|gespeichert|hinterlegt|für|den|dem|vertrag|auftrag|mobilfunk|festnetz|your|my|meine|mein)(?![\p{L}\d])){0,14}?`
const TOKEN = String.raw`(?:[a-z]{1,5}[-_/ .]{0,2})?\d[\da-z]{0,24}(?:[ .\-_/]{1,2}(?:\d[\da-z]{0,12}|[a-z]{1,3}\d{1,12})){0,8}`
const WEAK_TOKEN = String.raw`(?:[a-z]{1,4}[-_/]?)?\d[\d-]{4,20}\d`
const REVERSED_FILLER = `[ ,("'–-]{1,3}(?:(?:ist|lautet|war|als|laut|die|deine|ihre|unsere|meine|is|your|my)[ ]){0,4}`

type Rule = {
	readonly kind: FindingKind
	readonly pattern: RegExp
	readonly fewest: number
	readonly isWeak: boolean
}

const rule = (kind: FindingKind, labels: string, fewest: number, isWeak: boolean): readonly Rule[] => {
	const label = String.raw`(?<![\p{L}\d@#])(?:${labels})(?![\p{L}])`
	const ahead = isWeak ? String.raw`[\s:#.(„"-]{0,4}(?:(?:nr|nummer|no|mit der nummer)[\s:#.]{0,3})?` : FILLER
	const token = isWeak ? WEAK_TOKEN : TOKEN
	const rules = [
		{
			kind,
			fewest,
			isWeak,
			pattern: new RegExp(String.raw`${label}${ahead}(?<!\d)(?<value>${token})(?!\d)`, 'dgiu'),
		},
	]
	if (isWeak) return rules
	const behind = String.raw`(?<![\p{L}\d,.])(?<value>(?:[a-z]{1,4}-?)?\d[\d \-./]{3,20}\d)${REVERSED_FILLER}(?:${labels})(?![\p{L}\d])(?![\s:=.#]{0,4}(?:(?:ist|lautet|nr|nummer)[\s:.]{0,3}){0,2}(?:[a-z]{1,3}-?)?\d)`
	return [...rules, { kind, fewest, isWeak, pattern: new RegExp(behind, 'dgiu') }]
}

const RULES = [
	...rule('customerNumber', CUSTOMER, 5, false),
	...rule('orderNumber', ORDER, 5, false),
	...rule('customerNumber', WEAK_CUSTOMER, 6, true),
	...rule('orderNumber', WEAK_ORDER, 6, true),
	...rule('iban', `${of('konto|bank(?:konto)?')}|blz|bankleitzahl|account number`, 5, false),
]

/** Ours: seven of Crockford's characters, letters among them (kernel/id.ts). */
const CASE_NUMBER = /^(?=.*[A-Z])[\dA-HJKMNP-TV-Z]{7}$/

/** Where a token ends: before a date, a price or a time that only follows it. */
const endOf = (from: number, to: number, harmless: readonly HarmlessNumber[]): number =>
	harmless.reduce((end, number) => (number.from > from && number.from < end ? number.from : end), to)

const isHarmless = (from: number, to: number, isWeak: boolean, harmless: readonly HarmlessNumber[]): boolean =>
	harmless.some(
		(number) =>
			number.from <= from &&
			from < number.to &&
			(isWeak || number.sort === 'date' || (number.sort === 'amount' && number.to > to)),
	)

/** A word that looks like the letters some numbers begin with: "ist 4711", but "AB 4711". */
const WORD_BEFORE =
	/^(?:ist|war|is|was|wie|die|der|das|den|dem|nr|no|also|hier|noch|nun|jetzt|eben|ja|von|uns|bei|im|my|your)[ .]{1,2}/i

/** Numbers of customers, contracts, orders and bank accounts that are called so. */
export const labelledNumbersIn = (view: string, harmless: readonly HarmlessNumber[]): readonly Sighting[] =>
	RULES.flatMap(({ kind, pattern, fewest, isWeak }) =>
		Array.from(view.matchAll(pattern)).flatMap(({ indices }): readonly Sighting[] => {
			const [begin, rest] = indices?.groups?.value ?? [0, 0]
			const from = begin + (WORD_BEFORE.exec(view.slice(begin, rest))?.[0].length ?? 0)
			if (isHarmless(from, rest, isWeak, harmless)) return []
			const written = view.slice(from, endOf(from, rest, harmless)).trimEnd()
			if (digitsOf(written).length < fewest || CASE_NUMBER.test(written)) return []
			return [{ kind, isGuess: isWeak, from, to: from + written.length }]
		}),
	)

/**
 * So many digits without a word about them are hardly ever anything but somebody's number. Thirteen are: an article's
 * number, or milliseconds.
 */
const BARE = /(?<![\p{L}\d_@#/=&?])(?<!\d[.,:/-])\d{9,12}(?![\p{L}\d_@]|[.,:/-]\d)/gu
const NAMED_OTHERWISE =
	/(?:post|tweet|beitrag|status|kommentar|artikel|art|ean|gtin|id|modell|model|version|firmware|build|isbn|wkn|hrb|hrb|steuer|ust|weee|posting|video|thread)[\w\s.:#-]{0,12}$/i

/** An answer to "What is your number?". */
const NOTHING_ELSE = /^\s*(?<value>\d(?:[ .\-/]{0,2}\d){5,18})[\s.!]*$/dg

const numberAt = (from: number, to: number): Sighting => ({ kind: 'customerNumber', isGuess: true, from, to })

const isNamedOtherwise = (view: string, index: number): boolean =>
	NAMED_OTHERWISE.test(view.slice(Math.max(0, index - 30), index))

/** A text that is nothing but a number, in a view whose harmless numbers and links are blanked. */
export const soleNumbersIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(NOTHING_ELSE), ({ indices }) => numberAt(...(indices?.groups?.value ?? [0, 0])))

/** Long numbers without a label, in a view whose harmless numbers and links are blanked: a guess. */
export const bareNumbersIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(BARE))
		.filter(({ index }) => !isNamedOtherwise(view, index))
		.map(({ 0: text, index }) => numberAt(index, index + text.length))
