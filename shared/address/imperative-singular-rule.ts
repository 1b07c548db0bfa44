import { FIRST_PERSON, ME, OTHER_SUBJECTS, PLEASE } from './function-words.ts'
import { ASKED_FOR_ME, INSTRUCTING, OF_MY_DOING, OF_ONESELF } from './imperative-lexicon.ts'
import { isAfterPlease, isOpening } from './opening.ts'
import type { Word } from './passage.ts'
import { type Clause, REACH, type Rule, type Sign, type Strength, sign } from './sign.ts'
import { imperativeOf } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

const URGING = wordSet('doch einfach nur erstmal ruhig kurz bloß endlich')
const CALLS = /^(warte|wart|komm|schau|guck|hör|sag|moment|entschuldige|verzeih|stopp|stop|lass|bleib)$/

const hasOther = (rest: readonly Word[]) =>
	/^(ich|i|wir|er|es|man|ichs)$/.test(rest[0]?.form ?? '') || rest.some(({ form }) => form === 'ich' || form === 'jemand' || form === 'niemand')

/** A form that only an imperative has: gib, nimm, sei. */
const clear = (verb: Word, rest: readonly Word[]): Strength | undefined => {
	if (verb.form !== 'sei') return hasOther(rest) && /^(ich|er|es|man)$/.test(rest[0]?.form ?? '') ? undefined : 3
	return /^(bitte|doch|mal|so|nicht|froh|ehrlich|lieb|nett|still|ruhig|mir|einfach|vorsichtig|kein|ein|bloß|mutig|stark|du)$/.test(rest[0]?.form ?? '') ? 3 : undefined
}

/** "Warte kurz", "warte, ich …": but "warte seit Mai" is what the writer does. */
const waits = (verb: Word, rest: readonly Word[]): boolean =>
	/^(warte|wart)$/.test(verb.form) && /^(kurz|ab|nur|doch|nicht|einen|eine|ne|n|zwei|noch)$/.test(rest[0]?.form ?? '') && !/^(immer|auf|nicht)$/.test(rest[1]?.form ?? '')

/** A form that "ich" has too: what follows decides. */
const shared = (words: readonly Word[], at: number, rest: readonly Word[], isQuestion: boolean): Strength | undefined => {
	const verb = words[at]
	const [next, second] = rest
	if (!verb || hasOther(rest) || /^(gerade|grad|seit|schon|leider)$/.test(next?.form ?? '')) return undefined
	const isPleading = rest.slice(0, 3).some(({ form }) => PLEASE.has(form)) && !/^wieder|^nicht/.test(second?.form ?? '')
	if (ASKED_FOR_ME.has(verb.form) && rest.slice(0, 2).some(({ form }) => ME.has(form))) return 3
	if (waits(verb, rest)) return 3
	const isMine = rest.some(({ form }) => /^(mich|mir)$/.test(form)) && OF_ONESELF.has(verb.form)
	if (isMine || (next === undefined && !CALLS.test(verb.form)) || isQuestion && !isPleading) return undefined
	if (isPleading || (isAfterPlease(words, at) && verb.form !== 'bitte')) return OF_ONESELF.has(verb.form) && !/^(warte|komm|glaub)/.test(verb.form) ? undefined : 3
	if (next === undefined) return /[,!]/.test(verb.after) ? 2 : undefined
	if (URGING.has(next.form) && !OF_ONESELF.has(verb.form)) return 3
	if (verb.form === 'komm' && next.form === 'schon') return 3
	return instructs(verb, rest) ? 2 : undefined
}

/** "Klicke auf den Link", unless the writer is in the clause: "klicke auf den Link und bei mir …". */
const instructs = (verb: Word, rest: readonly Word[]): boolean => {
	if (verb.form === 'pass') return rest[0]?.form === 'auf'
	if (verb.form === 'halt') return /^(die|den|das|dich|durch)$/.test(rest[0]?.form ?? '')
	if (verb.form === 'folge' && /^\d|^(davon|war|ist)$/.test(rest[0]?.form ?? '')) return false
	return INSTRUCTING.has(verb.form) && !OF_ONESELF.has(verb.form) && !rest.some(({ form }) => OF_MY_DOING.has(form) || FIRST_PERSON.has(form) && !ME.has(form) || /^(ist|hat|war|sind)$/.test(form))
}

const signIn = ({ words, isQuestion }: Clause, at: number): Sign | undefined => {
	const verb = words[at]
	if (verb === undefined || (verb.isCapital && !verb.isFirst && at > 0) || !isOpening(words, at)) return undefined
	const proof = imperativeOf(verb.form)
	if (proof === undefined) return undefined
	const rest = words.slice(at + 1, at + REACH)
	if (rest[0] && /^(sie|ihr)$/.test(rest[0].form) && rest[0].isCapital) return undefined
	const strength = proof === 'only' ? clear(verb, rest) : shared(words, at, rest, isQuestion)
	return strength && !(rest[0] && OTHER_SUBJECTS.has(rest[0].form) && !/^(es|sich)$/.test(rest[0].form)) ? sign('du', strength, verb) : undefined
}

/** Imperatives to one person, where nothing else in the clause says du: "Gib mir …", "bitte ruf mich an", "Schau mal". */
export const imperativeSingularRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) =>
		clause.words.slice(0, 6).flatMap((__, at) => {
			const found = signIn(clause, at)
			return found ? [found] : []
		}),
	)
