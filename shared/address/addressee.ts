/** Whom the sentences of a public text speak to, by the handles that they begin with. */

/** A run of handles at the beginning of a sentence; the counts bound the work. */
const LEADING = /^[\s>]{0,20}(?:(?:hey|hi|hallo|moin)\s{1,5})?((?:@[\p{L}\p{N}_.]{1,60}[\s,:]{0,5})+)/iu
/** A mark within a word, as in a handle, ends nothing. */
const SENTENCE = /(?:[^.!?…\n]|[.!?…](?![\s]|$))+[.!?…\n]*/gu

/**
 * Returns which places of a text may speak to others: sentences that begin with a handle that is none of ours, and those
 * after them up to one that begins with ours alone. A network may have put handles of a thread before a text, so who is
 * named beside us may be spoken to: in doubt they are. Linear in the text's length.
 */
export const spokenToOthers = (text: string, ownHandles: readonly string[]): ((place: number) => boolean) => {
	const own = new Set(ownHandles.map((handle) => handle.toLowerCase()))
	const toOthers = new Uint8Array(text.length)
	let isToOthers = false
	for (const match of text.matchAll(SENTENCE)) {
		const [sentence] = match
		const handles = LEADING.exec(sentence)?.[1]?.match(/[\p{L}\p{N}_.]+/gu) ?? []
		if (handles.length > 0) isToOthers = handles.some((handle) => !own.has(handle.toLowerCase().replace(/\.+$/, '')))
		if (isToOthers) toOthers.fill(1, match.index, match.index + sentence.length)
	}
	return (place) => toOthers[place] === 1
}
