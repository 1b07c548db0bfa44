import { type PointedAt, textsPointedAt } from '#shared/cases/messages/pointed-at.ts'
import { foldText, joinUmlauts, spellPlainly } from './fold-text.ts'
import { STOP_WORDS } from './stop-words.ts'

/** The most of one message's text that leads to its case, and of its author's name. */
const MOST_OF_TEXT = 24
const MOST_OF_NAME = 12
/** The shortest word of a text, and the beginnings of a name by which it is found, in letters. */
const SHORTEST_WORD = 4
const SHORTEST_PART = 3
const LONGEST_PART = 8
/** Longer ones are found by their beginning alone. */
const LONGEST_TOKEN = 40

const cut = (token: string): string => token.slice(0, LONGEST_TOKEN)

/** Yields the parts of a text between blanks, but for links, mail addresses and names of accounts. */
function* plainParts(text: string): Generator<string> {
	for (const [part] of text.matchAll(/\S+/g)) if (!/@|:\/\/|^www\./i.test(part)) yield part
}

/** Yields the runs of letters of a folded text that no digit or underscore touches, so that no number is ever among them. */
function* lettersIn(folded: string): Generator<string> {
	for (const [run] of folded.matchAll(/[\p{L}\p{N}_]+/gu)) if (/^\p{L}+$/u.test(run)) yield run
}

/** Returns the words of a text by which its case is found: the first 24, folded, of four letters or more, without those that say nothing. */
const tokensOfText = (text: string): readonly string[] => {
	const words = new Set<string>()
	for (const part of plainParts(text))
		for (const word of lettersIn(foldText(part))) {
			if (word.length < SHORTEST_WORD || STOP_WORDS.has(word)) continue
			words.add(cut(word))
			if (words.size === MOST_OF_TEXT) return [...words]
		}
	return [...words]
}

/** Yields a name's parts as a whole, then their beginnings, the shortest of each first; in both spellings of an umlaut. */
function* waysTo(name: string): Generator<string> {
	const parts = [...lettersIn(spellPlainly(name.normalize('NFC').replace(/[äöüÄÖÜ]/g, (vowel) => `${vowel}e`)))]
	for (const part of parts) yield joinUmlauts(part)
	for (let length = SHORTEST_PART; length <= LONGEST_PART; length += 1)
		for (const part of parts) {
			yield joinUmlauts(part.slice(0, length))
			yield joinUmlauts(part).slice(0, length)
		}
}

/** Returns the tokens of a name: at most 12, of two letters only where these stand for three, as in Mue for Mü. */
const tokensOfName = (name: string): readonly string[] => {
	const tokens = new Set<string>()
	for (const way of waysTo(name)) {
		if (way.length < SHORTEST_PART - 1) continue
		tokens.add(cut(way))
		if (tokens.size === MOST_OF_NAME) break
	}
	return [...tokens]
}

const tokenOfHandle = (handle: string): string => cut(foldText(handle.replace(/^@/, '')))

/** What of a message leads to its case. */
export type Findable = PointedAt & {
	readonly text: string
	readonly authorName?: string | undefined
	readonly authorHandle?: string | undefined
}

/** Returns everything by which the case of a message is found. Holds no number, mail address or link of its text. */
export const tokensOf = ({ text, authorName = '', authorHandle = '', ...pointedAt }: Findable): readonly string[] => {
	const handle = tokenOfHandle(authorHandle)
	const words = [text, ...textsPointedAt(pointedAt)].join(' ')
	return [...new Set([...(handle === '' ? [] : [handle]), ...tokensOfName(authorName), ...tokensOfText(words)])]
}

/** The most tokens of one search: a case is found that holds them all. */
const MOST_SOUGHT = 3

/** The shortest name of an account that is taken for one without `@`: shorter ones are abbreviations, z.B. for example. */
const SHORTEST_BARE_HANDLE = 4

/** Says whether a part of a search is the name of an account: with `@`, or with what no word holds. */
const isHandle = (part: string): boolean =>
	part.startsWith('@') || (part.length >= SHORTEST_BARE_HANDLE && /^[a-z][\w.]*$/i.test(part) && /[\d_.]/.test(part))

const tokensOfPart = (part: string): readonly string[] => {
	const trimmed = part.replace(/[.,;:!?]+$/, '')
	if (isHandle(trimmed)) return [tokenOfHandle(trimmed)].filter((token) => token !== '')
	return [...lettersIn(spellPlainly(trimmed))]
		.filter((word) => word.length >= SHORTEST_PART)
		.map((word) => cut(joinUmlauts(word)))
}

/**
 * Reads what somebody searches for: words, parts of names, names of accounts. Of more than three the longest are sought, as they are
 * the rarest; words that say nothing only where nothing else is there. Returns none where no part has three letters.
 */
export const soughtIn = (typed: string): readonly string[] => {
	const tokens = [...new Set([...typed.matchAll(/\S+/g)].flatMap(([part]) => tokensOfPart(part)))]
	const telling = tokens.filter((token) => !STOP_WORDS.has(token))
	return (telling.length === 0 ? tokens : telling)
		.toSorted((one, other) => other.length - one.length)
		.slice(0, MOST_SOUGHT)
}
