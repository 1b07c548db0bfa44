import { FUNCTION_WORDS, OPENERS, SUBORDINATING, THEIRS } from './function-words.ts'
import type { Typing, Word } from './passage.ts'
import { type Clause, REACH, type Rule, type Sign, sign } from './sign.ts'
import { isPlural, secondPluralOf } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

const PRONOUNS = wordSet('euch euer eure euren eurem eurer eures eures euern euerm euere eueren euerem')
const GREETINGS = wordSet(
	'hey hallo hi moin na servus huhu hallöchen hello yo heyho liebe danke ey tja oh grüßt morgen tag abend leute',
)
const CALLED = wordSet(`
	lieben liebe beiden zwei drei alle süßen helden heldinnen pfeifen idioten penner vögel nasen deppen vollpfosten clowns spinner versager
	lügner betrüger abzocker verbrecher trottel affen experten genies schlingel spezialisten profis hampelmänner armen gauner da lutscher lappen flaschen schnarchnasen luschen pappnasen witzbolde halunken
`)
const PREPOSITIONS = wordSet('mit von bei zu nach aus außer seit gegenüber an hinter vor neben über unter dank wegen')

/** Verbs with which "ihr" is a dative: "wie es ihr geht". */
const HAPPENS_TO_HER = wordSet('geht gefällt passt fehlt hilft gehört reicht steht schmeckt gelingt gehts scheint')

/** Words in -t that are no verbs. */
const NO_VERBS = wordSet(`
	nicht jetzt mit seit gut fast dort sofort selbst echt recht vielleicht bereits überhaupt oft laut weit leicht schlecht direkt komplett bekannt
	gesamt insgesamt zuletzt fest hart alt kalt tot rot wert weltweit bestimmt absolut exakt falsch nett blöd total kaputt letzt erst samt
	angeblich unfähigst beliebt netz berühmt gesamt verdammt geliebt genannt geplant versprochenst gebucht bestellt
`)
/** Says whether a form is a participle: "ihr gebuchter". */
const isParticiple = (form: string) => /^(ge|.{2,4}ge).+t$/.test(form) && secondPluralOf(form) === undefined

/** Says whether an unknown word looks like a verb of ihr. */
export const isVerbLike = ({ form, isCapital }: Word) =>
	!isCapital && /[^aeiou]t$|[ae]t$/.test(form) && form.length > 3 && !NO_VERBS.has(form) && !isParticiple(form)

const isPossessed = (next: Word | undefined, typing: Typing) =>
	next !== undefined && !FUNCTION_WORDS.has(next.form) && (next.isCapital || typing !== 'cased')

/** Finds a verb after the pronoun: "ihr habt", "ihr macht das". */
const verbAfter = ({ words }: Clause, at: number, typing: Typing): Sign | undefined => {
	const [before, word, verb] = [words[at - 1], words[at], words[at + 1]]
	if (!word || !verb || PREPOSITIONS.has(before?.form ?? '')) return undefined
	const proof = verb.isCapital ? undefined : secondPluralOf(verb.form)
	const opens = words.slice(Math.max(0, at - 4), at).every(({ form }) => OPENERS.has(form) || SUBORDINATING.has(form))
	// "Dass ihr bestätigt wurde" is a dative.
	if (/^(wurde|wird|worden|hat|haben|habe|ist|werden|war)$/.test(words[at + 2]?.form ?? '') && proof !== 'only')
		return undefined
	const isVerb = proof === 'shared' || (typing === 'cased' && isVerbLike(verb))
	if (proof === 'only') return sign('du', 3, word, verb)
	return isVerb && opens && !HAPPENS_TO_HER.has(verb.form) ? sign('du', proof ? 3 : 2, word, verb) : undefined
}

/** Finds a verb before the pronoun: "habt ihr", "warum macht ihr das"; not "Kommt ihr Techniker". */
const verbBefore = ({ words, isQuestion }: Clause, at: number, typing: Typing): Sign | undefined => {
	const [verb, word, next] = [words[at - 1], words[at], words[at + 1]]
	if (!verb || !word || (verb.isCapital && !verb.isFirst)) return undefined
	const proof = secondPluralOf(verb.form) ?? (/^(seit|konnt)$/.test(verb.form) && at === 1 ? 'only' : undefined)
	const isMisspelled = verb.form === 'seit' && isPossessed(next, typing)
	if (proof === 'only')
		return isMisspelled || (next?.isCapital && /^seit$/.test(verb.form)) ? undefined : sign('du', 3, verb, word)
	if (
		/^(schaut|guckt|spielt|hört|trinkt|macht)$/.test(verb.form) &&
		isQuestion &&
		next &&
		!THEIRS.has(next.form) &&
		at === 1
	)
		return sign('du', 2, verb, word)
	if (isPossessed(next, typing) || (HAPPENS_TO_HER.has(verb.form) && !isQuestion)) return undefined
	if (proof === 'shared') return sign('du', next === undefined || isQuestion || at < 3 ? 3 : 2, verb, word)
	const isAsked = at === 2 && SUBORDINATING.has(words[0]?.form ?? '')
	return typing === 'cased' && isAsked && isVerbLike(verb) ? sign('du', 2, verb, word) : undefined
}

/** Finds the verb at the end of its clause: "ob ihr das heute noch schafft". */
const verbAtEnd = ({ words }: Clause, at: number, typing: Typing): Sign | undefined => {
	const [before, word, next] = [words[at - 1], words[at], words[at + 1]]
	if (!word || !before || !SUBORDINATING.has(before.form) || isPossessed(next, typing)) return undefined
	const rest = words.slice(at + 1, at + REACH)
	const verb = rest.find(({ form, isCapital }) => !isCapital && secondPluralOf(form) === 'only')
	if (verb) return sign('du', 3, word, verb)
	if (
		rest.some(
			({ form }) =>
				/^(hat|ist|war|hatte|wird|kann|will|muss|soll|habe|habe|wurde)$/.test(form) ||
				(isPlural(form) && form !== 'zu'),
		)
	)
		return undefined
	const last = rest.findLast(({ form, isCapital }) => !isCapital && secondPluralOf(form) !== undefined)
	return last && !HAPPENS_TO_HER.has(last.form) ? sign('du', 3, word, last) : undefined
}

/** Finds "Hey ihr", "ihr Lieben", "und ihr?" */
const called = ({ words }: Clause, at: number): Sign | undefined => {
	const [before, word, next] = [words[at - 1], words[at], words[at + 1]]
	if (word === undefined) return undefined
	if (next && CALLED.has(next.form) && !(next.form === 'da' && words[at + 2])) return sign('du', 3, word, next)
	const isLast = next === undefined && words.length < 4
	return isLast && (GREETINGS.has(before?.form ?? '') || /^(und|wie)$/.test(before?.form ?? ''))
		? sign('du', 3, before, word)
		: undefined
}

/**
 * Finds ihr with its verb in either order, greetings to several people, and euch, euer; also with a capital ("Habt Ihr").
 */
export const secondPluralRule: Rule = ({ typing }, clauses) =>
	clauses.flatMap((clause) =>
		clause.words.flatMap((word, at) => {
			if (PRONOUNS.has(word.form)) return [sign('du', 3, word)]
			if (word.form !== 'ihr' && word.form !== 'ihrs') return []
			const found =
				called(clause, at) ??
				verbAfter(clause, at, typing) ??
				verbBefore(clause, at, typing) ??
				verbAtEnd(clause, at, typing)
			return found ? [found] : []
		}),
	)
