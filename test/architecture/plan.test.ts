import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { ROOT, sourceFiles } from '#test/support/source-files.ts'

const files = sourceFiles()
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const linesOf = (path: string): number => textOf(path).trimEnd().split('\n').length

/** Exported types of a file that have a function among their members: what an adapter would be an adapter of. */
const portsIn = (path: string, code: string): readonly string[] =>
	parseSync(path, code).program.body.flatMap((node) => {
		if (node.type !== 'ExportNamedDeclaration' || node.declaration?.type !== 'TSTypeAliasDeclaration') return []
		const { id, typeAnnotation } = node.declaration
		return JSON.stringify(typeAnnotation).includes('"TSFunctionType"') ? [`${path}: ${id.name}`] : []
	})

describe('handlers', () => {
	const handlers = files.filter(({ path }) => path.startsWith('functions/'))

	it('are environment, adapters and one call of their factory, on a screen', () => {
		const long = handlers.filter(({ path }) => linesOf(path) > 60).map(({ path }) => `${path}: ${linesOf(path)}`)
		expect(long).toEqual([])
		const factories = handlers.map(({ path, imports }) => ({
			path,
			of: imports.filter(({ room }) => room === 'wiring'),
		}))
		expect(factories.filter(({ of }) => of.length !== 1).map(({ path }) => path)).toEqual([])
	})
})

describe('shared/aws', () => {
	it('declares no port: each lies where it is asked for', () => {
		const adapters = files.filter(({ room }) => room === 'aws')
		expect(adapters.flatMap(({ path }) => portsIn(path, textOf(path)))).toEqual([])
	})

	it('would be noticed to declare one', () => {
		expect(portsIn('a.ts', 'export type Queue = { readonly send: (message: unknown) => Promise<void> }')).toHaveLength(
			1,
		)
		expect(portsIn('a.ts', 'export type Tables = { readonly items: string }')).toEqual([])
	})
})

describe('how far the erasure of a person is', () => {
	it('is asked of its aspect: who looks for themselves takes a proposal for an erasure', () => {
		const readers = files.filter(
			({ path }) => /^(shared|functions)\//.test(path) && /\bpersonErasure\b/.test(textOf(path)),
		)
		const others = readers.map(({ path }) => path).filter((path) => !path.startsWith('shared/cases/erasing/'))
		// These show it to people, by the same functions.
		expect(others.toSorted()).toEqual([
			'shared/desk/case-view-schema.ts',
			'shared/desk/case-view.ts',
			'shared/desk/pages/case/head-part.ts',
			'shared/desk/pages/case/side-rare.ts',
		])
	})
})

describe('configuration', () => {
	it('of the linter is short, for the rules of rooms stand here', () => {
		expect(linesOf('biome.json')).toBeLessThanOrEqual(130)
	})
})

describe('adapters in memory', () => {
	it('lie in test/memory: production has none', () => {
		const makers = files.map(({ path }) => path).filter((path) => /\bcreateMemory[A-Z]/.test(textOf(path)))
		expect(makers.filter((path) => !path.startsWith('test/'))).toEqual([])
		expect(makers.filter((path) => path.startsWith('test/memory/')).length).toBeGreaterThan(15)
	})
})
