import { FUNCTION_WORDS, SINGULAR_VERBS } from './function-words.ts'
import type { Passage, Word } from './passage.ts'
import { isVerbLike } from './second-plural-rule.ts'
import { type Rule, type Sign, sign } from './sign.ts'
import { thirdPersonsIn } from './third-persons.ts'
import { isPlural, secondPluralOf } from './verb-forms.ts'

const POSSESSIVE = /^ihr(e[mnrs]?)?$/

/** "Sie" with a capital where none is due. "Sie hat" is a slip: that is a woman. */
const signOfSie = (before: Word | undefined, word: Word, next: Word | undefined): Sign | undefined => {
	const beside = before?.clause === word.clause ? before : undefined
	if (/^(für|an|um|über|auf|gegen|ohne|durch|in)$/.test(beside?.form ?? '')) return sign('sie', 3, beside, word)
	if (/^(beim|das|per|statt)$/.test(beside?.form ?? '') && !isPlural(next?.form ?? '')) return undefined
	if (beside && isPlural(beside.form)) return sign('sie', 3, beside, word)
	return next?.clause === word.clause && SINGULAR_VERBS.has(next.form) ? undefined : sign('sie', 3, word)
}

/** "Sie" first in its sentence: Sie, they or she. The verb tells she, and who was spoken of before tells they. */
const signOfFirstSie = (word: Word, next: Word | undefined, isOfOthers: (upTo: Word) => boolean): Sign | undefined => {
	if (next?.clause !== word.clause || isOfOthers(word) || next.isCapital) return undefined
	if (/^(beide|alle|selbst)$/.test(next.form)) return sign('sie', 1, word, next)
	if (isPlural(next.form) || (/[^aeiou]e[nr]?n$/.test(next.form) && !SINGULAR_VERBS.has(next.form)))
		return sign('sie', 2, word, next)
	return /^(als|auch|ebenfalls|nicht|doch|ja|wohl|sicher|und|oder)$/.test(next.form)
		? sign('sie', 1, word, next)
		: undefined
}

/** "Ihr Service" is yours; "Habt Ihr", "Ihr seid" and "wenn Ihr mir" is ihr with a capital. */
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

/** Sie, Ihnen and Ihr- with their capital: "können Sie", "von Ihnen", "Ihre Hotline". */
export const formalRule: Rule = (passage) => {
	const isOfOthers = thirdPersonsIn(passage.words)
	return passage.words.flatMap((_, at) => {
		const found = signOf(passage, at, isOfOthers)
		return found ? [found] : []
	})
}
