import { describe, expect, it } from 'vitest'
import { sourceFiles } from '#test/support/source-files.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'
import { changesOf, filesOf, stepsOf, type WalkStep } from './walk-steps.ts'
import { WALKS, type Walk } from './walks.ts'

const files = new Map(sourceFiles().map((file) => [file.path, file]))

/** The file that a step is reached from: the last one before it that is indented less. */
const callerOf = (steps: readonly WalkStep[], index: number): string | undefined => {
	const { depth } = steps[index] ?? { depth: 0 }
	return depth === 0 ? undefined : steps.slice(0, index).findLast((step) => step.depth === depth - 1)?.path
}

const notReached = (walk: Walk): readonly string[] => {
	const steps = stepsOf(walk)
	return steps.flatMap(({ path, depth }, index) => {
		if (!files.has(path)) return [`${path} is no file`]
		if (depth === 0) return path.endsWith('/handler.ts') ? [] : [`${path} has no caller`]
		const caller = callerOf(steps, index)
		const imports = caller === undefined ? undefined : files.get(caller)?.imports
		return imports?.some((one) => one.path === path) === true ? [] : [`${caller} does not import ${path}`]
	})
}

const functionOf = (path: string): string => path.split('/')[1] ?? ''

/** By what the template says: who is called with what lies in a queue or stream. */
const readersOf = (source: string): readonly string[] => {
	const { ofType, nameOf } = synthesisedStage('prod')
	const name = source.startsWith('stream of ') ? source.slice('stream of '.length) : source
	return ofType('AWS::Lambda::EventSourceMapping')
		.filter(({ properties }) => nameOf(properties.EventSourceArn).split('/')[0] === name)
		.map(({ properties }) => nameOf(properties.FunctionName).split('/')[0] ?? '')
}

/** Whether a function knows a queue, or writes into the table of a stream, by its variables in the template. */
const writesTo = (name: string, source: string): boolean => {
	const { ofType, nameOf } = synthesisedStage('prod')
	const place = source.startsWith('stream of ') ? source.slice('stream of '.length) : source
	const writer = ofType('AWS::Lambda::Function').find(({ label }) => label.split('/')[0] === name)
	const variables = Object.values(writer?.properties.Environment?.Variables ?? {})
	return variables.some((value) => typeof value === 'object' && nameOf(value as never).split('/')[0] === place)
}

const handlersBetween = (
	walk: Walk,
): readonly { readonly from: string; readonly to: string; readonly queue: string }[] => {
	const entries = stepsOf(walk).filter(({ depth }) => depth === 0)
	return entries.flatMap(({ path, queue }, index) => {
		const before = entries[index - 1]
		return queue === undefined || before === undefined
			? []
			: [{ from: functionOf(before.path), to: functionOf(path), queue }]
	})
}

/** Reads the stream of facts as well, and leads no further. */
const ASIDE = 'project'

describe.each(Object.entries(WALKS))('the way %s', (_, walk) => {
	it('leads from each file to the next', () => {
		expect(notReached(walk)).toEqual([])
	})

	it('names the queue between two functions, as the template has it', () => {
		for (const { from, to, queue } of handlersBetween(walk)) {
			const readers = readersOf(queue).filter((name) => name !== ASIDE)
			expect({ queue, readers }).toEqual({ queue, readers: [to] })
			expect({ queue, from, writes: writesTo(from, queue) }).toEqual({ queue, from, writes: true })
		}
	})

	it('is no longer than it has to be', () => {
		expect(filesOf(walk)).toBeLessThanOrEqual(walk.bounds.files)
		expect(changesOf(walk, files)).toBeLessThanOrEqual(walk.bounds.changes)
	})
})

describe('this test itself', () => {
	const walk = (way: string): Walk => ({ bounds: { files: 9, changes: 9 }, way })

	it('notices a file that is not there, one that nobody imports, and a way that begins in the midst', () => {
		expect(notReached(walk('functions/sweep/handler.ts\n\tshared/wiring/none.ts'))).toHaveLength(1)
		expect(notReached(walk('functions/sweep/handler.ts\n\tshared/wiring/worker.ts'))).toHaveLength(1)
		expect(notReached(walk('shared/wiring/sweep.ts'))).toHaveLength(1)
		expect(notReached(walk('functions/sweep/handler.ts\n\tshared/wiring/sweep.ts'))).toEqual([])
	})

	it('notices a queue that nobody writes to, and one that another reads', () => {
		expect(writesTo('sweep', 'Deliveries')).toBe(false)
		expect(readersOf('OutboundX')).toEqual(['outbound-x'])
	})

	it('counts what a reader reads', () => {
		expect(
			changesOf(walk('functions/sweep/handler.ts\n\tshared/wiring/sweep.ts\n\t\tshared/upkeep/sweep.ts'), files),
		).toBe(2)
	})
})
