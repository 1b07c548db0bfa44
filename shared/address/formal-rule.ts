import { ASKING, FIRST_PERSON, FUNCTION_WORDS, ME, SINGULAR_VERBS, SUBORDINATING, THEIRS } from './function-words.ts'
import { isOpening } from './opening.ts'
import type { Passage, Typing, Word } from './passage.ts'
import { isVerbLike } from './second-plural-rule.ts'
import { type Clause, hasNear, REACH, type Rule, type Sign, sign } from './sign.ts'
import { isPlural, secondPluralOf } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

const DETERMINERS = wordSet(`
	die meine meiner meinen unsere unserer unseren deine deinen eure euren eurer seine seinen ihre ihren ihrer zwei drei beide alle viele
	einige paar eine einer
`)

const PERSONS = wordSet(`
	mutter mama mutti frau ehefrau tochter oma großmutter schwester freundin nachbarin kollegin chefin mitarbeiterin dame tante kundin partnerin
	verlobte exfrau cousine beraterin vermieterin firma eltern kinder kids großeltern söhne töchter leute mitarbeiter techniker kollegen
	kolleginnen monteure handwerker nachbarn kunden freunde schwiegereltern mieter bewohner anbieter herren damen berater jungs mädels menschen
	politiker spieler schauspieler bands band fans telekom bauarbeiter arbeiter gäste schüler lehrer typen
`)

/**
 * Returns whether the words before a given one speak of women or of several people ("meine Mutter", "die Techniker"), whom
 * "sie" or "ihr" may mean. Built once per passage.
 */
const thirdPersonsIn = (words: readonly Word[]): ((upTo: Word) => boolean) => {
	const first = words.find(({ form }, at) => PERSONS.has(form) && DETERMINERS.has(words[at - 1]?.form ?? ''))
	const she = words.find(
		({ form }, at) => form === 'sie' && /^(hat|ist|war|kann|will|wird)$/.test(words[at + 1]?.form ?? ''),
	)
	return (upTo) => [first, she].some((word) => word !== undefined && word.start < upTo.start)
}

const POSSESSIVE = /^ihr(e[mnrs]?)?$/

/** Reads a "Sie" with a capital inside a sentence. "Sie hat" is a slip for a woman. */
const signOfSie = (before: Word | undefined, word: Word, next: Word | undefined): Sign | undefined => {
	const beside = before?.clause === word.clause ? before : undefined
	if (/^(für|an|um|über|auf|gegen|ohne|durch|in)$/.test(beside?.form ?? '')) return sign('sie', 3, beside, word)
	if (/^(beim|das|per|statt)$/.test(beside?.form ?? '') && !isPlural(next?.form ?? '')) return undefined
	if (beside && isPlural(beside.form)) return sign('sie', 3, beside, word)
	return next?.clause === word.clause && SINGULAR_VERBS.has(next.form) ? undefined : sign('sie', 3, word)
}

/** Reads "Sie" at the start of a sentence: Sie, they or she. The verb shows she, earlier words show they. */
const signOfFirstSie = (word: Word, next: Word | undefined, isOfOthers: (upTo: Word) => boolean): Sign | undefined => {
	if (next?.clause !== word.clause || isOfOthers(word) || next.isCapital) return undefined
	if (/^(beide|alle|selbst)$/.test(next.form)) return sign('sie', 1, word, next)
	if (isPlural(next.form) || (/[^aeiou]e[nr]?n$/.test(next.form) && !SINGULAR_VERBS.has(next.form)))
		return sign('sie', 2, word, next)
	return /^(als|auch|ebenfalls|nicht|doch|ja|wohl|sicher|und|oder)$/.test(next.form)
		? sign('sie', 1, word, next)
		: undefined
}

/** Reads "Ihr" with a capital: "Ihr Service" is Sie; "Habt Ihr", "Ihr seid" and "wenn Ihr mir" are ihr. */
const signOfIhr = (
	before: Word | undefined,
	word: Word,
	next: Word | undefined,
	isOfOthers: (upTo: Word) => boolean,
): Sign | undefined => {
	const strength = !word.isFirst ? 3 : isOfOthers(word) ? 1 : 2
	const follower = next?.clause === word.clause ? next : undefined
	if (word.form !== 'ihr') return follower || !word.isFirst ? sign('sie', strength, word) : undefined
	if (follower === undefined || (secondPluralOf(follower.form) && !follower.isCapital)) return undefined
	if (isVerbLike(follower) && !/^(sehr|so)$/.test(follower.form)) return undefined
	const isAfterVerb = before?.clause === word.clause && secondPluralOf(before.form) === 'only'
	if (isAfterVerb || (FUNCTION_WORDS.has(follower.form) && (!follower.isCapital || follower.form === 'euch')))
		return undefined
	return sign('sie', strength, word, follower)
}

const signOf = (passage: Passage, at: number, isOfOthers: (upTo: Word) => boolean): Sign | undefined => {
	const [before, word, next] = [passage.words[at - 1], passage.words[at], passage.words[at + 1]]
	if (!word?.isCapital) return undefined
	if (/^sies?$/.test(word.form))
		return word.isFirst ? signOfFirstSie(word, next, isOfOthers) : signOfSie(before, word, next)
	if (word.form === 'ihnen')
		return isOfOthers(word) && word.isFirst ? undefined : sign('sie', word.isFirst ? 2 : 3, word)
	return POSSESSIVE.test(word.form) ? signOfIhr(before, word, next, isOfOthers) : undefined
}

