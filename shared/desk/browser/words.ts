import { DAY, HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'

/** What a sentence of the page has places for, as `{name}`. */
export type Values = Readonly<Record<string, string | number | undefined>>

/** Fills the places of a sentence. Undefined where a value is missing: half a sentence says nothing. */
export const fillWords = (sentence: string | undefined, values: Values): string | undefined => {
	if (sentence === undefined) return undefined
	const places = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
	if (places.some((name) => values[name] === undefined)) return undefined
	return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Tells whether all words that were typed begin a word of the name, whatever their order, case and accents. */
export const isMeant = (name: string, typed: string): boolean => {
	const words = plain(name).split(/[^\p{L}\p{N}]+/u)
	const asked = plain(typed)
		.split(/\s+/)
		.filter((word) => word !== '')
	return asked.every((word) => words.some((one) => one.startsWith(word)))
}

const UNITS = [
	['day', DAY],
	['hour', HOUR],
	['minute', MINUTE],
] as const

/** Says how far a moment is from now, in milliseconds: `vor 3 Min.`, `in 2 Std.`, `jetzt` within a minute. */
export const sayDistance = (language: string, milliseconds: number): string => {
	const [unit, length] = UNITS.find(([, one]) => Math.abs(milliseconds) >= one) ?? ['second', Number.POSITIVE_INFINITY]
	const numeric = unit === 'second' ? 'auto' : 'always'
	return new Intl.RelativeTimeFormat(language, { style: 'short', numeric }).format(
		Math.trunc(milliseconds / length) + 0,
		unit,
	)
}

/** Says how long there is left: `15 s`, `4:05`, `in 3 Std.`. */
export const sayLeft = (language: string, milliseconds: number): string => {
	const seconds = Math.max(0, Math.ceil(milliseconds / SECOND))
	if (milliseconds >= HOUR) return sayDistance(language, milliseconds)
	if (seconds >= 60) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
	return `${seconds} s`
}
