/**
 * Text without words of the writer, replaced by blanks of the same length, so that offsets stay. The counts bound the work.
 */
const NO_WORDS = [
	/https?:\/\/\S{1,2000}/giu,
	/\bwww\.\S{1,2000}/giu,
	/[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/gu,
	/[@#][\p{L}\p{M}\p{N}_]{1,100}/gu,
]

/** Text of others: lines that begin with ">", quotation marks, and speech after "sagte:" or "meinte du musst". */
const OTHERS = [
	/^[ \t]{0,20}>[^\n]{0,5000}/gmu,
	/„[^“”"„\n]{1,600}[“”"]/gu,
	/“[^“”\n]{1,600}”/gu,
	/»[^«»\n]{1,600}«/gu,
	/«[^«»\n]{1,600}»/gu,
	/"[^"\n]{1,600}"/gu,
	/(?<![\p{L}\p{N}])[‚'‘][^‚'‘’\n]{3,600}['‘’](?![\p{L}\p{N}])/gu,
	/\b(?:sagte|meinte|schrieb|behauptete|antwortete|hieß es|hiess es|sagt|meint|gesagt|geschrieben|gemeint)[^.!?:,\n]{0,40}:(?!\s*,)[^.!?\n]{1,300}/giu,
	/(?<=\b(?:sagte|meinte|schrieb|behauptete|antwortete|hieß es|hiess es)(?: nur| mir| zu mir| uns| dann| immer| halt){0,2},? )du (?:musst|sollst|brauchst)[^.!?,\n]{0,300}/giu,
]

/** Blanks a match but keeps its line ends; a comma in place of a quote ends the clause within the sentence. */
const blank = (mark: string) => (found: string) => mark + found.slice(mark.length).replace(/[^\n]/g, ' ')

/** Blanks what follows "RT @name", which is another person's text. */
const withoutReposts = (text: string, plain: string): string => {
	const repost = /(?:^|\s)RT @/u.exec(text)
	return repost === null ? plain : plain.slice(0, repost.index) + plain.slice(repost.index).replace(/[^\n]/g, ' ')
}

/** Blanks out what is no word, or another person's. A text that is one single quote counts as the writer's. */
export const ownWordsIn = (text: string): string => {
	const plain = NO_WORDS.reduce((rest, pattern) => rest.replace(pattern, blank('')), text)
	const own = OTHERS.reduce((rest, pattern) => rest.replace(pattern, blank(',')), withoutReposts(text, plain))
	return /\p{L}/u.test(own) || /(?:^|\s)RT @|^[ \t]{0,20}>/mu.test(text) ? own : plain
}
