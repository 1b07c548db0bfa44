import { ASKING, FIRST_PERSON, ME, SUBORDINATING } from './function-words.ts'
import { isOpening } from './opening.ts'
import type { Typing, Word } from './passage.ts'
import { type Clause, hasNear, REACH, type Rule, type Sign, sign } from './sign.ts'
import { THEIRS } from './their-nouns.ts'
import { thirdPersonsIn } from './third-persons.ts'
import { isPlural } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

const PLEASE = wordSet('bitte')
const ME_MYSELF = wordSet('ich')
const ADDRESSED = wordSet('mir mich uns bitte sich doch mal denn eigentlich')

/** Whether the verb before "sie" is asked or asks: first of its clause, or after a question word. */
const isAsked = (words: readonly Word[], verbAt: number) => {
	const firstAsking = words.slice(0, 4).findIndex(({ form }) => ASKING.has(form))
	return isOpening(words, verbAt) || (firstAsking >= 0 && verbAt > firstAsking && verbAt < firstAsking + 3)
}

type Place = {
	readonly clause: Clause
	readonly at: number
	readonly word: Word
	readonly typing: Typing
	readonly others: boolean
}

/** "könnten sie mir", "melden sie sich", "warum antworten sie". */
const afterVerb = ({ clause: { words }, at, word, others }: Place): Sign | undefined => {
	const verb = words[at - 1]
	if (!verb || !isPlural(verb.form) || (verb.isCapital && !verb.isFirst) || !isAsked(words, at - 1)) return undefined
	const isBegged = hasNear(words, at, PLEASE)
	if (others && !isBegged) return undefined
	return sign('sie', isBegged || (at === 1 && hasNear(words, at, ADDRESSED)) ? 3 : 2, verb, word)
}

/** "wenn sie mir nicht helfen", and "sie haben mir": they or Sie, if nobody was spoken of. */
const beforeVerb = ({ clause: { words }, at, word, typing, others }: Place): Sign | undefined => {
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

/** "kann ich ihnen", "danke für ihre antwort", "ihre hotline". */
const possessive = ({ clause: { words }, at, word, typing, others }: Place): Sign | undefined => {
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

const signAt = (place: Place): Sign | undefined => {
	if (place.word.isCapital && place.typing === 'cased') return undefined
	if (place.word.form === 'sie') return afterVerb(place) ?? beforeVerb(place) ?? asObject(place)
	return /^(ihnen|ihr(e[mnrs]?)?)$/.test(place.word.form) ? possessive(place) : undefined
}

/** "darf ich sie etwas fragen", from one who writes without capitals. */
const asObject = ({ clause: { words }, at, word, typing, others }: Place): Sign | undefined => {
	const before = words[at - 1]
	const isMine =
		before?.form === 'ich' ||
		words[at - 2]?.form === 'ich' ||
		(ME.has(words[at + 1]?.form ?? '') && isPlural(before?.form ?? ''))
	return typing !== 'cased' && !others && isMine ? sign('sie', 1, word) : undefined
}

/** Sie without its capital: the verb shows it, and that nobody else was spoken of ("meine Eltern … haben sie"). */
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
