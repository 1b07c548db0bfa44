import {
	encodeIds,
	encodeKind,
	FEATURES,
	featuresOf,
	type KindWeights,
	type ModelWeights,
	textWordsOf,
} from '#shared/reading/text-model.ts'

/** A text, and the kinds that it is of. */
export type Example = { readonly text: string; readonly labels: ReadonlySet<string> }

/** Texts as what a model sees of them: the ids of their features. */
type Lesson = { readonly ids: Int32Array; readonly labels: ReadonlySet<string> }

/** Reads examples from lines `label,label|language|text`; `none` is the label of what is of no kind. Throws on another line. */
export const readExamples = (lines: string): readonly Example[] =>
	lines
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => {
			const [labels, language, ...text] = line.split('|')
			if (labels === undefined || !/^(?:de|en|tr)$/.test(language ?? '') || text.length === 0)
				throw new Error(`This line is no example: ${line}`)
			return { text: text.join('|'), labels: new Set(labels.split(',')) }
		})

const lessonOf = ({ text, labels }: Example): Lesson => ({
	ids: Int32Array.from(featuresOf(textWordsOf(text)).map(({ id }) => id)),
	labels,
})

/** Gives the same numbers between 0 and 1 each time: Tommy Ettinger's mulberry32. */
const numbersFrom = (seed: number): (() => number) => {
	let state = seed
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}

/** Puts numbers into another order: Fisher and Yates. */
const shuffle = (order: Uint32Array, next: () => number): void => {
	for (let last = order.length - 1; last > 0; last -= 1) {
		const other = Math.floor(next() * (last + 1))
		const kept = order[last] ?? 0
		order[last] = order[other] ?? 0
		order[other] = kept
	}
}

export type LearnSettings = {
	/** In how many texts a feature must be: what is in fewer teaches nothing about others. */
	readonly fewest: number
	/** How often all texts are gone through. */
	readonly rounds: number
	/** How much it costs to give a feature weight: more makes the model rely on many words instead of a few. */
	readonly decay: number
	/** How far one text moves the weights. */
	readonly rate: number
	/** How many others a text of the kind counts as. */
	readonly emphasis: number
}

/** Longer words are seldom typed without a slip. */
const SHORTEST_SLIP = 6
/** One of so many long words slips. */
const SLIPS = 5

/** Returns the text as a hurried hand types it: some long words lack a letter, or have two changed. */
const withSlips = (text: string, next: () => number): string =>
	text.replaceAll(/\p{L}+/gu, (word) => {
		if (word.length < SHORTEST_SLIP || next() * SLIPS > 1) return word
		const at = 1 + Math.floor(next() * (word.length - 2))
		const swapped = next() < 0.5 ? word.charAt(at + 1) + word.charAt(at) : word.charAt(at + 1)
		return word.slice(0, at) + swapped + word.slice(at + 2)
	})

type Learned = { readonly weights: Float64Array; readonly bias: number }

/** Learns a kind: logistic regression by stochastic gradient descent, with the steps of AdaGrad (Duchi, Hazan, Singer 2011). */
const learnKind = (
	lessons: readonly Lesson[],
	isOfKind: (labels: ReadonlySet<string>) => boolean,
	{ rounds, decay, rate, emphasis }: LearnSettings,
): Learned => {
	const weights = new Float64Array(FEATURES)
	const steps = new Float64Array(FEATURES).fill(1e-8)
	let bias = 0
	let biasStep = 1e-8
	const next = numbersFrom(7)
	const order = Uint32Array.from(lessons.keys())
	for (let round = 0; round < rounds; round += 1) {
		shuffle(order, next)
		for (const index of order) {
			const lesson = lessons[index]
			if (lesson === undefined) continue
			const norm = 1 / Math.sqrt(lesson.ids.length || 1)
			let sum = 0
			for (const id of lesson.ids) sum += weights[id] ?? 0
			const isOne = isOfKind(lesson.labels)
			const error = (1 / (1 + Math.exp(-(sum * norm + bias))) - (isOne ? 1 : 0)) * (isOne ? emphasis : 1)
			for (const id of lesson.ids) {
				const slope = error * norm + decay * (weights[id] ?? 0)
				const step = (steps[id] ?? 0) + slope * slope
				steps[id] = step
				weights[id] = (weights[id] ?? 0) - (rate * slope) / Math.sqrt(step)
			}
			biasStep += error * error
			bias -= (rate * error) / Math.sqrt(biasStep)
		}
	}
	return { weights, bias }
}

/** The kinds that a model tells apart, by what the labels of a text say of each. */
export type Kinds<Kind extends string> = Readonly<Record<Kind, (labels: ReadonlySet<string>) => boolean>>

/** Learns a model from texts that are of its kinds and others that are not. The same texts in the same order give the same. */
export const learnModel = <Kind extends string>(
	examples: readonly Example[],
	kinds: Kinds<Kind>,
	settings: LearnSettings,
): ModelWeights<Kind> => {
	const next = numbersFrom(11)
	const lessons = examples.flatMap((example) => [
		lessonOf(example),
		lessonOf({ ...example, text: withSlips(example.text, next) }),
	])
	const texts = new Uint32Array(FEATURES)
	for (const { ids } of lessons) for (const id of ids) texts[id] = (texts[id] ?? 0) + 1
	const known = [...texts.keys()].filter((id) => (texts[id] ?? 0) >= settings.fewest)
	const isKnown = new Set(known)
	const common = lessons.map(({ ids, labels }) => ({ ids: ids.filter((id) => isKnown.has(id)), labels }))
	const learn = (isOfKind: (labels: ReadonlySet<string>) => boolean): KindWeights => {
		const { weights, bias } = learnKind(common, isOfKind, settings)
		return encodeKind(
			known.map((id) => weights[id] ?? 0),
			bias,
		)
	}
	const learned = Object.entries<(labels: ReadonlySet<string>) => boolean>(kinds).map(([kind, isOfKind]) => [
		kind,
		learn(isOfKind),
	])
	return { ids: encodeIds(known), kinds: Object.fromEntries(learned) }
}
