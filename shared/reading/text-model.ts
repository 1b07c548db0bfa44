import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { readWords } from './read-words.ts'

/**
 * Tells what a text seems to be about, by weights that were learned from texts of ours (`infra/learn`). A model is linear: it
 * gives every feature of a text a weight for each kind, and their sum says how likely the kind is. Pure.
 */

/** How many features a model tells apart; a power of two. */
export const FEATURES = 1 << 18

/** The longest part of a word, in letters, that is looked at. */
const LONGEST_WORD = 24
/** So many letters of two words tell that they stand near each other. */
const STEM = 7
/** How many words away is near. */
const NEAR = 4

/** FNV-1a over UTF-16 units, as the public domain page of its authors has it. */
const hash = (text: string): number => {
	let value = 0x811c9dc5
	for (let index = 0; index < text.length; index += 1) {
		value ^= text.charCodeAt(index)
		value = Math.imul(value, 0x01000193)
	}
	return (value ^ (value >>> 15)) & (FEATURES - 1)
}

/** A word or sign of a text, as it is read, and where it stands in the original, in UTF-16 units. */
export type TextWord = { readonly word: string; readonly start: number; readonly end: number }

/** Reads the words and signs of a text, in order. All numbers but those of three digits (112) are one word. */
export const textWordsOf = (text: string): readonly TextWord[] => {
	const { text: read, starts, ends } = readWords(text)
	return Array.from(read.matchAll(/[^ ]+/g), ({ 0: word, index }) => ({
		word: /^\d+$/.test(word) && word.length !== 3 ? '0' : word.slice(0, LONGEST_WORD),
		start: starts[index] ?? 0,
		end: ends[index + word.length - 1] ?? 0,
	}))
}

/** A feature, and the words that it was read from, as indexes of the first and the last. */
export type Feature = { readonly id: number; readonly from: number; readonly to: number }

/** Words that deny those around them, as they are read: German, English. Turkish denies within its verbs. */
const DENIES = new Set(
	'nicht nich kein keine keinen keiner keinem nie niemals niemand niemandem nobody nothing not no never dont doesnt didnt wont isnt wasnt arent cant without ohne'.split(
		' ',
	),
)
/** How many words a denial reaches back and forward, in its clause. */
const DENIED_BEFORE = 3
const DENIED_AFTER = 5
const PARTS_CLAUSES = new Set([',', '.', '?', 'und', 'and', 've', 'aber', 'but', 'ama', 'sondern', 'weil', 'because'])

/** Returns which words a denial in their clause reaches. */
const deniedOf = (words: readonly TextWord[]): readonly boolean[] => {
	const denied = words.map(() => false)
	const reach = (from: number, step: number, most: number): void => {
		for (let far = 1; far <= most; far += 1) {
			const index = from + step * far
			const word = words[index]?.word
			if (word === undefined || PARTS_CLAUSES.has(word)) return
			denied[index] = true
		}
	}
	for (const [index, { word }] of words.entries()) {
		if (!DENIES.has(word)) continue
		reach(index, -1, DENIED_BEFORE)
		reach(index, 1, DENIED_AFTER)
	}
	return denied
}

const PART_LENGTHS = [3, 4, 5]

/**
 * Returns the features of a row of words, each once: words and parts of words, both once more as denied where a denial
 * reaches them, and words that stand near each other.
 */
export const featuresOf = (words: readonly TextWord[]): readonly Feature[] => {
	const found = new Map<number, Feature>()
	const add = (name: string, from: number, to: number): void => {
		const id = hash(name)
		if (!found.has(id)) found.set(id, { id, from, to })
	}
	const at = (index: number): string => words[index]?.word ?? ''
	const denied = deniedOf(words)
	for (let index = 0; index < words.length; index += 1) {
		const word = at(index)
		const whole = `^${word}$`
		for (const sign of denied[index] === true ? ['', '!'] : ['']) {
			add(`${sign}w ${word}`, index, index)
			if (word.length > 1)
				for (const size of PART_LENGTHS)
					for (let part = 0; part + size <= whole.length; part += 1)
						add(`${sign}p ${whole.slice(part, part + size)}`, index, index)
		}
		for (let step = 1; step <= NEAR && index + step < words.length; step += 1)
			add(`${step === 1 ? 'b' : 'n'} ${word.slice(0, STEM)} ${at(index + step).slice(0, STEM)}`, index, index + step)
		const [before, after] = [Math.max(index - 1, 0), Math.min(index + 1, words.length - 1)]
		add(`t ${at(index - 1)} ${word} ${at(index + 1)}`, before, after)
	}
	return [...found.values()]
}

