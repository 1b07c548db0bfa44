import { isExclaimed, isGeneric } from './generic-du.ts'
import type { Word } from './passage.ts'
import { type Clause, type Rule, type Sign, sign } from './sign.ts'
import { isSecondSingular } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

const PRONOUNS = wordSet('du dich dir dein deine deinen deinem deiner deines deins deinet dus dirs')

/** A verb that only du has, wherever no noun could be meant: in lower case, or first in its sentence. */
const isVerbOfDu = ({ form, isCapital, isFirst }: Word) => (!isCapital || isFirst) && isSecondSingular(form)

const signsIn = (clause: Clause): readonly Sign[] =>
	clause.words.flatMap((word, at) => {
		if (PRONOUNS.has(word.form)) return isExclaimed(clause, at) ? [] : [sign('du', 3, word)]
		return isVerbOfDu(word) ? [sign('du', 3, word)] : []
	})

/** du, dich, dir, dein-, and the verb without it ("Kannst mir helfen?"); not the du that means anybody. */
export const secondSingularRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) => {
		const signs = signsIn(clause)
		return signs.length > 0 && isGeneric(clause) ? [] : signs
	})
