import { FIRST_PERSON, ME, PLEASE } from './function-words.ts'
import {
	ASKED_FOR_ME,
	ASKING_TOO,
	INSTRUCTING,
	NEVER_IMPERATIVE,
	NOUNS_TOO,
	OF_MY_DOING,
	OF_ONESELF,
	OFTEN_MINE,
	PARTICLES,
	SENT_BY_ME,
} from './imperative-lexicon.ts'
import { isAfterPlease, isOpening } from './opening.ts'
import type { Word } from './passage.ts'
import { type Clause, REACH, type Rule, type Sign, type Strength, sign } from './sign.ts'
import { imperativeOf } from './verb-forms.ts'
import { type WordSet, wordSet } from './word-set.ts'

/** A verb that may be an imperative, and what follows it in its clause. */
type Imperative = {
	readonly verb: Word
	readonly rest: readonly Word[]
	/** "bitte" stands before the verb. */
	readonly isPlea: boolean
	readonly isQuestion: boolean
}

const WISHED = wordSet('tag abend wochenende feierabend woche nacht morgen zeit spaß urlaub ostern weihnachten sonntag')
const AFTER_WAIT = wordSet('kurz ab nur doch nicht einen eine ne n zwei noch draußen dort unten oben hier bis')

const has = (list: WordSet, word: Word | undefined) => word !== undefined && list.has(word.form)
const some = (words: readonly Word[], list: WordSet) => words.some(({ form }) => list.has(form))

/** Says whether it is a wish: "Hab einen schönen Tag". */
const wishes = ({ verb, rest }: Imperative) =>
	verb.form === 'hab' && rest.some(({ form }) => /^(schöne|gute|tolle|wundervolle)/.test(form)) && some(rest, WISHED)

/** Says whether it asks to wait: "Warte kurz"; not "warte immer noch" and "warte auf Antwort", which the writer does. */
const waits = ({ verb, rest: [next, second] }: Imperative) =>
	/^(warte|wart)$/.test(verb.form) &&
	has(AFTER_WAIT, next) &&
	!/^(immer|auf|nicht|schon|seit|heute|jetzt|gestern|dato)$/.test(second?.form ?? '')

const IDIOMS =
	/^(folge mir|halte durch|halte (die|den|das) \S+ (gedrückt|bereit|fest|frei|offen)|rechne (mit|nach)|bestätige mit|warte auf (mich|uns))( |$)/

/** Says whether a long form is in one of the phrases in which it asks: "Halte die Taste gedrückt". */
const isIdiom = ({ verb, rest }: Imperative) =>
	IDIOMS.test([verb, ...rest.slice(0, 3)].map(({ form }) => form).join(' '))

const URGING = wordSet('doch einfach nur erstmal ruhig kurz bloß endlich')
const CALLS = wordSet('warte wart komm schau guck hör sag entschuldige verzeih stopp stop lass bleib')
const AFTER_SEI = wordSet(
	'bitte doch mal so nicht froh ehrlich lieb nett still ruhig mir einfach vorsichtig kein bloß mutig stark',
)
const STARTS_MINE = wordSet('gerade grad seit schon leider auf immer')
const WHO_DOES = wordSet('ich i wir er man ichs wa jemand niemand')

const pleads = ({ verb, rest, isPlea }: Imperative) => {
	const at = rest.slice(0, 4).findIndex(({ form }) => PLEASE.has(form))
	const isAsked =
		isPlea ||
		(at >= 0 && !/^(wieder|nicht)$/.test(rest[at + 1]?.form ?? '') && !/^(schaue|gucke|sehe)$/.test(verb.form))
	const mayBeMine = OF_ONESELF.has(verb.form) && !/^(warte|komm|glaub|finde|bleibe)$/.test(verb.form)
	return isAsked && !mayBeMine && verb.form !== 'bitte' && rest[0]?.form !== 'ma'
}

const urges = ({ verb, rest: [next, second] }: Imperative) =>
	has(URGING, next) &&
	!OF_ONESELF.has(verb.form) &&
	!has(OF_MY_DOING, second) &&
	!(next?.form === 'nur' && /^sage?$/.test(verb.form)) &&
	!(verb.form.endsWith('e') && /^(nicht|nur|mal)$/.test(second?.form ?? ''))

/**
 * Says whether a short form with a capital may be a noun ("Test läuft"): it has neither an object nor the verb's other
 * part.
 */
const maybeNoun = ({ verb, rest }: Imperative) => {
	const isShort =
		!verb.form.endsWith('e') &&
		!ASKING_TOO.has(verb.form) &&
		!/^(lass|tu|pass|klick|hol|steig|bieg|schieb|schliess|nenn|setz|leg|zieh|drück|wähl|geniess|grüss|merk|trau|schätz)$/.test(
			verb.form,
		)
	if (!verb.isCapital || !(isShort || NOUNS_TOO.has(verb.form))) return false
	const isObject = /^(den|das|dem|die|eine?n?|es|ihn|nicht|dir|dich|unsere?n?|alle|alles|mal|hier)$/.test(
		rest[0]?.form ?? '',
	)
	const isSeparable = has(PARTICLES, rest[0]) && (rest.length === 1 || rest[1]?.form === 'und')
	return !isObject && !isSeparable && !(rest.length < 3 && has(PARTICLES, rest.at(-1)))
}

