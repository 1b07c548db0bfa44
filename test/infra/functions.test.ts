import { describe, expect, it } from 'vitest'
import { ENV } from '#shared/kernel/env-names.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

const stages = { dev: synthesisedStage('dev'), prod: synthesisedStage('prod') }

describe.each(['dev', 'prod'] as const)('the functions of %s', (name) => {
	const stage = stages[name]
	const functions = stage.ofType('AWS::Lambda::Function')

	it('run on Node 24 and arm64, traced', () => {
		expect(functions).toHaveLength(21)
		for (const { properties } of functions) {
			expect(properties).toMatchObject({
				Runtime: 'nodejs24.x',
				Architectures: ['arm64'],
				Handler: 'index.handler',
				TracingConfig: { Mode: 'Active' },
			})
		}
	})

	it('write each into a log group of its own, kept for a while and not for good', () => {
		const days = name === 'prod' ? 90 : 14
		const groups = stage.ofType('AWS::Logs::LogGroup')
		for (const { properties } of groups) expect(properties.RetentionInDays).toBe(days)
		const used = functions.map(({ properties }) => stage.nameOf(properties.LoggingConfig.LogGroup))
		expect(new Set(used).size).toBe(functions.length)
		expect(groups.map(({ label }) => label)).toEqual(expect.arrayContaining(used))
	})

	it('see only variables of our list, and their stage', () => {
		const known = new Set<string>(Object.values(ENV))
		for (const { label, properties } of functions) {
			const { Variables } = properties.Environment
			expect([label, Object.keys(Variables).filter((variable) => !known.has(variable))]).toEqual([label, []])
			expect(Variables.STAGE).toBe(name)
		}
	})

	it('answer a network before it gives up: 10 s on X, 5 s on Messenger', () => {
		const timeoutOf = (label: string) => functions.find((it) => it.label === label)?.properties.Timeout
		expect(timeoutOf('intake-x')).toBeLessThan(10)
		expect(timeoutOf('intake-meta')).toBeLessThanOrEqual(5)
	})
})
