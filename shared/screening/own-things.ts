import { digitsOf, type Span, spansOf } from './span.ts'

/** Returns a telephone number as it is compared: digits with the country, 49 where none is given. */
export const phoneKey = (phone: string): string => {
	const written = phone.normalize('NFKC').replace(/\(0\)/, '')
	const digits = digitsOf(written)
	if (/^[\s(]*\+/.test(written)) return digits.startsWith('490') ? `49${digits.slice(3)}` : digits
	if (digits.startsWith('00')) return digits.slice(2)
	return digits.startsWith('0') ? `49${digits.slice(1)}` : digits
}

const GAP = String.raw`[ ().\-/_·]{0,3}`
/** Not the beginning of a longer number, such as that of an extension. */
const ENDS = String.raw`(?!\d|[-/]\d)`

/** Finds the telephone numbers of these keys in a view, in any notation. */
export const ownPhonesIn = (view: string, keys: readonly string[]): readonly Span[] =>
	keys.flatMap((key) => {
		const country = `(?:\\+|00)${GAP}${Array.from(key.slice(0, 2)).join(GAP)}${GAP}(?:\\(0\\)${GAP})?`
		const number = Array.from(key.slice(2)).join(GAP)
		return spansOf(view, new RegExp(String.raw`(?<!\d)(?:${country}|\(?0${GAP}|\(?)${number}${ENDS}`, 'g'))
	})

/** Returns a mail address as it is compared. */
export const emailOf = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** Returns a postal address as it is compared: letters and digits only, every street as "str". */
export const placeKey = (place: string): string =>
	place
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll(/(?<!\p{L})(?:in|d-)(?=\P{L}|\d)/gu, '')
		.replaceAll('ß', 'ss')
		.replaceAll('strasse', 'str')
		.replaceAll(/[^\p{L}\d]/gu, '')
