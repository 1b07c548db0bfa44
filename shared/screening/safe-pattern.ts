import type { FindingKind } from './finding.ts'
import type { Sighting } from './span.ts'

/** The bound of open repetitions. */
const MOST_REPEATS = 40
/** More open repetitions than this can take minutes on a hostile text. */
const MOST_OPEN = 4
const LONGEST_RUN = 5_000
const OVERLAP = 200

type Token = { readonly text: string; readonly isQuantifier: boolean }

const TOKEN = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}\??|[*+?]\??|[\s\S]/gu
const tokensOf = (pattern: string): readonly Token[] =>
	Array.from(pattern.matchAll(TOKEN), ([text], index) => ({
		text,
		isQuantifier: /^(?:\{\d|[*+?])/.test(text) && index > 0,
	}))

const isOpen = (quantifier: string): boolean => /^(?:[*+]|\{\d+,\}|\{\d+,\d{3,}\})/.test(quantifier)

/** Says whether a repeated group holds a repetition or a choice, which may take exponential time. */
const isNested = (tokens: readonly Token[]): boolean => {
	const groups: boolean[] = [false]
	let closed = false
	for (const [index, { text, isQuantifier }] of tokens.entries()) {
		const isOfGroupHead = text === '?' && tokens[index - 1]?.text === '('
		if (text === '(') groups.push(false)
		else if (text === ')') closed = groups.pop() ?? false
		else if (isQuantifier && !isOfGroupHead) {
			const repeatsGroup = tokens[index - 1]?.text === ')'
			if (repeatsGroup && closed && text !== '?' && text !== '??') return true
			groups[groups.length - 1] = true
		} else if (text === '|') groups[groups.length - 1] = true
		if (text === ')' && closed) groups[groups.length - 1] = true
	}
	return false
}

const bounded = (quantifier: string): string => {
	const lazy = quantifier.length > 1 && quantifier.endsWith('?') ? '?' : ''
	if (quantifier.startsWith('*')) return `{0,${MOST_REPEATS}}${lazy}`
	if (quantifier.startsWith('+')) return `{1,${MOST_REPEATS}}${lazy}`
	const least = Number(/^\{(\d+)/.exec(quantifier)?.[1] ?? 0)
	return `{${least},${least + MOST_REPEATS}}${lazy}`
}

/**
 * Compiles a configured pattern to a regular expression with bounded time: open repetitions are bounded; nested ones,
 * backreferences and look-arounds are refused. Returns `fault`, a sentence, where it cannot be used.
 */
export const compilePattern = (pattern: string, flags: string): RegExp | { readonly fault: string } => {
	const tokens = tokensOf(pattern)
	if (isNested(tokens)) return { fault: 'A repeated group may not hold a repetition or a choice' }
	if (tokens.some(({ text }) => /^\\(?:[1-9]|k<)/.test(text))) return { fault: 'Backreferences are not allowed' }
	if (/\(\?<?[=!]/.test(pattern)) return { fault: 'Look-ahead and look-behind are not allowed' }
	const open = tokens.filter(({ text, isQuantifier }) => isQuantifier && isOpen(text))
	if (open.length > MOST_OPEN) return { fault: `At most ${MOST_OPEN} of *, + and {n,} are allowed` }
	const safe = tokens.map(({ text, isQuantifier }) => (isQuantifier && isOpen(text) ? bounded(text) : text)).join('')
	try {
		const compiled = new RegExp(safe, `gu${flags}`)
		return ''.match(compiled) ? { fault: 'The pattern matches an empty text' } : compiled
	} catch {
		return { fault: 'This is not a regular expression' }
	}
}

/** Finds the matches of a configured pattern in a view, read in overlapping pieces of at most 5,000 characters. */
export const sightingsOf = (kind: FindingKind, pattern: RegExp, view: string): readonly Sighting[] => {
	const sightings: Sighting[] = []
	for (let start = 0; start < view.length; start += LONGEST_RUN - OVERLAP) {
		for (const match of view.slice(start, start + LONGEST_RUN).matchAll(pattern)) {
			const value = match[1] ?? match[0]
			const from = start + match.index + match[0].indexOf(value)
			if (value.trim() !== '') sightings.push({ kind, from, to: from + value.length })
		}
	}
	return sightings
}