/** Finds Sie, Ihnen and Ihr- with a capital: "können Sie", "von Ihnen", "Ihre Hotline". */
export const formalRule: Rule = (passage) => {
	const isOfOthers = thirdPersonsIn(passage.words)
	return passage.words.flatMap((_, at) => {
		const found = signOf(passage, at, isOfOthers)
		return found ? [found] : []
	})
}

const PLEASE = wordSet('bitte')
const ME_MYSELF = wordSet('ich')
const ADDRESSED = wordSet('mir mich uns bitte sich doch mal denn eigentlich')

/** Says whether the verb before "sie" is a question's or a request's: first of its clause, or after a question word. */
const isAsked = (words: readonly Word[], verbAt: number) => {
	const firstAsking = words.slice(0, 4).findIndex(({ form }) => ASKING.has(form))
	return isOpening(words, verbAt) || (firstAsking >= 0 && verbAt > firstAsking && verbAt < firstAsking + 3)
}

type Occurrence = {
	readonly clause: Clause
	readonly at: number
	readonly word: Word
	readonly typing: Typing
	readonly others: boolean
}

/** Finds "könnten sie mir", "melden sie sich", "warum antworten sie". */
const afterVerb = ({ clause: { words }, at, word, others }: Occurrence): Sign | undefined => {
	const verb = words[at - 1]
	if (!verb || !isPlural(verb.form) || (verb.isCapital && !verb.isFirst) || !isAsked(words, at - 1)) return undefined
	const isBegged = hasNear(words, at, PLEASE)
	if (others && !isBegged) return undefined
	return sign('sie', isBegged || (at === 1 && hasNear(words, at, ADDRESSED)) ? 3 : 2, verb, word)
}

/** Finds "wenn sie mir nicht helfen" and "sie haben mir", if no third person was mentioned. */
const beforeVerb = ({ clause: { words }, at, word, typing, others }: Occurrence): Sign | undefined => {
	if (others || typing === 'cased') return undefined
	const [before, next] = [words[at - 1], words[at + 1]]
	const isAfterThat = at === 2 && /^(das|dann|da|so|jetzt|hier|nun)$/.test(words[0]?.form ?? '')
	if (isAfterThat && before && isPlural(before.form)) return sign('sie', 1, before, word)
	const rest = words.slice(at + 1, at + REACH)
	const verb =
		before === undefined
			? next
			: SUBORDINATING.has(before.form)
				? rest.findLast(({ form }) => isPlural(form))
				: undefined
	if (!verb || !isPlural(verb.form)) return undefined
	return sign('sie', rest.some(({ form }) => ADDRESSED.has(form) || FIRST_PERSON.has(form)) ? 2 : 1, word, verb)
}

/** Finds "kann ich ihnen", "danke für ihre antwort", "ihre hotline". */
const possessive = ({ clause: { words }, at, word, typing, others }: Occurrence): Sign | undefined => {
	const [before, next] = [words[at - 1], words[at + 1]]
	if (others) return undefined
	if (word.form === 'ihnen')
		return typing === 'cased' && !hasNear(words, at, ME_MYSELF) ? undefined : sign('sie', 2, word)
	const isThanked =
		before?.form === 'für' &&
		words.slice(Math.max(0, at - 4), at).some(({ form }) => /^(dank|danke|danken|bedanke)$/.test(form))
	if (isThanked) return sign('sie', 2, word)
	return typing !== 'cased' && next && THEIRS.has(next.form) ? sign('sie', 1, word, next) : undefined
}

const signAt = (occurrence: Occurrence): Sign | undefined => {
	if (occurrence.word.isCapital && occurrence.typing === 'cased') return undefined
	if (occurrence.word.form === 'sie') return afterVerb(occurrence) ?? beforeVerb(occurrence) ?? asObject(occurrence)
	return /^(ihnen|ihr(e[mnrs]?)?)$/.test(occurrence.word.form) ? possessive(occurrence) : undefined
}

/** Finds "darf ich sie etwas fragen" in a text without capitals. */
const asObject = ({ clause: { words }, at, word, typing, others }: Occurrence): Sign | undefined => {
	const before = words[at - 1]
	const isMine =
		before?.form === 'ich' ||
		words[at - 2]?.form === 'ich' ||
		(ME.has(words[at + 1]?.form ?? '') && isPlural(before?.form ?? ''))
	return typing !== 'cased' && !others && isMine ? sign('sie', 1, word) : undefined
}

/** Finds Sie without its capital, by its verb and if no third person was mentioned ("meine Eltern … haben sie"). */
export const formalLowerCaseRule: Rule = ({ words, typing }, clauses) => {
	const isOfOthers = thirdPersonsIn(words)
	return clauses.flatMap((clause) =>
		clause.words.flatMap((word, at) => {
			if (!word.form.startsWith('ih') && word.form !== 'sie') return []
			const found = signAt({ clause, at, word, typing, others: isOfOthers(word) })
			return found ? [found] : []
		}),
	)
}
