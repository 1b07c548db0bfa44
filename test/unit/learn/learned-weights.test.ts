import { describe, expect, it } from 'vitest'
import { learnModel, readExamples } from '#infra/learn/learn.ts'
import { COURSES, learn } from '#infra/learn/train.ts'
import { createTextModel } from '#shared/reading/text-model.ts'
import { SIGNAL_WEIGHTS } from '#shared/signals/signal-weights.ts'
import { PROMISE_WEIGHTS } from '#shared/texts/promise-weights.ts'
import { isNight } from '#test/support/night.ts'

const WRITTEN = { SIGNAL_WEIGHTS, PROMISE_WEIGHTS }
const SETTINGS = { fewest: 2, rounds: 10, decay: 0.001, rate: 0.5, emphasis: 1 }

const LINES = `
cat|en|The cat sleeps on the sofa all day
cat|en|Our cat wants milk and sleeps
cat|en|My old cat caught a mouse
none|en|The dog barks at night
none|en|My dog wants a walk
none|en|A dog sleeps in the garden
`
const kinds = { cat: (labels: ReadonlySet<string>) => labels.has('cat') }

describe('a model', () => {
	it('tells apart what it has learned, and shows the words that say it', () => {
		const read = createTextModel(learnModel(readExamples(LINES), kinds, SETTINGS))
		const text = 'Hello! There is a cat here'
		const { score, start, end } = read(text)('cat')
		expect(score).toBeGreaterThan(read('There is a dog here')('cat').score)
		expect(text.slice(start, end)).toContain('cat')
	})
	it('is the same each time that it is learned from the same texts', () => {
		const model = () => learnModel(readExamples(LINES), kinds, SETTINGS)
		expect(model()).toEqual(model())
		expect(learnModel(readExamples(LINES.replace('mouse', 'mice, a cat')), kinds, SETTINGS)).not.toEqual(model())
	})
	it.each(['cat en The cat', 'cat|fr|Le chat', 'cat|en'])('is not learned from what is no example: %s', (line) =>
		expect(() => readExamples(line)).toThrow('This line is no example'),
	)
})

/** The large one takes a minute. */
const learned = COURSES.filter(({ texts }) => isNight || texts === 'agents.txt')

describe.each(learned)('the weights of $name', (course) => {
	it('are those that the texts teach', { timeout: 300_000 }, () => {
		const written = Object.entries(WRITTEN).find(([name]) => name === course.name)?.[1]
		const { ids, kinds: taught } = learn(course)
		expect(ids).toBe(written?.ids)
		// Another processor may round the last bit otherwise, which moves a few weights by one level.
		for (const [kind, { levels, bias }] of Object.entries(written?.kinds ?? {})) {
			const [one, other] = [Buffer.from(levels, 'base64'), Buffer.from(taught[kind]?.levels ?? '', 'base64')]
			expect(other.length).toBe(one.length)
			const differing = one.filter((byte, index) => byte !== other[index]).length
			expect(differing / one.length).toBeLessThan(0.001)
			expect(taught[kind]?.bias).toBeCloseTo(bias, 3)
		}
	})
})
