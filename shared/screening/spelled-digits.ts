import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { View } from './view.ts'

const ONES = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun']
const TENS = ['zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig']
const TEENS = [
	'zehn',
	'elf',
	'zwölf',
	'dreizehn',
	'vierzehn',
	'fünfzehn',
	'sechzehn',
	'siebzehn',
	'achtzehn',
	'neunzehn',
]
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

const spellings = (word: string): readonly string[] => [
	word,
	word.replaceAll('ü', 'ue').replaceAll('ö', 'oe').replaceAll('ß', 'ss'),
]

const words = onFirstUse(
	(): ReadonlyMap<string, string> =>
		new Map(
			[
				...ONES.map((word, value) => [word, String(value)] as const),
				...ENGLISH.map((word, value) => [word, String(value)] as const),
				...TEENS.map((word, index) => [word, String(10 + index)] as const),
				...TENS.flatMap((ten, index) => [
					[ten, String(20 + index * 10)] as const,
					...ONES.slice(1).map((one, value) => [`${one}und${ten}`, String(21 + index * 10 + value)] as const),
				]),
				['eins', '1'] as const,
				['zwo', '2'] as const,
				['plus', '+'] as const,
			].flatMap(([word, digits]) => spellings(word).map((spelling) => [spelling, digits] as const)),
		),
)

/** Fewer number words in a row are ordinary speech. */
const FEWEST = 3
const anyWord = onFirstUse(() => [...words().keys()].sort((a, b) => b.length - a.length).join('|'))
const rowOfWords = onFirstUse(
	() => new RegExp(String.raw`(?<!\p{L})(?:(?:${anyWord()})[ ,.;/\n-]{0,3}){${FEWEST},40}(?!\p{L})`, 'giu'),
)
const eachWord = onFirstUse(() => new RegExp(anyWord(), 'giu'))

/** Returns the view with rows of number words ("null eins fünf eins") as digits; undefined where there are none. */
export const inDigits = (view: View): View | undefined => {
	const units: string[] = []
	const starts: number[] = []
	const ends: number[] = []
	const add = (unit: string, from: number, to: number): void => {
		units.push(unit)
		starts.push(view.starts[from] ?? 0)
		ends.push(view.ends[to - 1] ?? 0)
	}
	let at = 0
	for (const run of view.text.matchAll(rowOfWords())) {
		for (; at < run.index; at += 1) add(view.text.charAt(at), at, at + 1)
		for (const word of run[0].matchAll(eachWord())) {
			const from = run.index + word.index
			const digits = words().get(word[0].toLowerCase()) ?? ''
			for (const digit of digits) add(digit, from, from + word[0].length)
			at = from + word[0].length
		}
	}
	if (at === 0) return undefined
	for (; at < view.text.length; at += 1) add(view.text.charAt(at), at, at + 1)
	return { text: units.join(''), starts, ends }
}
