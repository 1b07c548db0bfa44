import { type DangerKind, dangerKindSchema, type SignalKind } from '#shared/cases/signals/facts.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { DANGERS } from './dangers.ts'
import { IDIOMS } from './idioms.ts'
import { mendWord } from './mend-word.ts'
import { readWords, spanOf, type WordsRead } from './read-words.ts'
import { isLaughing, type LookFor, lookFor, type Rules, type Spotted } from './rule.ts'
import { MORE_THAN_THANKS, SUGGESTIONS, THANKS } from './suggestions.ts'
import { WORDS } from './word-lists.ts'

/** Words that a danger or a signal stands on: `text.slice(start, end)`, in UTF-16 units of the given text. */
export type Found<Kind> = { readonly kind: Kind; readonly start: number; readonly end: number }

export type FoundSignals = {
	readonly dangers: readonly Found<DangerKind>[]
	readonly signals: readonly Found<SignalKind>[]
}

const searchesOf = <Kind extends string>(rules: Readonly<Record<Kind, Rules>>, kinds: readonly Kind[]) =>
	kinds.map((kind) => ({ kind, look: lookFor(rules[kind], WORDS) }))

const isWorded = (kind: string): kind is keyof typeof SUGGESTIONS => kind in SUGGESTIONS

const dangers = searchesOf(DANGERS, dangerKindSchema.options)
const suggestions = searchesOf(SUGGESTIONS, Object.keys(SUGGESTIONS).filter(isWorded))
const thanks = lookFor(THANKS, WORDS)
const moreThanThanks = lookFor(MORE_THAN_THANKS, WORDS)
const idiom = lookFor({ asItIs: IDIOMS }, WORDS)

type Sentence = { readonly text: string; readonly at: number }

/** Longer sentences are read in pieces that overlap, so that a rule looks at no more than this. */
const LONGEST_SENTENCE = 2_000
const OVERLAP = 200

/** Splits a reading into sentences, each with a blank at both ends; a question keeps its mark. */
const sentencesOf = (text: string): readonly Sentence[] => {
	const sentences: Sentence[] = []
	let at = 0
	while (at < text.length - 1) {
		const stop = text.indexOf(' . ', at)
		const question = text.indexOf(' ? ', at)
		const isQuestion = question !== -1 && (stop === -1 || question < stop)
		const end = isQuestion ? question + 3 : stop === -1 ? text.length : stop + 1
		for (let from = at; from < end; from += LONGEST_SENTENCE - OVERLAP) {
			const start = from === at ? at : text.lastIndexOf(' ', from)
			sentences.push({ text: text.slice(start, Math.min(end, start + LONGEST_SENTENCE)), at: start })
			if (start + LONGEST_SENTENCE >= end) break
		}
		at = isQuestion ? end - 1 : end + (stop === -1 ? 0 : 1)
	}
	return sentences
}

const MOST_IDIOMS = 50

/** Returns a sentence with its idioms overwritten, so that no rule sees them. */
const withoutIdioms = (sentence: string): string => {
	let left = sentence
	for (let count = 0; count < MOST_IDIOMS; count += 1) {
		const found = idiom(left, false)
		if (found === undefined) return left
		left = left.slice(0, found.from) + left.slice(found.from, found.to).replaceAll(/[^ ]/g, '-') + left.slice(found.to)
	}
	return left
}

const findIn = <Kind>(
	reading: WordsRead,
	sentences: readonly Sentence[],
	searches: readonly { readonly kind: Kind; readonly look: LookFor }[],
	laughs: boolean,
): readonly Found<Kind>[] =>
	searches.flatMap(({ kind, look }) => {
		for (const { text, at } of sentences) {
			const found = look(text, laughs)
			if (found !== undefined) return [{ kind, ...spanOf(reading, { from: found.from + at, to: found.to + at }) }]
		}
		return []
	})

/** More words are about something. */
const LONGEST_THANKS = 25

const thanksIn = (reading: WordsRead): Spotted | undefined => {
	const { text } = reading
	if (text.includes(' ? ') || text.trim().split(' ').length > LONGEST_THANKS) return undefined
	return moreThanThanks(text, false) === undefined ? thanks(text, false) : undefined
}

const hasLetters = onFirstUse(() => /[a-z0-9]{2}/)

/**
 * Finds what may be behind a customer's words: dangers, and signals that a person confirms or dismisses. German, English
 * and Turkish. Pure; takes time in proportion to the text.
 */
export const findSignals = (text: string): FoundSignals => {
	const reading = readWords(text, mendWord)
	if (!hasLetters().test(reading.text)) return { dangers: [], signals: [] }
	const sentences = sentencesOf(reading.text)
	const laughs = isLaughing(reading.text)
	const literal = sentences.map(({ text: one, at }) => ({ text: withoutIdioms(one), at }))
	const foundDangers = dangers.flatMap((search) =>
		// What is dead, and cannot be called by it, is meant as it is said.
		findIn(reading, search.kind === 'emergencyUnreachable' ? sentences : literal, [search], laughs),
	)
	const signals: Found<SignalKind>[] = [...findIn(reading, sentences, suggestions, laughs)]
	const thanked = signals.length + foundDangers.length === 0 ? thanksIn(reading) : undefined
	if (thanked !== undefined) signals.push({ kind: 'thanks', ...spanOf(reading, thanked) })
	return { dangers: foundDangers, signals }
}