/** Says whether an object and the verb's other part follow: "Schalte den Fernseher ein". */
const isHandled = ({ verb, rest }: Imperative) =>
	/^(den|das|die|ihm|einen|eine|ein)$/.test(rest[0]?.form ?? '') &&
	rest.length > 1 &&
	has(PARTICLES, rest.at(-1)) &&
	!SENT_BY_ME.has(verb.form) &&
	!OF_ONESELF.has(verb.form)

/** Says whether it instructs: "Klick auf den Link"; not with the writer in the clause: "Klicke auf den Link und ich …". */
const instructs = (command: Imperative) => {
	const { verb, rest } = command
	const isOurs = rest.some(
		({ form }) => OF_MY_DOING.has(form) || /^(mich|mir|ist|hat|war|sind|davon|daumen)$/.test(form),
	)
	if (
		isOurs ||
		some(
			rest.filter(({ form }) => !/^un[sd]/.test(form)),
			FIRST_PERSON,
		)
	)
		return false
	if (verb.form === 'stelle') return rest[0]?.form === 'sicher'
	if (maybeNoun(command)) return false
	if (verb.form === 'gehe') return /^(zu|auf|in|zurück)$/.test(rest[0]?.form ?? '')
	if (verb.form === 'pass') return /^(auf|gut|bloss|schön)$/.test(rest[0]?.form ?? '')
	if (verb.form === 'bleib') return true
	if (verb.form === 'werde') return /^(gesund|stark|ruhig|fair|dran|sachlich|am)$/.test(rest[0]?.form ?? '')
	if (/^(halt|test|frage)$/.test(verb.form))
		return verb.form === 'halt' && /^(die|den|das|dich|durch)$/.test(rest[0]?.form ?? '')
	if (verb.form.endsWith('e') && isHandled(command)) return true
	if (verb.form.endsWith('e')) return INSTRUCTING.has(verb.form) && !/^\d/.test(rest[0]?.form ?? '')
	if (!OFTEN_MINE.has(verb.form)) return !OF_ONESELF.has(verb.form)
	if (rest.length < 3 && has(PARTICLES, rest.at(-1))) return !rest.some(({ form }) => /^(nicht|nix|kaum)$/.test(form))
	return (
		ASKING_TOO.has(verb.form) &&
		!(verb.form === 'komm') &&
		!/^(nix|nichts|nur|keine?n?|noch|mehr|ne)$/.test(rest[0]?.form ?? '')
	)
}

/** Rates a form that "ich" has too, by what follows. */
const shared = (command: Imperative): Strength | undefined => {
	const { verb, rest, isQuestion } = command
	const [next, second] = rest
	if (/^(komm|sag)$/.test(verb.form) && next?.form === 'schon' && rest.length === 1) return 3
	if (isIdiom(command) && !isQuestion) return 2
	if (wishes(command)) return 3
	if (NEVER_IMPERATIVE.has(verb.form) || (next?.form === 'ma' && second?.form === 'mal')) return undefined
	if (
		has(WHO_DOES, next) ||
		some(rest, wordSet('ich jemand niemand')) ||
		(has(STARTS_MINE, next) && !/^auf$/.test(next?.form ?? ''))
	)
		return undefined
	if (ASKED_FOR_ME.has(verb.form) && some(rest.slice(0, 2), ME)) return 3
	if (waits(command)) return 3
	if (OF_ONESELF.has(verb.form) && some(rest, wordSet('mich mir'))) return undefined
	if (isQuestion && !pleads(command)) return undefined
	if (next === undefined) return CALLS.has(verb.form) && /[,!]/.test(verb.after) ? 2 : undefined
	if (pleads(command) || urges(command)) return 3
	return instructs(command) ? 2 : undefined
}

/** Rates a form that only an imperative has: gib, nimm; "sei" only before what one asks to be. */
const clear = ({ verb, rest }: Imperative): Strength | undefined => {
	const isDescribed = rest.length === 1 && !/^(es|dem|das|dahingestellt|drum)$/.test(rest[0]?.form ?? '')
	if (verb.form === 'sei') return has(AFTER_SEI, rest[0]) || isDescribed ? 3 : undefined
	return has(WHO_DOES, rest[0]) ? undefined : 3
}

const signIn = ({ words, isQuestion }: Clause, at: number): Sign | undefined => {
	const verb = words[at]
	if (verb === undefined || (verb.isCapital && !verb.isFirst) || !isOpening(words, at)) return undefined
	const proof =
		imperativeOf(verb.form) ?? (/(?<!sei)['’]s$/i.test(verb.text) ? imperativeOf(verb.form.slice(0, -1)) : undefined)
	const rest = words.slice(at + 1, at + REACH)
	if (proof === undefined || /^(Sie|Ihr)$/.test(rest[0]?.text ?? '')) return undefined
	const command = { verb, rest, isQuestion, isPlea: isAfterPlease(words, at) }
	const strength = proof === 'only' ? clear(command) : shared(command)
	return strength ? sign('du', strength, verb) : undefined
}

/**
 * Finds imperatives to one person where nothing else in the clause says du: "Gib mir …", "bitte ruf mich an", "Schau mal".
 */
export const imperativeSingularRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) =>
		clause.words.slice(0, 6).flatMap((__, at) => {
			const found = signIn(clause, at)
			return found ? [found] : []
		}),
	)
