import { onFirstUse } from '#shared/kernel/on-first-use.ts'
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
	const found = [
		{
			kind,
			fewest,
			isWeak,
			pattern: new RegExp(String.raw`${label}${ahead}(?<!\d)(?<value>${token})(?!\d)`, 'dgiu'),
		},
	]
	if (isWeak) return found
	const behind = String.raw`(?<![\p{L}\d,.])(?<value>(?:[a-z]{1,4}-?)?\d[\d \-./]{3,20}\d)${REVERSED_FILLER}(?:${labels})(?![\p{L}\d])(?![\s:=.#]{0,4}(?:(?:ist|lautet|nr|nummer)[\s:.]{0,3}){0,2}(?:[a-z]{1,3}-?)?\d)`
	return [...found, { kind, fewest, isWeak, pattern: new RegExp(behind, 'dgiu') }]
}

const rules = onFirstUse(() => [
	...rule('customerNumber', CUSTOMER, 5, false),
	...rule('orderNumber', ORDER, 5, false),
	...rule('customerNumber', WEAK_CUSTOMER, 6, true),
	...rule('orderNumber', WEAK_ORDER, 6, true),
	...rule('iban', `${of('konto|bank(?:konto)?')}|blz|bankleitzahl|account number`, 5, false),
])

/** Our case numbers: seven or eight of Crockford's characters, with a letter (kernel/id.ts). */
const CASE_NUMBER = /^(?=.*[A-Z])[\dA-HJKMNP-TV-Z]{7,8}$/

/** Returns where a token ends: before a date, a price or a time that follows it. */
const endOf = (from: number, to: number, harmless: readonly HarmlessNumber[]): number =>
	harmless.reduce((end, number) => (number.from > from && number.from < end ? number.from : end), to)

const isHarmless = (from: number, to: number, isWeak: boolean, harmless: readonly HarmlessNumber[]): boolean =>
	harmless.some(
		(number) =>
			number.from <= from &&
			from < number.to &&
			(isWeak || number.sort === 'date' || (number.sort === 'amount' && number.to > to)),
	)

/** Words that look like the letters of a number: "ist 4711", unlike "AB 4711". */
const WORD_BEFORE =
	/^(?:ist|war|is|was|wie|die|der|das|den|dem|nr|no|also|hier|noch|nun|jetzt|eben|ja|von|uns|bei|im|my|your)[ .]{1,2}/i