const ENDS = new Set(['.', '?'])
/** A sentence of fewer words says nothing by itself. */
const FEWEST_WORDS = 4
/** A whole text of more words says nothing as one. */
const MOST_WORDS = 150

/** Longer sentences are read in pieces of so many words, each of which begins within the one before. */
const LONGEST_SENTENCE = 40
const STEP = 30

const shorter = (sentence: readonly TextWord[]): readonly (readonly TextWord[])[] =>
	Array.from({ length: Math.max(1, Math.ceil((sentence.length - LONGEST_SENTENCE) / STEP) + 1) }, (_, index) =>
		sentence.slice(index * STEP, index * STEP + LONGEST_SENTENCE),
	)

const sentencesOf = (words: readonly TextWord[]): readonly (readonly TextWord[])[] => {
	const sentences: TextWord[][] = [[]]
	for (const word of words) {
		sentences.at(-1)?.push(word)
		if (ENDS.has(word.word)) sentences.push([])
	}
	return sentences.filter(({ length }) => length > 1).flatMap(shorter)
}

/** Returns what of a text is looked at, each for itself: all of it, its sentences, and each two that follow each other. */
const piecesOf = (words: readonly TextWord[]): readonly (readonly TextWord[])[] => {
	const sentences = sentencesOf(words)
	const whole = words.length <= MOST_WORDS ? [words] : []
	if (sentences.length < 2) return whole.length === 0 ? sentences : whole
	const pairs =
		sentences.length === 2 && whole.length > 0
			? []
			: sentences.slice(1).map((sentence, index) => [...(sentences[index] ?? []), ...sentence])
	return [...whole, ...sentences.filter(({ length }) => length > FEWEST_WORDS), ...pairs]
}

/** The levels of a weight on each side of 0: four bits hold one. */
const LEVELS = 7

/** The weights of a kind: `levels` holds in base64, for each feature of the model, four bits, the first in the high ones. */
export type KindWeights = {
	readonly bias: number
	/** The weight of the highest level, 7; that of level n is (n/7)² of it. */
	readonly largest: number
	readonly levels: string
}

/**
 * The weights of a model. `ids` holds in base64, for each feature that it knows, in order, how far its id is from the one
 * before: 7 bits a byte, the lowest first, the eighth bit says that more follow.
 */
export type ModelWeights<Kind extends string> = {
	readonly ids: string
	readonly kinds: Readonly<Record<Kind, KindWeights>>
}

/** Writes the ids of features, in rising order, as they are stored. */
export const encodeIds = (ids: readonly number[]): string => {
	const bytes: number[] = []
	let last = 0
	for (const id of ids) {
		let gap = id - last
		last = id
		for (; gap > 127; gap >>>= 7) bytes.push((gap & 127) | 128)
		bytes.push(gap)
	}
	return Buffer.from(bytes).toString('base64')
}

/** Writes weights, one for each of the ids, as they are stored. */
export const encodeKind = (weights: readonly number[], bias: number): KindWeights => {
	const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1
	const level = (weight: number | undefined): number =>
		LEVELS + Math.sign(weight ?? 0) * Math.round(LEVELS * Math.sqrt(Math.abs(weight ?? 0) / largest))
	const bytes = new Uint8Array(Math.ceil(weights.length / 2))
	for (const index of bytes.keys()) bytes[index] = (level(weights[2 * index]) << 4) | level(weights[2 * index + 1])
	return { bias, largest, levels: Buffer.from(bytes).toString('base64') }
}

