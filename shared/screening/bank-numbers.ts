import { getCountrySpecifications, isValidIBAN } from 'ibantools'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { digitsOf, type Sighting, spansOf, touches } from './span.ts'

const countries = onFirstUse(getCountrySpecifications)
/** All positions where a country and check digits may begin, with blanks and dots between them. */
const BEGINNING = /(?=(?<country>[a-z][ .\-_]{0,2}[a-z])[ .:\-_/]{0,2}[\dOIlSBZ])/giu
const SEPARATORS = ' .:-_/,\n\ue001'
const MOST_SEPARATORS = 3
/** Letters that people and text recognition write for digits. */
const MISREAD: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' }

type Run = { readonly letters: string; readonly to: number }

/**
 * Returns the next `length` letters and digits from `from`, with up to three separators between each; undefined where they
 * end before.
 */
const collect = (view: string, from: number, length: number): Run | undefined => {
	let letters = ''
	let gap = 0
	for (let at = from; at < view.length; at += 1) {
		const unit = view.charAt(at)
		if (/[a-z\d|]/i.test(unit)) {
			letters += unit === '|' ? 'I' : unit.toUpperCase()
			gap = 0
			if (letters.length === length) return { letters, to: at + 1 }
		} else if (!SEPARATORS.includes(unit) || ++gap > MOST_SEPARATORS) return undefined
	}
	return undefined
}

const asDigits = (letters: string): string => letters.replaceAll(/[OQILZSB]/g, (letter) => MISREAD[letter] ?? letter)

const isSound = (letters: string): boolean =>
	isValidIBAN(letters) || isValidIBAN(letters.slice(0, 2) + asDigits(letters.slice(2)))

/** Says whether letters are a mistyped or invented IBAN that can be nothing else. */
const looksLikeOne = (view: string, { letters, to }: Run, isAtWord: boolean): boolean => {
	if (!isAtWord || /^[\p{L}\d]/u.test(view.slice(to, to + 1))) return false
	const country = letters.slice(0, 2)
	const body = letters.slice(2)
	if (/^\d{13,}$/.test(asDigits(body)) && /\d{10}/.test(body.replaceAll(/\D/g, ''))) return true
	const bban = countries()[country]?.bban_regexp
	if (bban === undefined || bban === null || !/^\d\d/.test(body)) return false
	return new RegExp(bban).test(body.slice(2)) && body.replaceAll(/\D/g, '').length >= 12
}

/** A German IBAN with a digit too few or too many. */
const GERMAN = /(?<![\p{L}\d])DE[ .-]?\d[ .-]?\d(?:[ .\-_/]{0,2}\d){12,22}(?!\d)/giu
const LABELLED =
	/(?<!\p{L})iban[\s:.=-]{0,4}(?:(?:ist|lautet|die|nr\.?)[\s:]{1,3}){0,2}(?<value>[a-z]{2} ?\d\d(?:[ .-]?(?=[a-z]{0,4}\d)[a-z\d]){6,32})/dgiu

/** Finds IBANs, valid or mistyped, grouped or not. */
export const ibansIn = (view: string): readonly Sighting[] => {
	const sightings: Sighting[] = []
	let done = 0
	for (const { index: from, groups } of view.matchAll(BEGINNING)) {
		const country = (groups?.country ?? '').replaceAll(/[^a-z]/gi, '').toUpperCase()
		const length = countries()[country]?.chars
		if (from < done || length === undefined || length === null) continue
		const run = collect(view, from, length)
		if (run === undefined) continue
		const before = view.slice(Math.max(0, from - 4), from)
		const isAtWord = !/[\p{L}\d]$/u.test(before) || /iban$/i.test(before)
		// Within a word, one in 97 runs of digits is valid by chance.
		const isWritten = isAtWord || /^[A-Z]{2}\d\d/.test(view.slice(from, from + 4))
		if (!(isWritten && isSound(run.letters)) && !looksLikeOne(view, run, isAtWord)) continue
		// Superfluous digits belong to the IBAN.
		const rest = /^\d{1,6}(?!\d)/.exec(view.slice(run.to, run.to + 7))?.[0].length ?? 0
		sightings.push({ kind: 'iban', from, to: run.to + rest })
		done = run.to + rest
	}
	for (const span of spansOf(view, GERMAN)) sightings.push({ kind: 'iban', ...span })
	for (const { indices } of view.matchAll(LABELLED)) {
		const at = indices?.groups?.value
		const digits = at === undefined ? '' : view.slice(...at).replaceAll(/\D/g, '')
		// An IBAN found by itself has its full length; what follows are words.
		const isKnown = at !== undefined && touches({ from: at[0], to: at[1] }, sightings)
		if (at !== undefined && !isKnown && digits.length >= 10) sightings.push({ kind: 'iban', from: at[0], to: at[1] })
	}
	return sightings
}

const CARD = /(?<![\p{L}\d+])\d(?:[ \-./_\n]{0,3}\d){12,18}(?!\d)/gu
/** Visa, Mastercard, Discover, Maestro, JCB; American Express and Diners have lengths of their own. */
const ISSUED =
	/^(?:4\d{12}(?:\d{3,6})?|(?:5[0-8]|2[2-7]|6\d|35)\d{14,17}|5[06-8]\d{11,17}|6\d{11,13}|3[47]\d{13}|3[068]\d{12,14})$/

/** Checks the digit of ISO/IEC 7812-1, annex B: every second digit from the right counts twice. */
const isLuhn = (digits: string): boolean => {
	let sum = 0
	for (let at = 0; at < digits.length; at += 1) {
		const digit = digits.charCodeAt(digits.length - 1 - at) - 48
		const counted = at % 2 === 0 ? digit : digit * 2
		sum += counted > 9 ? counted - 9 : counted
	}
	return sum % 10 === 0
}

/** Finds payment cards: 13 to 19 digits of an issuer with a valid check digit. */
export const cardsIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(CARD), (match) => ({
		kind: 'cardNumber' as const,
		from: match.index,
		to: match.index + match[0].length,
	})).filter(({ from, to }) => {
		const digits = digitsOf(view.slice(from, to))
		return ISSUED.test(digits) && isLuhn(digits)
	})
