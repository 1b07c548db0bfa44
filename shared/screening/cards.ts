import { digitsOf, type Sighting } from './span.ts'

const CARD = /(?<![\p{L}\d+])\d(?:[ \-./_\n]{0,3}\d){12,18}(?!\d)/gu
/** Visa, Mastercard, Discover, Maestro, JCB; American Express and Diners have lengths of their own. */
const ISSUED =
	/^(?:4\d{12}(?:\d{3,6})?|(?:5[0-8]|2[2-7]|6\d|35)\d{14,17}|5[06-8]\d{11,17}|6\d{11,13}|3[47]\d{13}|3[068]\d{12,14})$/

/** ISO/IEC 7812-1, annex B: every second digit from the right counts twice. */
const isLuhn = (digits: string): boolean => {
	let sum = 0
	for (let at = 0; at < digits.length; at += 1) {
		const digit = digits.charCodeAt(digits.length - 1 - at) - 48
		const counted = at % 2 === 0 ? digit : digit * 2
		sum += counted > 9 ? counted - 9 : counted
	}
	return sum % 10 === 0
}

/** Payment cards: 13 to 19 digits of an issuer with a right check digit. */
export const cardsIn = (view: string): readonly Sighting[] =>
	Array.from(view.matchAll(CARD), (match) => ({
		kind: 'cardNumber' as const,
		from: match.index,
		to: match.index + match[0].length,
	})).filter(({ from, to }) => {
		const digits = digitsOf(view.slice(from, to))
		return ISSUED.test(digits) && isLuhn(digits)
	})