/** Reads where in the order of ids each feature stands, from 1 on; 0 for those that the model does not know. */
const decodeIds = (ids: string): Uint32Array => {
	const bytes = Buffer.from(ids, 'base64')
	const places = new Uint32Array(FEATURES)
	let id = 0
	let count = 0
	let gap = 0
	let shift = 0
	for (const byte of bytes) {
		gap |= (byte & 127) << shift
		shift += 7
		if (byte > 127) continue
		id += gap
		count += 1
		places[id] = count
		gap = 0
		shift = 0
	}
	return places
}

/** Reads weights by place; that of place 0 is 0. */
const decodeKind = ({ largest, levels }: KindWeights): Float32Array => {
	const bytes = Buffer.from(levels, 'base64')
	const weights = new Float32Array(2 * bytes.length + 1)
	const weightOf = (level: number): number => Math.sign(level) * largest * (level / LEVELS) ** 2
	for (const [index, byte] of bytes.entries()) {
		weights[2 * index + 1] = weightOf((byte >> 4) - LEVELS)
		weights[2 * index + 2] = weightOf((byte & 15) - LEVELS)
	}
	return weights
}

/** How likely a kind is in a text (0: as likely as not), and the words that speak for it, in UTF-16 units of the original. */
export type Likely = { readonly score: number; readonly start: number; readonly end: number }

/** The most words that are shown. */
const MOST_SHOWN = 12

/** A feature that the model knows, by its place. */
type Known = { readonly place: number; readonly from: number; readonly to: number }

/** Returns the words of a piece that speak most for a kind, as indexes of the first and the last. */
const strongest = (length: number, features: readonly Known[], weights: Float32Array): readonly [number, number] => {
	const shares = new Float64Array(length)
	for (const { place, from, to } of features) {
		const share = (weights[place] ?? 0) / (to - from + 1)
		for (let index = from; index <= to; index += 1) shares[index] = (shares[index] ?? 0) + share
	}
	// A word has to say half of what words do here: else most words of a plea would be shown.
	const usual = shares.reduce((sum, share) => sum + Math.max(share, 0), 0) / (2 * length || 1)
	let best: readonly [number, number] = [0, 0]
	let most = Number.NEGATIVE_INFINITY
	for (let from = 0; from < length; from += 1) {
		let sum = 0
		for (let to = from; to < Math.min(length, from + MOST_SHOWN); to += 1) {
			sum += (shares[to] ?? 0) - usual
			if (sum > most) {
				most = sum
				best = [from, to]
			}
		}
	}
	return best
}

/** Reads a text for the kinds of a model. */
export type TextModel<Kind extends string> = (text: string) => (kind: Kind) => Likely

/**
 * Makes a model of its weights, which are read at the first text. What it makes of a text takes time in proportion to the
 * text. The likeliest piece counts: a plea in the midst of a complaint is as much of one as a plea alone.
 */
export const createTextModel = <Kind extends string>({ ids, kinds }: ModelWeights<Kind>): TextModel<Kind> => {
	const places = onFirstUse(() => decodeIds(ids))
	const weights = onFirstUse(
		() => new Map(Object.entries<KindWeights>(kinds).map(([kind, one]) => [kind, decodeKind(one)])),
	)
	return (text) => {
		const pieces = piecesOf(textWordsOf(text)).map((words) => {
			const features = featuresOf(words).map(({ id, from, to }): Known => ({ place: places()[id] ?? 0, from, to }))
			const known = features.filter(({ place }) => place > 0)
			return { words, known, norm: 1 / Math.sqrt(known.length || 1) }
		})
		return (kind) => {
			const ofKind = weights().get(kind) ?? new Float32Array()
			let best: { readonly score: number; readonly piece: (typeof pieces)[number] } | undefined
			for (const piece of pieces) {
				let sum = 0
				for (const { place } of piece.known) sum += ofKind[place] ?? 0
				const score = sum * piece.norm + kinds[kind].bias
				if (best === undefined || score > best.score) best = { score, piece }
			}
			if (best === undefined) return { score: Number.NEGATIVE_INFINITY, start: 0, end: 0 }
			const { words, known } = best.piece
			const [from, to] = strongest(words.length, known, ofKind)
			return { score: best.score, start: words[from]?.start ?? 0, end: words[to]?.end ?? 0 }
		}
	}
}
