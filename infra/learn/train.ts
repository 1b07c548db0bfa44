import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promiseKindSchema } from '#shared/cases/codes.ts'
import { dangerKindSchema } from '#shared/cases/signals/facts.ts'
import type { KindWeights, ModelWeights } from '#shared/reading/text-model.ts'
import { LEARNED_SIGNALS } from '#shared/signals/learned-kinds.ts'
import { type Kinds, type LearnSettings, learnModel, readExamples } from './learn.ts'

/** `npm run learn`: learns the models of what customers and agents write, from the texts beside it. */

const ROOT = join(import.meta.dirname, '../..')

/** A model: which texts it is learned from, which kinds it knows, and where its weights are written. */
type Course = {
	readonly texts: string
	readonly kinds: Kinds<string>
	readonly settings: LearnSettings
	readonly file: string
	readonly name: string
}

const hasAny = (kinds: readonly string[]) => (labels: ReadonlySet<string>) => kinds.some((kind) => labels.has(kind))
const each = (kinds: readonly string[]): Kinds<string> =>
	Object.fromEntries(kinds.map((kind) => [kind, hasAny([kind])]))

const dangers = dangerKindSchema.options
const promises = promiseKindSchema.options

export const COURSES: readonly Course[] = [
	{
		texts: 'customers.txt',
		kinds: { anyDanger: hasAny(dangers), ...each(dangers), ...each(LEARNED_SIGNALS) },
		settings: { fewest: 5, rounds: 20, decay: 0.003, rate: 0.5, emphasis: 2 },
		file: 'shared/signals/signal-weights.ts',
		name: 'SIGNAL_WEIGHTS',
	},
	{
		texts: 'agents.txt',
		kinds: { anyPromise: hasAny(promises), ...each(promises) },
		settings: { fewest: 3, rounds: 20, decay: 0.001, rate: 0.5, emphasis: 1 },
		file: 'shared/texts/promise-weights.ts',
		name: 'PROMISE_WEIGHTS',
	},
]

/** Learns a model anew from its texts. */
export const learn = ({ texts, kinds, settings }: Course): ModelWeights<string> =>
	learnModel(readExamples(readFileSync(join(import.meta.dirname, 'texts', texts), 'utf8')), kinds, settings)

const kindSource = ([kind, { bias, largest, levels }]: readonly [string, KindWeights]): string => `		${kind}: {
			bias: ${bias},
			largest: ${largest},
			levels:
				'${levels}',
		},
`

const sourceOf = ({ name, texts }: Course, { ids, kinds }: ModelWeights<string>): string => `/**
 * Learned from \`infra/learn/texts/${texts}\` by \`npm run learn\`, not written by hand. \`ModelWeights\` in
 * \`shared/reading/text-model.ts\` says how to read it.
 */
export const ${name} = {
	ids: '${ids}',
	kinds: {
${Object.entries(kinds).map(kindSource).join('')}	},
} as const
`

if (import.meta.main)
	for (const course of COURSES) {
		const weights = learn(course)
		writeFileSync(join(ROOT, course.file), sourceOf(course, weights))
		process.stdout.write(`${course.file}: ${Object.keys(weights.kinds).join(', ')}\n`)
	}
