import type { Word } from './passage.ts'
import { type WordSet, wordSet } from './word-set.ts'

/** A verb that may be an imperative, and what follows it in its clause. */
export type Imperative = {
	readonly verb: Word
	readonly rest: readonly Word[]
	/** "bitte" stands before the verb. */
	readonly isPlea: boolean
	readonly isQuestion: boolean
}

const WISHED = wordSet('tag abend wochenende feierabend woche nacht morgen zeit spaß urlaub ostern weihnachten sonntag')
const AFTER_WAIT = wordSet('kurz ab nur doch nicht einen eine ne n zwei noch draußen dort unten oben hier bis')

export const has = (list: WordSet, word: Word | undefined) => word !== undefined && list.has(word.form)
export const some = (words: readonly Word[], list: WordSet) => words.some(({ form }) => list.has(form))

/** "Hab einen schönen Tag", which is no confession. */
export const wishes = ({ verb, rest }: Imperative) =>
	verb.form === 'hab' && rest.some(({ form }) => /^(schöne|gute|tolle|wundervolle)/.test(form)) && some(rest, WISHED)

/** "Warte kurz", but "warte immer noch" and "warte auf Antwort" is what the writer does. */
export const waits = ({ verb, rest: [next, second] }: Imperative) =>
	/^(warte|wart)$/.test(verb.form) &&
	has(AFTER_WAIT, next) &&
	!/^(immer|auf|nicht|schon|seit|heute|jetzt|gestern|dato)$/.test(second?.form ?? '')

const IDIOMS =
	/^(folge mir|halte durch|halte (die|den|das) \S+ (gedrückt|bereit|fest|frei|offen)|rechne (mit|nach)|bestätige mit|warte auf (mich|uns))( |$)/

/** Long forms that ask in one turn of phrase only: "Halte die Taste gedrückt". */
export const isIdiom = ({ verb, rest }: Imperative) =>
	IDIOMS.test([verb, ...rest.slice(0, 3)].map(({ form }) => form).join(' '))
