import { describe, expect, it } from 'vitest'
import { invokeUntilStarted } from '#infra/local/cloud/event-sources/invoke-until-started.ts'
import type { SourceDependencies } from '#infra/local/cloud/event-sources/source.ts'
import { failed, type InvocationResult, notStarted } from '#infra/local/cloud/lambda/invocation.ts'

const unstarted = notStarted('Sandbox.Timedout', 'too slow')

/** A function that gives these results in turn, the last one for good. */
const sourceOf = (results: readonly InvocationResult[], signal = new AbortController().signal) => {
	const events: unknown[] = []
	const reports: string[] = []
	const dependencies: SourceDependencies = {
		invoke: async (_name, event) => {
			events.push(event)
			return results[events.length - 1] ?? results.at(-1) ?? unstarted
		},
		report: (name, code) => void reports.push(`${name} ${code}`),
		caller: { call: async () => ({}), close: () => {} },
		signal,
	}
	return { dependencies, events, reports }
}

describe('an event whose function did not start', () => {
	it('is handed over again until it starts', async () => {
		const { dependencies, events, reports } = sourceOf([unstarted, unstarted, { ok: true, payload: 'done' }])
		expect(await invokeUntilStarted(dependencies, 'Dispatch', 'hint')).toEqual({ ok: true, payload: 'done' })
		expect(events).toEqual(['hint', 'hint', 'hint'])
		expect(reports).toEqual(['Dispatch FUNCTION_NOT_STARTED', 'Dispatch FUNCTION_NOT_STARTED'])
	})

	it('is left to its own failure once the function started', async () => {
		const { dependencies, events } = sourceOf([unstarted, failed('Error', 'boom')])
		expect(await invokeUntilStarted(dependencies, 'Dispatch', 'hint')).toEqual(failed('Error', 'boom'))
		expect(events).toHaveLength(2)
	})

	it('is let go when the run stops', async () => {
		const stopping = new AbortController()
		const { dependencies } = sourceOf([unstarted], stopping.signal)
		const result = invokeUntilStarted(dependencies, 'Dispatch', 'hint')
		stopping.abort()
		expect(await result).toEqual(unstarted)
	})
})
