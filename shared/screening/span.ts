import type { FindingKind } from './finding.ts'

/** A part of a view or a text, `to` excluded. */
export type Span = { readonly from: number; readonly to: number }

/** Personal data in a view. */
export type Sighting = Span & {
	readonly kind: FindingKind
	/** Of an uncertain kind: any other sighting of the same characters wins. */
	readonly isGuess?: boolean | undefined
}

/** Returns all matches of a global pattern as spans. */
export const spansOf = (text: string, pattern: RegExp): readonly Span[] =>
	Array.from(text.matchAll(pattern), (match) => ({ from: match.index, to: match.index + match[0].length }))

/** Overwrites each span of a text by `filler`, so that its length stays. */
export const blank = (text: string, spans: readonly Span[], filler: string): string => {
	let done = ''
	for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
		if (to <= done.length) continue
		const start = Math.max(from, done.length)
		done += text.slice(done.length, start) + filler.repeat(to - start)
	}
	return done + text.slice(done.length)
}

/** Says whether the span overlaps any of the others. */
export const touches = (span: Span, others: readonly Span[]): boolean =>
	others.some(({ from, to }) => from < span.to && span.from < to)

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')
