import { ME, OTHER_SUBJECTS, PLEASE } from './function-words.ts'
import {
	ASKED_FOR_ME_PLURAL,
	DONE_BY_MACHINES,
	INSTRUCTED,
	INSTRUCTING_PLURAL,
	PARTICLES,
	SPOKEN_OF,
	STATES,
} from './imperative-lexicon.ts'
import { isAfterPlease, isOpening } from './opening.ts'
import type { Word } from './passage.ts'
import { type Clause, REACH, type Rule, type Sign, type Strength, sign } from './sign.ts'
import { secondPluralOf } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

/** Forms that also stand for a left out "ich" ("könnt heulen"), so that only a question counts. */
const WISHES = wordSet('könnt wollt sollt möchtet hättet wärt würdet könntet wolltet hattet')
const INDEFINITE = wordSet('jemand wer einer man niemand ich nur sich keiner irgendwer')

/** Rates a form that only ihr has: helft, gebt, seid. */
const clear = (verb: Word, rest: readonly Word[], isQuestion: boolean): Strength | undefined => {
	if (rest.some(({ form }) => INDEFINITE.has(form))) return undefined
	if (WISHES.has(verb.form)) return isQuestion && rest.length > 1 ? 2 : undefined
	return rest.length === 0 && verb.isCapital && /^(fahrt|rat)$/.test(verb.form) ? undefined : 3
}

/** Rates a form that er has too, by what follows. */
const shared = (
	words: readonly Word[],
	at: number,
	rest: readonly Word[],
	isQuestion: boolean,
): Strength | undefined => {
	const verb = words[at]
	const [next, second] = rest
	if (
		!verb ||
		!next ||
		rest.some(({ form }) => OTHER_SUBJECTS.has(form) && form !== 'es' && form !== 'ich') ||
		next.form === 'ich'
	)
		return undefined
	const isPleading =
		/^bitte$/.test(next.form) || (PLEASE.has(next.form) && second?.form !== 'wieder' && !STATES.has(verb.form))
	if (isPleading || (rest.some(({ form }) => form === 'bitte') && !isQuestion) || isAfterPlease(words, at)) return 3
	if (ASKED_FOR_ME_PLURAL.has(verb.form) && rest.slice(0, 2).some(({ form }) => ME.has(form)))
		return asksForMe(verb, rest)
	if (isQuestion || STATES.has(verb.form)) return undefined
	if (verb.form === 'kommt')
		return /^(schon|endlich|rein|vorbei|her)$/.test(next.form) && second === undefined ? 2 : undefined
	if (/^(endlich|gefälligst|gefaelligst)$/.test(next.form)) return 3
	return INSTRUCTING_PLURAL.has(verb.form) && isInstructed(verb, rest) ? 2 : undefined
}

/** Rates "Sagt mir Bescheid", but not reports such as "sagt mir nichts" and "zeigt mir einen Fehler". */
const asksForMe = (verb: Word, rest: readonly Word[]): Strength | undefined => {
	const isCried = rest.at(-1)?.after.includes('!') === true
	if ((!isCried && rest.some(({ form }) => SPOKEN_OF.has(form))) || /^(was|gar|viel|wenig)$/.test(rest[1]?.form ?? ''))
		return undefined
	const isBegged = isCried || rest.some(({ form }) => PLEASE.has(form))
	return DONE_BY_MACHINES.has(verb.form) && !isBegged ? undefined : 3
}

/**
 * Says whether an object follows, with the verb's other part or an exclamation mark: "Macht das!", "stellt den Port um".
 */
const hasObject = (rest: readonly Word[]): boolean => {
	const last = rest.at(-1)
	if (
		!last ||
		!/^(das|den|die|einen|eine|dem|es)$/.test(rest[0]?.form ?? '') ||
		rest.some(({ form }) => SPOKEN_OF.has(form))
	)
		return false
	return (
		rest.length === 1 ||
		last.after.includes('!') ||
		PARTICLES.has(last.form) ||
		/^(noch|in|nochmal|fertig|klar|endlich|mal)$/.test(rest[1]?.form ?? '')
	)
}

const isInstructed = (verb: Word, rest: readonly Word[]): boolean => {
	const [next, second] = rest
	if (next === undefined || rest.some(({ form }) => /^(leider|auch)$/.test(form))) return false
	if (/^(nicht|doch)$/.test(next.form))
		return /^(was|weiter|so|mal|das|es|einfach|endlich|bitte)$/.test(second?.form ?? '')
	if (verb.form === 'entschuldigt') return /^(die|den|das|meine)$/.test(next.form)
	if (verb.form === 'tut') return /^(was|es|das)$/.test(next.form)
	if (verb.form === 'hört' || verb.form === 'hoert') return /^(auf|zu)$/.test(next.form)
	if (verb.form === 'bleibt') return /^(dran|so|am|weiter|gesund|stark|ruhig|fair|sachlich)$/.test(next.form)
	return INSTRUCTED.has(next.form) || hasObject(rest)
}

const signIn = ({ words, isQuestion }: Clause, at: number): Sign | undefined => {
	const verb = words[at]
	if (verb === undefined || (verb.isCapital && !verb.isFirst && at > 0) || !isOpening(words, at)) return undefined
	const proof = secondPluralOf(verb.form)
	const rest = words.slice(at + 1, at + REACH)
	if (proof === undefined || /^(ihr|sie|ihnen)$/.test(rest[0]?.form ?? '')) return undefined
	const strength = proof === 'only' ? clear(verb, rest, isQuestion) : shared(words, at, rest, isQuestion)
	return strength ? sign('du', strength, verb) : undefined
}

/** Finds imperatives to several people: "Helft mir", "ruft mich bitte an", "macht was!"; not "macht nichts". */
export const imperativePluralRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) =>
		clause.words.slice(0, 6).flatMap((__, at) => {
			const found = signIn(clause, at)
			return found ? [found] : []
		}),
	)
