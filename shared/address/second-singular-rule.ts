import type { Word } from './passage.ts'
import { type Clause, type Rule, type Sign, sign } from './sign.ts'
import { isSecondSingular, secondPluralOf } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

const ALWAYS_GENERIC = wordSet(
	'bist fällst wirst denkst fragst stehst weißt fasst glaubst biste wirste denkste fragste stehste',
)
const SOMETIMES_GENERIC = wordSet('kannst musst brauchst darfst kannste musste brauchste darfste')
const RESIGNED = wordSet(
	'nur bloß lange ewig nichts nix gleich warten machen kotzen schreien lachen heulen dich vergessen noch',
)
const ADDRESSING = wordSet('mir mich uns ich mein meine meinen bitte ja aber recht')
const EXCLAIMED = wordSet('liebe lieber lieben meine heilige heiliger grüne grüner dickes ahnst')

/** Says whether a clause's du is general: "Da kannst du nur den Kopf schütteln", "man ruft an und du wartest". */
const isGeneric = ({ words, isQuestion }: Clause): boolean => {
	const near = words.slice(0, 24)
	const [first, verb, third] = near
	if (first === undefined || isQuestion || near.some(({ form }) => ADDRESSING.has(form))) return false
	if (near.some(({ form }) => form === 'man')) return true
	if (/^(haste|biste)$/.test(first.form) && verb?.form === 'was' && third === undefined) return true
	if (!/^(da|dann)$/.test(first.form) || verb === undefined) return false
	if (ALWAYS_GENERIC.has(verb.form)) return true
	return SOMETIMES_GENERIC.has(verb.form) && near.some(({ form }) => RESIGNED.has(form))
}

/** Says whether a du addresses nobody: "Ach du Schreck", "du meine Güte", "per du", "das Du". */
const isExclaimed = ({ words }: Clause, at: number): boolean => {
	const before = words[at - 1]?.form ?? ''
	const next = words[at + 1]
	const isDu = words[at]?.form === 'du'
	if (isDu && /^(per|beim|das|zum|ein|kein)$/.test(before)) return true
	if (isDu && EXCLAIMED.has(next?.form ?? '')) return true
	return before === 'ach' && next !== undefined && !isSecondSingular(next.form)
}

const PRONOUNS = wordSet('du dich dir dein deine deinen deinem deiner deines deins deinet dus dirs')

/** Says whether a word is a verb that only du has and no noun: in lower case, or first in its sentence. */
const isVerbOfDu = ({ form, isCapital, isFirst }: Word) => (!isCapital || isFirst) && isSecondSingular(form)

const signsIn = (clause: Clause): readonly Sign[] =>
	clause.words.flatMap((word, at) => {
		if (PRONOUNS.has(word.form)) return isExclaimed(clause, at) ? [] : [sign('du', 3, word)]
		return isVerbOfDu(word) ? [sign('du', 3, word)] : []
	})

/** Finds du, dich, dir, dein-, and the verb without it ("Kannst mir helfen?"); not the general du. */
export const secondSingularRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) => {
		const signs = signsIn(clause)
		return signs.length > 0 && isGeneric(clause) ? [] : signs
	})

const MERGED_DU = wordSet(`
	kannsu hasu bisu willsu haddu haddest kannstu hastu bistu willstu weißtu magsu sollsu weißu kannstn hastn sach machs
	wennste dasste obste wennsde hoast kannsd bisd
`)
const NOT_MERGED = wordSet('musste wusste müsste wüsste liebste erste beste wasn')

const MERGED_IHR = wordSet(`
	habts habt's könnts wissts seids hobts müssts dürfts kennts kennt's gebts habta seita seida könnta wollta habter habtn seidn sacht könnter hobs
	eich enk enker enkan ös sads sats hättets wärts werdets kimmts kemmts lassts nehmts
`)
const MERGED_IHR_FIRST = wordSet('schauts sagts machts tuats meldets schickts ruafts kommts wollts')

const MERGED_SIE = wordSet(
	'hamse hamsie könnse könnense kommense sindse wissense hörnse hörense sagense wollnse wollense machense schaunse nehmse nehmense gebense',
)

const FILLERS = /^(gut|doch|mir|das|ja|eh|nix|nichts|wieder|so|immer|nicht)$/

/** Says whether a word is a verb of du and an e: "haste", "willste". */
const isMergedDu = ({ form }: Word) =>
	MERGED_DU.has(form)
		? !NOT_MERGED.has(form)
		: form.endsWith('ste') &&
			!NOT_MERGED.has(form) &&
			(isSecondSingular(form.slice(0, -1)) || isSecondSingular(form.replace(/ste$/, 'est')))

/** Says whether a word is a verb that only ihr has, with the s of the south: "habts", "könntets". */
const isMergedIhr = ({ form }: Word) =>
	MERGED_IHR.has(form) ||
	(form.endsWith('ts') && !/^(wollts|sollts|fahrts|rats)$/.test(form) && secondPluralOf(form.slice(0, -1)) === 'only')

const isMergedImperative = (word: Word, at: number, clause: Clause) =>
	MERGED_IHR_FIRST.has(word.form) &&
	(at === 0 || clause.words[at - 1]?.form === 'bitte') &&
	!FILLERS.test(clause.words[at + 1]?.form ?? 'gut')

const signOf = (word: Word, at: number, clause: Clause): readonly Sign[] => {
	if (isMergedDu(word)) return isGeneric(clause) ? [] : [sign('du', 3, word)]
	if (isMergedIhr(word) || isMergedImperative(word, at, clause)) return [sign('du', 3, word)]
	if (MERGED_SIE.has(word.form)) return [sign('sie', at === 0 ? 3 : 1, word)]
	return []
}

/** Finds verb and pronoun in one word, as people speak: "haste", "kannsu", "habts", "wisst's", "hobts", "hamse". */
export const contractionRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) => clause.words.flatMap((word, at) => signOf(word, at, clause)))