/** Finds labelled numbers of customers, contracts, orders and bank accounts. */
export const labelledNumbersIn = (view: string, harmless: readonly HarmlessNumber[]): readonly Sighting[] =>
	rules().flatMap(({ kind, pattern, fewest, isWeak }) =>
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
 * Nine to twelve digits without a label are nearly always a personal number. Thirteen are an article's number, or
 * milliseconds.
 */
const BARE = /(?<![\p{L}\d_@#/=&?])(?<!\d[.,:/-])\d{9,12}(?![\p{L}\d_@]|[.,:/-]\d)/gu
const NAMED_OTHERWISE =
	/(?:post|tweet|beitrag|status|kommentar|artikel|art|ean|gtin|id|modell|model|version|firmware|build|isbn|wkn|hrb|hrb|steuer|ust|weee|posting|video|thread)[\w\s.:#-]{0,12}$/i

/** An answer to "What is your number?". */
const NOTHING_ELSE = /^\s*(?<value>\d(?:[ .\-/]{0,2}\d){5,18})[\s.!]*$/dg

const numberAt = (from: number, to: number): Sighting => ({ kind: 'customerNumber', isGuess: true, from, to })

const isNamedOtherwise = (view: string, index: number): boolean =>
	NAMED_OTHERWISE.test(view.slice(Math.max(0, index - 30), index))

/** Finds a number that is the whole text, in a view whose harmless numbers and links are blanked. */
export const soleNumbersIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(NOTHING_ELSE), ({ indices }) => numberAt(...(indices?.groups?.value ?? [0, 0])))

/** Finds long numbers without a label, as guesses, in a view whose harmless numbers and links are blanked. */
export const bareNumbersIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(BARE))
		.filter(({ index }) => !isNamedOtherwise(view, index))
		.map(({ 0: text, index }) => numberAt(index, index + text.length))

const MONTHS =
	'jan(?:uar)?|jänner|feb(?:ruar)?|märz|maerz|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?|january|february|march|may|june|july|october|december'
const DATE = String.raw`(?:\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\.? ?(?:${MONTHS})\.?,? ?(?:(?:19|20)?\d\d)?|(?:${MONTHS}) \d{1,2},? (?:19|20)\d\d|\d{2} \d{2} (?:19|20)?\d\d|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)`
const LABEL = String.raw`geb(?:\.|oren(?:e[rn]?)?)?|geb[.-]{0,2}(?:datum|dat\.?|tag)|geburts(?:datum|dat\.?|tag)|geburtstage?s?|date of birth|dob|birthday|birth ?date|born`
const DATE_FILLER = String.raw`(?:[\s:=,;("„–/-]|(?:am|ist|der|den|lautet|war|vom|on|is|the|mit|dem|und|dein|ihr|hast|du|haben|sie|noch|also)(?![\p{L}])){0,8}?`

const behindLabel = onFirstUse(
	() => new RegExp(String.raw`(?<!\p{L})(?:${LABEL})(?!\p{L})${DATE_FILLER}(?<value>${DATE})(?!\d)`, 'dgiu'),
)
const beforeLabel = onFirstUse(
	() =>
		new RegExp(
			String.raw`(?<![\d.])(?<value>${DATE})[ ,("]{1,3}(?:(?:ist|als|war|dein|ihr|das|hinterlegtes?|richtige[sn]?) ){0,4}(?:geb\.|geboren|geburtsdatum|geburtstag)(?!\p{L})`,
			'dgiu',
		),
)
const STAR = /(?<![\p{L}\d*])\* ?(?<value>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?!\d)/dgiu
/** Birthdays of the company. */
const FESTIVE = /(?:feier|jahre|\d\.|unser(?:e[nmrs]?)?) *(?:firmen)?geburtstag\p{L}*.{0,30}$/iu

/** Finds labelled dates of birth. */
export const birthDatesIn = (view: string): readonly Sighting[] =>
	[behindLabel(), beforeLabel(), STAR].flatMap((pattern) =>
		Array.from(view.matchAll(pattern)).flatMap(({ indices }): readonly Sighting[] => {
			const [from, to] = indices?.groups?.value ?? [0, 0]
			if (FESTIVE.test(view.slice(Math.max(0, from - 60), from))) return []
			return [{ kind: 'birthDate', from, to: from + view.slice(from, to).trimEnd().length }]
		}),
	)

const CODES =
	'(?:super-?|sim-?|sms-?|telefon-?|karten-?|service-?|online-?|mail-?)?(?:pin|puk|tan)[12]?|geheimzahl|persönliche[sr]? code|zugangs-?(?:code|zahl)|(?:sicherheits|bestätigungs|aktivierungs|freischalt|prüf|verifizierungs|einmal|geheim|otp|sms)-?(?:code|nummer|zahl|ziffer)|persönliche identifikation(?:snummer)?|cvv|cvc|(?:security|access|verification) code'
const WORDS = String.raw`(?:passwort|kennwort|passphrase|netzwerkschlüssel|(?:wlan|wpa2?)-?(?:schlüssel|key|code)|(?<!\p{L})(?:passw|pw|pwd|password|passcode|sicherheitsfrage))`
const IS = String.raw`(?:[\s:=#„"'»(\[–-]|(?:ist|lautet|war|heißt|is|was|nun|jetzt|also|die|der|das|nr|nummer|übrigens|neu|neue|neues|weiterhin|noch|für|dein|deine|ihr|ihre|konto|sim|karte)(?![\p{L}\d])){1,10}?`

const code = onFirstUse(
	() =>
		new RegExp(
			String.raw`(?<![\p{L}\d])(?:${CODES})(?![\p{L}\d])${IS}(?<value>(?:[a-z]{1,2}-)?\d{3,12}(?:[ -]\d{2,8}){0,3})(?! ?-?(?:stellig|mal|ziffern|stellen|versuche|zeichen|€|euro|uhr|sekunden|minuten|tage|stunden)|[.:,]\d|\d)`,
			'dgiu',
		),
)
const codeBehind = onFirstUse(
	() =>
		new RegExp(
			String.raw`(?<![\p{L}\d.,])(?<value>\d{4,8}) (?:ist|lautet|als) (?:die|deine|ihre|meine|unsere|der|dein|ihr) (?:neue[rn]? )?(?:${CODES})(?![\p{L}\d])`,
			'dgiu',
		),
)
/** A word with a digit or a sign in it. */
const mixed = onFirstUse(
	() =>
		new RegExp(
			String.raw`${WORDS}(?![\p{L}\d])${IS}(?<value>(?=[^\s"“”«»']{0,30}[\d!$%&*+#@_?§=])(?![\d.,]{1,8}(?:\s|$))[^\s"“”«»']{4,60})`,
			'dgiu',
		),
)
const numeric = onFirstUse(
	() =>
		new RegExp(
			String.raw`${WORDS}(?![\p{L}\d])(?:\s?[:=]\s?| (?:ist|lautet|war|heißt):? )["„']?(?<value>\d{4,20})(?! ?(?:zeichen|stellen|mal|tage|ziffern)|[.,:]\d|\d)`,
			'dgiu',
		),
)
/** A plain word, where a sentence can hardly go on otherwise. */
const plain = onFirstUse(
	() =>
		new RegExp(
			String.raw`${WORDS}(?![\p{L}\d])(?:\s?[:=]\s?["„']?| (?:lautet|heißt):? ["„']?|\s?:? ?["„'»])(?!(?:bitte|nie|niemals|nicht|immer|wie|wo|was|ja|nein|leider|nun|ab|falsch|gesperrt|vergessen|zurücksetzen|ändern|neu|ok|erledigt|fertig|geheim|hier|dort|dann|siehe|gern|gerne|danke|noch|auf|im|in|per|nur)(?!\p{L}))(?<value>[\p{L}][\p{L}\d_-]{3,30})(?=["“”'«»]|[.,;!)]?(?:\s*$|\s*\n|\s*\^|[.,;!] ))`,
			'dgiu',
		),
)

/** Says whether a word may be a secret: neither a link nor a mask. */
const isValue = (value: string): boolean =>
	!/^(?:https?:|www\.|\^|\ue000|@)/i.test(value) && !/^[\p{L}-]+[.?!,:]*$/u.test(value)

const all = (view: string, pattern: RegExp, accepts: (value: string) => boolean): readonly Sighting[] =>
	Array.from(view.matchAll(pattern)).flatMap(({ indices }): readonly Sighting[] => {
		const [from, to] = indices?.groups?.value ?? [0, 0]
		const written = view.slice(from, to).replace(/[.,;:)]+$/, '')
		return accepts(written) ? [{ kind: 'secret', from, to: from + written.length }] : []
	})

/** Finds labelled PINs, PUKs, TANs, passwords and the like. */
export const secretsIn = (view: string): readonly Sighting[] => [
	...all(view, code(), () => true),
	...all(view, codeBehind(), () => true),
	...all(view, mixed(), isValue),
	...all(view, numeric(), () => true),
	...all(view, plain(), (value) => !value.includes('\ue000')),
]
