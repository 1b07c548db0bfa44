import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contentSchema } from '#shared/cases/content.ts'
import { factSchema } from '#shared/cases/facts.ts'
import { ROOT } from '#test/support/source-files.ts'
import { nodesIn } from '#test/support/syntax-nodes.ts'

/**
 * Content says of which kind it is. The compiler lets nobody read a member that not every kind has before its kind is
 * known; `'member' in content` would be the way around it.
 */

const objectsIn = (schema: z.core.$ZodType): readonly z.ZodObject[] => {
	if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap(objectsIn)
	return schema instanceof z.ZodObject ? [schema] : []
}
const KINDS = objectsIn(contentSchema())
const membersOf = (objects: readonly z.ZodObject[]): ReadonlySet<string> =>
	new Set(objects.flatMap(({ shape }) => Object.keys(shape)))
/** Facts may be asked for whom they name. */
const OF_FACTS = membersOf(objectsIn(factSchema()))
const MEMBERS = new Set([...membersOf(KINDS)].filter((name) => !OF_FACTS.has(name)))

const guesses = (path: string, code: string): readonly string[] =>
	nodesIn(path, code).flatMap(({ type, operator, left }) => {
		const name =
			type === 'BinaryExpression' && operator === 'in' ? z.object({ value: z.string() }).safeParse(left) : undefined
		return name?.success === true && MEMBERS.has(name.data.value) ? [`${path}: ${name.data.value}`] : []
	})

describe('content', () => {
	it('says its kind, and has its own key, time and revision', () => {
		expect(KINDS.length).toBeGreaterThan(10)
		for (const { shape } of KINDS)
			for (const name of ['kind', 'id', 'at', 'revision']) {
				expect(shape).toHaveProperty(name)
				expect(shape[name]).not.toBeInstanceOf(z.ZodOptional)
			}
	})

	it('is never known by a member that it has or lacks', () => {
		const files = globSync(
			'{shared/{cases,messages,media,replies,desk,erasure,upkeep,sending,mail,ledger},functions}/**/*.ts',
			{
				cwd: ROOT,
			},
		)
		expect(files.length).toBeGreaterThan(100)
		expect(files.flatMap((path) => guesses(path, readFileSync(join(ROOT, path), 'utf8')))).toEqual([])
	})

	it('would be found where it is guessed', () =>
		expect(guesses('a.ts', "const isOurs = 'initials' in content")).toEqual(['a.ts: initials']))
})
