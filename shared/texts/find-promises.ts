import { instantOfNamed } from '#shared/calendar/named-time.ts'
import type { ServiceCalendar } from '#shared/calendar/service-calendar.ts'
import { type PromiseKind, promiseKindSchema } from '#shared/cases/codes.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { createTextModel, type TextModel } from '#shared/reading/text-model.ts'
import { PROMISE_WEIGHTS } from './promise-weights.ts'
import { saidTime } from './said-time.ts'

/** Finds in our own texts what they promise: a suggestion, never more. */

export type FoundPromise = {
	/** Where it stands, in code units. */
	readonly start: number
	readonly end: number
	readonly kind: PromiseKind
	/** When it is likely due, for who writes it now. */
	readonly dueAt: Instant
}

const readText: TextModel<keyof typeof PROMISE_WEIGHTS.kinds> = createTextModel(PROMISE_WEIGHTS)

/** From which score on a sentence promises something, by `npm run learn` and the texts that nobody learned from. */
const PROMISE_FROM = 0.4

type Sentence = { readonly text: string; readonly start: number; readonly end: number }

/** A point after a number ends a sentence only where one of us, or the customer, begins the next. */
const SENTENCE_END =
	/[!?\n]+|(?<!\d|\b(?:z|d|u|ca|dr|st|nr))\.(?=\s|$)|(?<=\d)\.(?=\s+(?:wir|ich|sie|du|we|i|you|bis|ihr|vielen|danke)\b)/giu
/** What is longer is no sentence of ours, and is read to here. */
const LONGEST_SENTENCE = 600

const sentencesOf = (text: string): readonly Sentence[] => {
	const sentences: Sentence[] = []
	let from = 0
	for (const { index, 0: found } of [...text.matchAll(SENTENCE_END), { index: text.length, 0: '' }]) {
		const piece = text.slice(from, index + found.length)
		const lead = piece.length - piece.trimStart().length
		const trimmed = piece.trim().slice(0, LONGEST_SENTENCE)
		const start = from + lead
		if (trimmed !== '') sentences.push({ text: trimmed, start, end: start + trimmed.length })
		from = index + found.length
	}
	return sentences
}

/** In lower case, without the point at its end, as times are read. */
const plain = (text: string): string =>
	text
		.toLowerCase()
		.replaceAll('’', "'")
		.replace(/[.!\s]+$/u, '')

const promiseIn = (
	{ text, start, end }: Sentence,
	calendar: ServiceCalendar,
	now: Instant,
): readonly FoundPromise[] => {
	const likely = readText(text)
	if (likely('anyPromise').score < PROMISE_FROM) return []
	const [kind] = promiseKindSchema.options.toSorted((one, other) => likely(other).score - likely(one).score)
	if (kind === undefined) return []
	return [{ start, end, kind, dueAt: instantOfNamed(calendar, now, saidTime(plain(text))) }]
}

/**
 * Finds what a text of ours promises, a promise a sentence, and by when it is likely meant, if it is written at `now` for a
 * team with these service hours. Takes time in proportion to the text.
 */
export const findPromises = (text: string, calendar: ServiceCalendar, now: Instant): readonly FoundPromise[] =>
	sentencesOf(text).flatMap((sentence) => promiseIn(sentence, calendar, now))
