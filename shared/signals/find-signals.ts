import { type DangerKind, dangerKindSchema, type SignalKind } from '#shared/cases/signals/facts.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { readWords, type Spotted, spanOf, type WordsRead } from '#shared/reading/read-words.ts'
import { createTextModel, type Likely } from '#shared/reading/text-model.ts'
import { LEARNED_SIGNALS } from './learned-kinds.ts'
import { isLaughing, type LookFor, lookFor, type Rules } from './rule.ts'
import { SIGNAL_WEIGHTS } from './signal-weights.ts'
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

const readText = createTextModel(SIGNAL_WEIGHTS)
const suggestions = searchesOf(SUGGESTIONS, Object.keys(SUGGESTIONS).filter(isWorded))
const thanks = lookFor(THANKS, WORDS)
const moreThanThanks = lookFor(MORE_THAN_THANKS, WORDS)

/**
 * From which score on a text counts, by `npm run learn` and the texts that nobody learned from: a danger is rather found
 * once too often, as a person dismisses it with one key, a signal rather once too seldom.
 */
const DANGER_FROM = -0.85
const SIGNAL_FROM = -2.2

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

/** The kind that a danger is likeliest of, where it is one at all: what is a danger is learned from the dangers of all kinds. */
const dangersIn = (likely: (kind: keyof typeof SIGNAL_WEIGHTS.kinds) => Likely): readonly Found<DangerKind>[] => {
	if (likely('anyDanger').score < DANGER_FROM) return []
	const kinds = dangerKindSchema.options.map((kind) => ({ kind, ...likely(kind) }))
	const [first, ...others] = kinds.toSorted((one, other) => other.score - one.score)
	const isPlain = ({ score }: Likely): boolean => score >= 0
	return [first, ...others.filter(isPlain)]
		.filter((found) => found !== undefined)
		.map(({ kind, start, end }) => ({ kind, start, end }))
}

const learnedIn = (likely: (kind: keyof typeof SIGNAL_WEIGHTS.kinds) => Likely): readonly Found<SignalKind>[] =>
	LEARNED_SIGNALS.flatMap((kind) => {
		const { score, start, end } = likely(kind)
		return score < SIGNAL_FROM ? [] : [{ kind, start, end }]
	})

/**
 * Finds what may be behind a customer's words: dangers, and signals that a person confirms or dismisses. German, English
 * and Turkish. Pure; takes time in proportion to the text.
 */
export const findSignals = (text: string): FoundSignals => {
	const reading = readWords(text)
	if (!hasLetters().test(reading.text)) return { dangers: [], signals: [] }
	const sentences = sentencesOf(reading.text)
	const likely = readText(text)
	const dangers = dangersIn(likely)
	const signals: Found<SignalKind>[] = [
		...learnedIn(likely),
		...findIn(reading, sentences, suggestions, isLaughing(reading.text)),
	]
	const thanked = signals.length + dangers.length === 0 ? thanksIn(reading) : undefined
	if (thanked !== undefined) signals.push({ kind: 'thanks', ...spanOf(reading, thanked) })
	return { dangers, signals }
}
