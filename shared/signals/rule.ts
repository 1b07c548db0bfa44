import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { Spotted } from '#shared/reading/read-words.ts'

/**
 * Rules on words. A rule is a line of parts joined by `&&`, which all stand in one sentence; one that begins with `!` stands
 * nowhere in it. In a part:
 * - `ä`, `ö`, `ü` are read with and without their `e`, `ş`, `ç`, `ğ`, `ı` as plain letters;
 * - `*` are further letters of a word, after a group up to four repetitions of it (`+`: at least one); `{name}` is one of a list;
 * - `¿` is a question mark;
 * - ` ~ ` are up to four words between, ` ~~ ` up to eight, across commas; `(a|b)` and `?` mean what they do in a pattern.
 * All repetitions are bounded, so that reading takes time in proportion to the text.
 */
type Part = { readonly pattern: RegExp; readonly isAbsent: boolean }
type Line = readonly Part[]

export type WordLists = Readonly<Record<string, string>>

const PLAIN: readonly (readonly [RegExp, string])[] = [
	[/ä/g, 'ae?'],
	[/ö/g, 'oe?'],
	[/ü/g, 'ue?'],
	[/ß/g, 'ss'],
	[/ş/g, 's'],
	[/ç/g, 'c'],
	[/ğ/g, 'g'],
	[/[ıİ]/g, 'i'],
	[/[âá]/g, 'a'],
]

const expand = (part: string, lists: WordLists): string =>
	part.replaceAll(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
		const words = lists[name]
		if (words === undefined) throw new Error(`No list of words is called ${name}`)
		return `(${expand(words.trim().replaceAll(/\s+/g, '|').replaceAll('_', ' '), lists)})`
	})

/** What may be left out at the end of a part takes the blank, or the words, before it along. */
const LEFT_OUT = /( ~~? | )(\((?:[^()]|\([^()]*\))*\))\?$/

const patternOf = (part: string, lists: WordLists): RegExp => {
	let source = expand(part.replace(LEFT_OUT, '($1$2)?'), lists)
	for (const [letter, plain] of PLAIN) source = source.replace(letter, plain)
	source = source
		.replaceAll('¿', '[?]')
		.replaceAll(/\((?!\?)/g, '(?:')
		.replaceAll(')*', '){0,4}')
		.replaceAll(')+', '){1,4}')
		.replaceAll('*', '[a-z0-9]{0,20}')
		.replaceAll(' ~~ ', ' (?:(?![.?] )[^ ]+ ){0,8}')
		.replaceAll(' ~ ', ' (?:[^ ,.?]+ ){0,4}')
	return new RegExp(`(?<= )(?:${source})(?= )`, 'g')
}

const lineOf = (line: string, lists: WordLists): Line =>
	line.split(' && ').map((part) => {
		const isAbsent = part.startsWith('!')
		return { isAbsent, pattern: patternOf(isAbsent ? part.slice(1) : part, lists) }
	})

/** Says that it is not so. */
const DENIED =
	/ (?:nicht|nich|net|ned|nie|niemals|kein[a-z]{0,2}|nichts|nix|ohne|not|never|no|without|dont|doesnt|didnt|wont|wouldnt|isnt|arent|wasnt|degil) $/
const DENIED_WITHIN =
	/ (?:nicht|nich|net|ned|nie|niemals|kein[a-z]{0,2}|nichts|not|never|dont|doesnt|didnt|wont|wouldnt|isnt|arent|degil) /
const DENIED_AFTER = /^ (?:degil|yok|gibts nicht|ist (?:es )?nicht|nicht) /

/** Tells whether the words found are denied: within, directly before or after. */
const isDenied = (sentence: string, { from, to }: Spotted): boolean =>
	DENIED_WITHIN.test(sentence.slice(from - 1, to + 1)) ||
	DENIED.test(sentence.slice(Math.max(0, from - 20), from)) ||
	DENIED_AFTER.test(sentence.slice(to, to + 20))

const find = ({ pattern }: Part, sentence: string, accepts: (spotted: Spotted) => boolean): Spotted | undefined => {
	pattern.lastIndex = 0
	for (let match = pattern.exec(sentence); match !== null; match = pattern.exec(sentence)) {
		const spotted = { from: match.index, to: match.index + match[0].length }
		if (accepts(spotted)) return spotted
		pattern.lastIndex = match.index + 1
	}
	return undefined
}

const spot = (line: Line, sentence: string, isDeniable: boolean): Spotted | undefined => {
	const found: Spotted[] = []
	for (const part of line) {
		const spotted = find(part, sentence, (one) => !isDeniable || part.isAbsent || !isDenied(sentence, one))
		if ((spotted === undefined) !== part.isAbsent) return undefined
		if (spotted !== undefined) found.push(spotted)
	}
	return {
		from: Math.min(...found.map(({ from }) => from)),
		to: Math.max(...found.map(({ to }) => to)),
	}
}

/** Makes the rules of lines, each on a row of its own. */
const linesOf = (lines: string, lists: WordLists): readonly Line[] =>
	lines
		.split('\n')
		.map((line) => line.trim().replaceAll(/[ \t]+/g, ' '))
		.filter((line) => line !== '')
		.map((line) => lineOf(line, lists))

export type Rules = {
	/** What counts unless it is denied. */
	readonly said?: string | undefined
	/** What holds a denial itself, or counts with one. */
	readonly asItIs?: string | undefined
	/** Strong words that many use in jest: they count unless somebody laughs. */
	readonly unlessLaughing?: string | undefined
}

const LAUGH =
	/ (?:ha){2,9}h? | (?:lol|rofl|xd|lmao|hehe|hihi|jk|ironie) |(?<! (?:kein|keine|no|not|nicht|ohne|never)) (?:spass|scherz|witz|joking|kidding|saka) /

/** Looks for the first of these rules in a sentence of a reading, as offsets in the sentence. */
export type LookFor = (sentence: string, isLaughing: boolean) => Spotted | undefined

export const isLaughing = (reading: string): boolean => LAUGH.test(reading)

/** Makes a search by rules, whose patterns are made at the first one. */
export const lookFor = ({ said = '', asItIs = '', unlessLaughing = '' }: Rules, lists: WordLists): LookFor => {
	const compiled = onFirstUse(() => ({
		said: linesOf(said, lists),
		asItIs: linesOf(asItIs, lists),
		unlessLaughing: linesOf(unlessLaughing, lists),
	}))
	const first = (lines: readonly Line[], sentence: string, isDeniable: boolean): Spotted | undefined => {
		for (const line of lines) {
			const spotted = spot(line, sentence, isDeniable)
			if (spotted !== undefined) return spotted
		}
		return undefined
	}
	return (sentence, laughs) => {
		const rules = compiled()
		return (
			first(rules.said, sentence, true) ??
			first(rules.asItIs, sentence, false) ??
			(laughs ? undefined : first(rules.unlessLaughing, sentence, true))
		)
	}
}
