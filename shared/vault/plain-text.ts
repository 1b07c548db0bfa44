/** Everything a keyboard does not type: controls, invisible direction marks, lone surrogates, byte-order marks. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\uFEFF\u200B\u2060]/gu

/** NFC, without invisible characters, blanks joined, on one line. */
export const oneLine = (text: string): string =>
	text.normalize('NFC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/ +/gu, ' ').trim()

/** The same, but line breaks stay, at most one empty line in a row. */
export const severalLines = (text: string): string =>
	text
		.split(/\r\n|\r|\n/u)
		.map(oneLine)
		.join('\n')
		.replace(/\n{3,}/gu, '\n\n')
		.trim()

const digitsOf = (character: string): string =>
	/[0-9]/.test(character) ? character : String(character.charCodeAt(0) - 55)

const isIban = (candidate: string): boolean => {
	const digits = [...(candidate.slice(4) + candidate.slice(0, 4))].map(digitsOf).join('')
	return BigInt(digits) % 97n === 1n
}

/** Whether a text holds an account number that passes the check of ISO 13616, blanks and dashes or not. */
export const holdsIban = (text: string): boolean => {
	const candidates = text.toUpperCase().match(/\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/g) ?? []
	return candidates.some((candidate) => {
		const compact = candidate.replace(/[ -]/g, '')
		// A word that follows the number is caught along with it: any length an IBAN can have is tried.
		return Array.from({ length: compact.length - 14 }, (_, cut) => compact.slice(0, 15 + cut)).some(isIban)
	})
}
