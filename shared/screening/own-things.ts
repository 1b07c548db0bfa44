import { digitsOf } from './span.ts'

/** A telephone number as it is compared: digits with the country, 49 where none is given. */
export const phoneKey = (phone: string): string => {
	const written = phone.normalize('NFKC').replace(/\(0\)/, '')
	const digits = digitsOf(written)
	if (/^[\s(]*\+/.test(written)) return digits.startsWith('490') ? `49${digits.slice(3)}` : digits
	if (digits.startsWith('00')) return digits.slice(2)
	return digits.startsWith('0') ? `49${digits.slice(1)}` : digits
}

/** A mail address as it is compared. */
export const emailOf = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** A postal address as it is compared: letters and digits only, every street a "str". */
export const placeKey = (place: string): string =>
	place
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll(/(?<!\p{L})(?:in|d-)(?=\P{L}|\d)/gu, '')
		.replaceAll('ß', 'ss')
		.replaceAll('strasse', 'str')
		.replaceAll(/[^\p{L}\d]/gu, '')
