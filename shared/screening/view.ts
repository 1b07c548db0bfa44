import { MASKS } from './finding.ts'
import type { Span } from './span.ts'

/** Cyrillic and Greek letters that look like ours, in the order of `OURS`. */
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

/** Starts of rows of circled digits from 1 to 9 without a compatibility form. */
const CIRCLED_ONES = [0x24f5, 0x2776, 0x2780, 0x278a]
const DIGIT = /^\p{Nd}$/u

/** Returns the value of any script's digit, by its distance from the zero of its row. */
const digitValue = (code: number): number => {
	let steps = 0
	while (steps < 60 && DIGIT.test(String.fromCodePoint(code - steps - 1))) steps += 1
	return steps % 10
}

/** Returns a character as it is read: plain digits, letters, dashes and blanks. */
const lookAlikeOf = (character: string): string => {
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

/**
 * A text as the patterns read it: compatibility forms, digits of other scripts and dashes made plain, invisible characters
 * left out. Unit `i` of `text` stands for `starts[i]` to `ends[i]` of the original.
 */
export type View = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] }

/** The character for a masked value: no letter, no digit, no separator. */
const MASKED = '\ue000'

const MASK = new RegExp(
	Object.values(MASKS)
		.map((mask) => mask.replaceAll(/[[\]]/g, String.raw`\$&`))
		.join('|'),
	'y',
)
const WRITTEN_AT = /%40|&#64;|&#x40;|&commat;/iy
const WRITTEN_PLUS = /%2B/iy
/** Private use, too: no font shows it, and views take their own signs from there. */
const INVISIBLE = /^(?:[\p{Cf}\p{Co}\p{Variation_Selector}\u115F\u1160\u3164\uFFA0]|\u034F|\u17B4|\u17B5|\u20E3)$/u
const MARK = /^\p{M}$/u
/** More marks on one letter are play, and take long to normalise. */
const MOST_MARKS = 8

const sticky = (pattern: RegExp, text: string, at: number): string | undefined => {
	pattern.lastIndex = at
	return pattern.exec(text)?.[0]
}

/** Reads several characters at `at` that stand for one. */
const readAsOne = (text: string, at: number): readonly [string, number] | undefined => {
	const first = text[at]
	if (first === '[') {
		const mask = sticky(MASK, text, at)
		return mask === undefined ? undefined : [MASKED, mask.length]
	}
	if (first !== '%' && first !== '&') return undefined
	const sign = sticky(WRITTEN_AT, text, at)
	if (sign !== undefined) return ['@', sign.length]
	return first === '%' && sticky(WRITTEN_PLUS, text, at) !== undefined ? ['+', 3] : undefined
}

const isPlain = (text: string, at: number): boolean => {
	const code = text.charCodeAt(at)
	return code >= 0x20 && code < 0x7f && !(text.charCodeAt(at + 1) >= 0x300)
}

/** Returns the letter at `at` with its marks, and where it ends. */
const readLetter = (text: string, at: number): readonly [string, number] => {
	let written = String.fromCodePoint(text.codePointAt(at) ?? 0)
	let end = at + written.length
	for (let marks = 0; marks < MOST_MARKS && text.charCodeAt(end) >= 0x300; marks += 1) {
		const mark = String.fromCodePoint(text.codePointAt(end) ?? 0)
		if (!MARK.test(mark)) break
		written += mark
		end += mark.length
	}
	return [written, end]
}

const plainly = (written: string): string => {
	const seen = Array.from(written).filter((character) => !INVISIBLE.test(character))
	return Array.from(seen.join('').normalize('NFKC'), lookAlikeOf).join('')
}

/** Reads a text into a view; spans in `masked` become masked values. */
export const viewOf = (text: string, masked: readonly Span[] = []): View => {
	const units: string[] = []
	const starts: number[] = []
	const ends: number[] = []
	const add = (read: string, start: number, end: number): number => {
		for (let unit = 0; unit < read.length; unit += 1) {
			units.push(read.charAt(unit))
			starts.push(start)
			ends.push(end)
		}
		return end
	}
	const known = new Map<string, string>()
	const ahead = [...masked].sort((a, b) => b.from - a.from)
	let at = 0
	while (at < text.length) {
		const next = ahead.at(-1)
		if (next !== undefined && at >= next.from) {
			ahead.pop()
			at = add(MASKED, at, Math.max(at, next.to))
			continue
		}
		const one = readAsOne(text, at)
		if (one !== undefined) at = add(one[0], at, at + one[1])
		else if (isPlain(text, at)) at = add(text.charAt(at), at, at + 1)
		else {
			const [written, end] = readLetter(text, at)
			const plain = known.get(written) ?? plainly(written)
			known.set(written, plain)
			at = add(plain, at, end)
		}
	}
	return { text: units.join(''), starts, ends }
}

/** Returns a span of the view as a span of the original text. */
export const inOriginal = (view: View, span: Span): Span => ({
	from: view.starts[span.from] ?? 0,
	to: view.ends[span.to - 1] ?? 0,
})
