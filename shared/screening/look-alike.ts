/** Cyrillic and Greek letters that look like ours, and ours in the same order. */
const STRANGE =
	'\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406' +
	'\u03bf\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7'
const OURS = 'aeopcxyiABEKMHOPCTXIoABEZHIKMNOPTX'

const READ_AS: ReadonlyMap<string, string> = new Map([
	...Array.from(STRANGE, (letter, index) => [letter, OURS.charAt(index)] as const),
	...Array.from('\u3002\u2024\u2027\u066b', (dot) => [dot, '.'] as const),
	...Array.from('\u2044\u2215\u2571', (slash) => [slash, '/'] as const),
	...Array.from('\u201a\u060c', (comma) => [comma, ','] as const),
	...Array.from('\t\r\v\f\u0085\u2028\u2029\u2800', (space) => [space, ' '] as const),
	['\u24ff', '0'],
])

/** Where rows of circled digits from 1 to 9 begin that have no compatibility form. */
const CIRCLED_ONES = [0x24f5, 0x2776, 0x2780, 0x278a]
const DIGIT = /^\p{Nd}$/u

/** Digits of all scripts lie in rows of ten, one after the other from a zero. */
const digitValue = (code: number): number => {
	let steps = 0
	while (steps < 60 && DIGIT.test(String.fromCodePoint(code - steps - 1))) steps += 1
	return steps % 10
}

/** A character as it is meant to be read: plain digits, letters, dashes and blanks. */
export const lookAlikeOf = (character: string): string => {
	if (character >= ' ' && character <= '~') return character
	const known = READ_AS.get(character)
	if (known !== undefined) return known
	if (/^\p{Pd}$|^[\u2212\u2043]$/u.test(character)) return '-'
	if (/^\p{Zs}$/u.test(character)) return ' '
	const code = character.codePointAt(0) ?? 0
	if (DIGIT.test(character)) return String(digitValue(code))
	const row = CIRCLED_ONES.find((one) => code >= one && code < one + 9)
	return row === undefined ? character : String(code - row + 1)
}
