import { digitsOf, type Sighting } from './span.ts'

const CARD = /(?<![\p{L}\d])\d(?:[ \-./_\n]{0,3}\d){12,18}(?!\d)/gu
/** Visa, Mastercard, American Express, Diners, Discover, JCB, Maestro. */
const ISSUERS = /^(?:4|5[0-8]|2[2-7]|3[0-9]|6)/

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
		return ISSUERS.test(digits) && isLuhn(digits)
	})
