import { instantOfNamed, type NamedTime } from '#shared/calendar/named-time.ts'
import type { ServiceCalendar } from '#shared/calendar/service-calendar.ts'
import type { PromiseKind } from '#shared/cases/codes.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { HAS_US, HAS_WE, NO_PROMISE, OF_OTHERS, SAYS, SIGNS } from './promise-signs.ts'
import { saidTime } from './said-time.ts'

/** Finds in our own texts what they promise, German or English: a suggestion, never more. */

export type FoundPromise = {
	/** Where it stands, in code units. */
	readonly start: number
	readonly end: number
	readonly kind: PromiseKind
	/** When it is likely due, for who writes it now. */
	readonly dueAt: Instant
}

/** The customer is asked, or offered something: what follows is theirs to say. */
const THEIRS = /\b(wenn|falls|sofern|sobald|wann immer|if|once|when|whenever|unless|as soon as) (sie|du|ihr|you)\b/u
const BIDS =
	/^(bitte |please |einfach |gern |gerne )*(?:rufen|sagen|melden|schreiben|schicken|senden|geben|hören|prüfen|informieren|kontaktieren) (?:sie|ihr)\b|^(?:bitte |please )*(?:ruf|sag|sagt|gebt|meld|melde dich|meldet euch|schreib|schick|gib|call|write|send|let us|contact|tell|feel free|get in touch)\b/u
/** A question begins with its verb or its word; after an answer, "ok?" asks nothing of it. */
const ASKS =
	/^(?:\p{L}+,? )?(?:rufen|melden|hören|bekommen|erhalten|schicken|kommt|kommen|ist|sind|wird|werden|hat|haben|wann|wie|wer|was|warum|wo|ob|will|shall|do|does|did|is|are|has|have|when|how|why|who|what)\b/u

/** In lower case, without the point at its end. */
const plain = (text: string): string =>
	text
		.toLowerCase()
		.replaceAll('’', "'")
		.replace(/[.!\s]+$/u, '')

type Piece = { readonly text: string; readonly start: number; readonly end: number }

/** The longest clause that is read: what is longer is no sentence of ours. */
const LONGEST_CLAUSE = 400

/** Cuts a text where the pattern ends a piece; a point after a number ends none. */
const cut = (piece: Piece, ends: RegExp): readonly Piece[] => {
	const pieces: Piece[] = []
	let from = 0
	for (const { index, 0: found } of [...piece.text.matchAll(ends), { index: piece.text.length, 0: '' }]) {
		const text = piece.text.slice(from, index + found.length)
		const lead = text.length - text.trimStart().length
		const trimmed = text.trim()
		if (trimmed !== '') {
			const start = piece.start + from + lead
			pieces.push({ text: trimmed, start, end: start + trimmed.length })
		}
		from = index + found.length
	}
	return pieces
}

const SENTENCE =
	/[!?\n]+|(?<!\d|\b(?:z|d|u|ca|dr|st|nr))\.(?=\s|$)|(?<=\d)\.(?=\s+(?:wir|ich|sie|du|we|i|you|bis|ihr|vielen|danke)\b)/giu
const CLAUSE = /(?<!\buhr|\d\.),\s(?!\d|den \d)|[;:–]\s|\s(?=(?:und|aber|sowie|and|but)\s(?!\d))/giu

const isQuestion = (sentence: string): boolean => sentence.endsWith('?') && ASKS.test(sentence)

/** "und rufen Sie an": who acts was said before. */
const CONTINUES = /^(?:und|sowie|and) (?:dann |then )?/u
/** A date that was added: "…, spätestens übermorgen". */
const APPENDED = /^(?:und zwar |aber |and )?(?:spätestens|bis|noch heute|at the latest|by) /iu
/** From when to when somebody is there. */
const HOURS = /\b(?:von|from) \d{1,2}(?::\d{2})?(?: uhr| ?[ap]m)? (?:bis|to|until) \d/u

/** A clause with who acts in it, and when, where that was said in the clause before. */
const completed = (clause: string, before: string | undefined): { readonly said: string; readonly timed: string } => {
	const bare = clause.replace(CONTINUES, '')
	if (before === undefined || bare === clause) return { said: bare, timed: bare }
	const timed = saidTime(bare) === undefined ? before : bare
	if (HAS_US.test(bare) || HAS_WE.test(bare)) return { said: bare, timed }
	if (HAS_WE.test(before)) return { said: `we will ${bare}`, timed }
	return { said: HAS_US.test(before) && !/^\p{L}+ sie uns\b/u.test(bare) ? `wir ${bare}` : bare, timed }
}

/** "Bis morgen haben wir das behoben": what will be done by then, not what is. */
const DONE_BY_THEN = /^bis .*(?<=\P{L})(?:habe|haben|hat)(?=\P{L})/u

/** Of today only a limit promises something: "heute ist viel los" does not. */
const IS_OF_TODAY = /\b(?:heute|today)\b/u
const HAS_LIMIT = /\b(?:bis|noch|spätestens|by|\d{1,2} ?uhr|[ap]m)\b/u
const saysWhatWillBe = (clause: string): boolean =>
	SAYS.test(clause) && !OF_OTHERS.test(clause) && (!IS_OF_TODAY.test(clause) || HAS_LIMIT.test(clause))

/** What is hoped, regretted or not promised in the clause before. */
const THAT = /^(?:dass|that) /u

type Reading = { readonly kind: PromiseKind; readonly time: NamedTime | undefined }

/** Reads a clause as a promise, with the help of the one before it. */
const readClause = (clause: string, before: string | undefined, after: string | undefined): Reading | undefined => {
	if (before !== undefined && THAT.test(clause) && NO_PROMISE.test(before)) return undefined
	const { said, timed } = completed(clause, before)
	if (NO_PROMISE.test(said.replace(DONE_BY_THEN, '')) || BIDS.test(said)) return undefined
	const time = saidTime(timed) ?? (after === undefined ? undefined : saidTime(plain(after)))
	if (HOURS.test(said) && (time?.kind !== 'at' || time.day === undefined)) return undefined
	const found = SIGNS.find(({ pattern, needsTime }) => (time !== undefined || !needsTime) && pattern.test(said))
	if (found !== undefined) return { kind: found.kind, time }
	return time !== undefined && saysWhatWillBe(said) ? { kind: 'other', time } : undefined
}

const promisesIn = (sentence: Piece, calendar: ServiceCalendar, now: Instant): readonly FoundPromise[] => {
	const whole = plain(sentence.text)
	if (isQuestion(whole) || THEIRS.test(whole)) return []
	const clauses = cut(sentence, CLAUSE)
	return clauses.flatMap(({ text, start, end }, index) => {
		const before = clauses[index - 1]?.text
		if (text.length > LONGEST_CLAUSE || (before ?? '').length > LONGEST_CLAUSE) return []
		const after = clauses.slice(index + 1, index + 3).find((one) => APPENDED.test(one.text))?.text
		const read = readClause(plain(text), before === undefined ? undefined : plain(before), after)
		return read === undefined ? [] : [{ start, end, kind: read.kind, dueAt: instantOfNamed(calendar, now, read.time) }]
	})
}

/**
 * Finds what a text of ours promises, and by when it is likely meant, if it is written at `now` for a team with these
 * service hours. In doubt it finds nothing. Takes time linear in the text's length.
 */
export const findPromises = (text: string, calendar: ServiceCalendar, now: Instant): readonly FoundPromise[] =>
	cut({ text, start: 0, end: text.length }, SENTENCE).flatMap((sentence) => promisesIn(sentence, calendar, now))
