import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '#test/support/source-files.ts'
import { isNode, nodesIn, type SyntaxNode } from '#test/support/syntax-nodes.ts'

/**
 * What a test stands on is a fixture (`test.extend`) that it names, no variable that a hook fills: who reads the test sees
 * what it needs, it is made for those tests alone, and none forgets to end it.
 */

/** Variables that hooks may fill, by file and name, each with what the hook does instead of making a fixture. */
const REASONED: Readonly<Record<string, string>> = {}

const HOOKS = ['beforeEach', 'beforeAll']

const isHook = ({ type, callee }: SyntaxNode): boolean => {
	if (type !== 'CallExpression' || !isNode(callee)) return false
	const name = callee.type === 'MemberExpression' && isNode(callee.property) ? callee.property.name : callee.name
	return HOOKS.includes(String(name))
}

const contains = (outer: SyntaxNode, inner: SyntaxNode): boolean =>
	Number(outer.start) <= Number(inner.start) && Number(inner.end) <= Number(outer.end)

/** The names that a pattern binds or assigns: `a`, `{ a }`, `[a]`, `a = 1`. */
const namesOf = (pattern: unknown): readonly string[] => {
	if (Array.isArray(pattern)) return pattern.flatMap(namesOf)
	if (!isNode(pattern)) return []
	if (pattern.type === 'Identifier') return [String(pattern.name)]
	const { elements, properties, left, argument, value } = pattern
	return [elements, properties, left, argument, value].flatMap(namesOf)
}

/** Those variables of a file that are assigned within a hook and declared outside of it. */
const filledByHooks = (path: string, code: string): readonly string[] => {
	const nodes = nodesIn(path, code)
	const hooks = nodes.filter(isHook)
	const variables = nodes
		.filter(({ type, kind }) => type === 'VariableDeclaration' && kind === 'let')
		.flatMap((declaration) => (Array.isArray(declaration.declarations) ? declaration.declarations : []))
		.filter(isNode)
		.filter((variable) => !hooks.some((hook) => contains(hook, variable)))
		.flatMap(({ id }) => namesOf(id))
	const assigned = nodes
		.filter(({ type }) => type === 'AssignmentExpression')
		.filter((assignment) => hooks.some((hook) => contains(hook, assignment)))
		.flatMap(({ left }) => namesOf(left))
	return variables.filter((name) => assigned.includes(name)).map((name) => `${path} ${name}`)
}

const files = globSync('test/{unit,contract}/**/*.ts', { cwd: ROOT })
	.map((path) => path.replaceAll('\\', '/'))
	.sort()

describe('a unit or contract test', () => {
	const filled = files.flatMap((path) => filledByHooks(path, readFileSync(join(ROOT, path), 'utf8')))

	it('stands on fixtures, on no variable that a hook fills', () => {
		expect(files.length).toBeGreaterThan(140)
		expect(filled.filter((variable) => REASONED[variable] === undefined)).toEqual([])
	})

	it('has no reason on the list for a variable that is gone', () => {
		expect(Object.keys(REASONED).filter((variable) => !filled.includes(variable))).toEqual([])
	})
})

describe('this test itself', () => {
	it.each([
		'let place: Place; beforeEach(() => { place = createPlace() })',
		'let place: Place; beforeAll(async () => { place = await startPlace() })',
		'let place; beforeEach(() => (place = createPlace()))',
		'let place; it.beforeEach(({ desk }) => { place = desk.place })',
		'let place, other = 1; beforeEach(() => { ({ place } = createPlaces()) })',
		"describe('a', () => { let place; beforeEach(() => { [place] = createPlaces() }) })",
	])('notices %s', (code) => {
		expect(filledByHooks('a.test.ts', code)).toEqual(['a.test.ts place'])
	})

	it.each([
		"it('a', () => { let place; place = createPlace() })",
		'beforeEach(() => { let place; place = createPlace() })',
		'const places = []; afterEach(() => { places.length = 0 })',
		'it.beforeEach(({ place }) => { place.now = NOON })',
		"const it = test.extend('place', () => createPlace())",
	])('lets %s be', (code) => {
		expect(filledByHooks('a.test.ts', code)).toEqual([])
	})
})
