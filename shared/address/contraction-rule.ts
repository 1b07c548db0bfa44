import { isGeneric } from './generic-du.ts'
import type { Word } from './passage.ts'
import { type Clause, type Rule, type Sign, sign } from './sign.ts'
import { isSecondSingular, secondPluralOf } from './verb-forms.ts'
import { wordSet } from './word-set.ts'

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

/** "haste", "willste": a verb of du and an e. */
const isMergedDu = ({ form }: Word) =>
	MERGED_DU.has(form)
		? !NOT_MERGED.has(form)
		: form.endsWith('ste') &&
			!NOT_MERGED.has(form) &&
			(isSecondSingular(form.slice(0, -1)) || isSecondSingular(form.replace(/ste$/, 'est')))

/** "habts", "könntets": a verb that only ihr has, and the s of the south. */
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

/** Verb and pronoun in one word, as people speak: "haste", "kannsu", "habts", "wisst's", "hobts", "hamse". */
export const contractionRule: Rule = (_, clauses) =>
	clauses.flatMap((clause) => clause.words.flatMap((word, at) => signOf(word, at, clause)))
