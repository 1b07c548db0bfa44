import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isNode, nodesIn, type SyntaxNode } from '#test/support/syntax-nodes.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Where the time is asked for itself; all others are given a clock, so that it is decided which one. */
const ASK_THEMSELVES = [
	/^shared\/kernel\/clock\.ts$/,
	// What AWS does by the wall: delays and visibility of queues, time-outs, batching; ahead.ts has the other time.
	/^infra\/local\/cloud\//,
	// How long a file has lain on this machine.
	/^infra\/bundles\//,
]

const named = (node: unknown, ...names: readonly string[]): boolean =>
	isNode(node) && names.includes(String(node.name ?? node.value))

/** What a node asks the machine's clock by, or undefined. */
const askedBy = (node: SyntaxNode): string | undefined => {
	const { type, object, property, callee, arguments: given } = node
	if (type === 'MemberExpression' && named(object, 'Date', 'performance', 'Now') && named(property, 'now')) return 'now'
	if (type === 'MemberExpression' && named(object, 'performance') && named(property, 'timeOrigin')) return 'timeOrigin'
	if (type === 'MemberExpression' && named(object, 'process') && named(property, 'hrtime', 'uptime')) return 'process'
	if (type === 'MemberExpression' && named(object, 'Temporal') && named(property, 'Now')) return 'Temporal.Now'
	if (type === 'CallExpression' && named(callee, 'Date')) return 'Date()'
	if (type === 'NewExpression' && named(callee, 'Date') && Array.isArray(given) && given.length === 0)
		return 'new Date()'
	return undefined
}

const asksIn = (path: string, code: string): readonly string[] =>
	nodesIn(path, code).flatMap((node) => askedBy(node) ?? [])

const files = globSync('{functions,infra,shared}/**/*.{ts,mjs}', { cwd: ROOT })
	.map((path) => path.replaceAll('\\', '/'))
	.sort()
	.map((path) => ({ path, code: readFileSync(join(ROOT, path), 'utf8') }))

describe('the time', () => {
	it('is asked for by the clocks alone: who needs it is given the time of cases or the real one', () => {
		const others = files.filter(({ path }) => !ASK_THEMSELVES.some((pattern) => pattern.test(path)))
		expect(others.flatMap(({ path, code }) => asksIn(path, code).map((how) => `${path}: ${how}`))).toEqual([])
	})

	it('is moved by the runtime of the local run, and read by the clock of cases, and known to nobody else', () => {
		const knowing = files.filter(({ code }) => code.includes("Symbol.for('clock-ahead-milliseconds')"))
		expect(knowing.map(({ path }) => path)).toEqual([
			'infra/local/cloud/lambda/bootstrap.mjs',
			'shared/kernel/clock.ts',
		])
	})
})

describe('this test itself', () => {
	it.each([
		'Date.now()',
		'const now = Date.now',
		'new Date()',
		'new Date',
		'Date()',
		'performance.now()',
		"performance['now']()",
		'globalThis.performance.timeOrigin; performance.timeOrigin',
		'process.hrtime.bigint()',
		'process.uptime()',
		'Temporal.Now.instant()',
		'(now = Date.now) => now()',
	])('notices %s', (code) => {
		expect(asksIn('shared/cases/a.ts', code)).not.toEqual([])
	})

	it.each(['new Date(at)', 'Date.parse(at)', 'Date.UTC(2026, 1)', 'clock.now()', '// Date.now()', "'new Date()'"])(
		'lets %s be',
		(code) => {
			expect(asksIn('shared/cases/a.ts', code)).toEqual([])
		},
	)
})
