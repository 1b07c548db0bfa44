import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '#test/support/source-files.ts'
import { isNode, nodesIn, type SyntaxNode } from '#test/support/syntax-nodes.ts'

/**
 * A member that may be missing is written `x?: T | undefined`, and whoever makes the object says `x` whether or not there is
 * one: JSON and the stores leave undefined members out. No object is put together from pieces that come or go.
 */

const bare = (value: unknown): SyntaxNode | undefined => {
	if (!isNode(value)) return undefined
	return /^(Parenthesized|TSAs|TSSatisfies|TSNonNull)Expression$/.test(String(value.type))
		? bare(value.expression)
		: value
}

const isLiteral = (value: unknown): boolean => bare(value)?.type === 'ObjectExpression'
const isEmpty = (value: unknown): boolean => isLiteral(value) && JSON.stringify(bare(value)?.properties) === '[]'

/** `a && …`, `a ?? {}`, and what is chosen of two if one of them is written on the spot. */
const comesOrGoes = (value: unknown): boolean => {
	const node = bare(value)
	if (node?.type === 'LogicalExpression') return node.operator === '&&' || isEmpty(node.right)
	return node?.type === 'ConditionalExpression' && (isLiteral(node.consequent) || isLiteral(node.alternate))
}
const isMaybeEmpty = (value: unknown): boolean => {
	const node = bare(value)
	return node?.type === 'ConditionalExpression' && (isEmpty(node.consequent) || isEmpty(node.alternate))
}

const lineOf = (code: string, { start }: SyntaxNode): number => code.slice(0, Number(start)).split('\n').length

const conditionalSpreads = (path: string, code: string): readonly string[] => {
	const nodes = nodesIn(path, code)
	const maybeEmpty = new Set(
		nodes
			.filter(({ type, init }) => type === 'VariableDeclarator' && isMaybeEmpty(init))
			.map(({ id }) => isNode(id) && id.name),
	)
	return nodes
		.filter(({ type }) => type === 'ObjectExpression')
		.flatMap(({ properties }) => (Array.isArray(properties) ? properties.filter(isNode) : []))
		.filter(({ type, argument }) => {
			if (type !== 'SpreadElement') return false
			const spread = bare(argument)
			return comesOrGoes(spread) || (spread?.type === 'Identifier' && maybeEmpty.has(String(spread.name)))
		})
		.map((spread) => `${path}:${lineOf(code, spread)}`)
}

const OPEN_TYPES = ['TSUndefinedKeyword', 'TSUnknownKeyword', 'TSAnyKeyword', 'TSNeverKeyword']

const mayBeUndefined = (annotation: unknown): boolean => {
	const type = isNode(annotation) ? annotation.typeAnnotation : undefined
	if (!isNode(type)) return false
	const union = type.type === 'TSUnionType' && Array.isArray(type.types) ? type.types : [type]
	return union.some((one) => isNode(one) && OPEN_TYPES.includes(String(one.type)))
}

const MEMBERS = ['TSPropertySignature', 'PropertyDefinition', 'TSMethodSignature']

const membersWithoutUndefined = (path: string, code: string): readonly string[] =>
	nodesIn(path, code)
		.filter(({ type, optional }) => MEMBERS.includes(String(type)) && optional === true)
		.filter(({ typeAnnotation }) => !mayBeUndefined(typeAnnotation))
		.map((member) => `${path}:${lineOf(code, member)}`)

const files = globSync('{functions,infra,shared,test}/**/*.{ts,mjs}', { cwd: ROOT })
	.map((path) => path.replaceAll('\\', '/'))
	.map((path) => ({ path, code: readFileSync(join(ROOT, path), 'utf8') }))

describe('a member that may be missing', () => {
	it('is never spread into an object under a condition', () => {
		expect(files.length).toBeGreaterThan(500)
		expect(files.flatMap(({ path, code }) => conditionalSpreads(path, code))).toEqual([])
	})

	it('may be undefined by its type', () => {
		expect(files.flatMap(({ path, code }) => membersWithoutUndefined(path, code))).toEqual([])
	})
})

describe('this test itself', () => {
	it.each([
		'const a = { ...(b === undefined ? {} : { b }) }',
		'const a = { c, ...(b ? { b } : {}) }',
		'const a = { ...(b ? { b } : { c }) }',
		'const a = { ...(b ? known : {}) }',
		'const a = { ...(b && { b }) }',
		'const a = { ...(b ?? {}) }',
		'const a = { ...((b ? { b } : {}) as B) }',
		'const b = c ? {} : { c }; const a = { ...b }',
	])('notices %s', (code) => {
		expect(conditionalSpreads('shared/cases/a.ts', code)).toEqual(['shared/cases/a.ts:1'])
	})

	it.each([
		'const a = { ...known, b, c: c ?? known.c }',
		'const a = { ...(isEdit ? edition : original) }',
		'const a = [...(b === undefined ? [] : [b]), ...(c ?? [])]',
	])('lets %s pass', (code) => {
		expect(conditionalSpreads('shared/cases/a.ts', code)).toEqual([])
	})

	it.each([
		'type A = { b?: string }',
		'type A = { readonly b?: string | null }',
		'type A = { b?: () => undefined }',
		'type A = { b?(): void }',
		'class A { b?: string }',
	])('notices %s', (code) => {
		expect(membersWithoutUndefined('shared/cases/a.ts', code)).toEqual(['shared/cases/a.ts:1'])
	})

	it.each([
		'type A = { b?: string | undefined }',
		'type A = { b?: unknown; c: string }',
		'type A = { b?: (() => void) | undefined }',
		'const a = (b?: string) => b?.length',
	])('lets %s pass', (code) => {
		expect(membersWithoutUndefined('shared/cases/a.ts', code)).toEqual([])
	})
})
