import type { Clause } from './sign.ts'
import { isSecondSingular } from './verb-forms.ts'
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

/** "Da kannst du nur den Kopf schütteln", "man ruft an und du wartest": du is anybody. */
export const isGeneric = ({ words, isQuestion }: Clause): boolean => {
	const near = words.slice(0, 24)
	const [first, verb, third] = near
	if (first === undefined || isQuestion || near.some(({ form }) => ADDRESSING.has(form))) return false
	if (near.some(({ form }) => form === 'man')) return true
	if (/^(haste|biste)$/.test(first.form) && verb?.form === 'was' && third === undefined) return true
	if (!/^(da|dann)$/.test(first.form) || verb === undefined) return false
	if (ALWAYS_GENERIC.has(verb.form)) return true
	return SOMETIMES_GENERIC.has(verb.form) && near.some(({ form }) => RESIGNED.has(form))
}

/** "Ach du Schreck", "du meine Güte", "per du", "das Du": no one is meant. */
export const isExclaimed = ({ words }: Clause, at: number): boolean => {
	const before = words[at - 1]?.form ?? ''
	const next = words[at + 1]
	const isDu = words[at]?.form === 'du'
	if (isDu && /^(per|beim|das|zum|ein|kein)$/.test(before)) return true
	if (isDu && EXCLAIMED.has(next?.form ?? '')) return true
	return before === 'ach' && next !== undefined && !isSecondSingular(next.form)
}
