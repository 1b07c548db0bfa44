import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isNode, nodesIn } from '#test/support/syntax-nodes.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** No longer than this a wait may be fixed: a look that is repeated, a timer's grain. */
const LONGEST_MILLISECONDS = 100

/** Longer ones, by file and time as written, each with what it is instead of a proof that something did not happen. */
const REASONED: Readonly<Record<string, string>> = {
	'test/bench/post-to-case-beside-powertools.ts pause': 'the pace of what is measured',
	'test/simulation/kill.test.ts 150 + random.whole(400)': 'when something is killed, by chance',
	'test/simulation/kill.test.ts random.whole(LONGEST_PAUSE)': 'when a network delivers, by chance',
	'test/simulation/kill-answers.test.ts 200 + random.whole(500)': 'when something is killed, by chance',
	'test/simulation/kill-answers.test.ts 300': 'how often what failed is tried again',
	'test/simulation/kill-requests.test.ts 100 + random.whole(300)': 'when something is killed, by chance',
	'test/simulation/kill-requests.test.ts random.whole(60)': 'when a sender is killed, by chance',
	'test/simulation/kill-requests.test.ts SWEEP_PAUSE': 'the pace of a schedule',
	'test/fixtures/many-answers.ts POLL_MILLISECONDS': 'how often many cases are looked at',
	'test/support/customer-acts.ts 300': 'how often a patient customer tries again',
	'test/support/send-as-network.ts Math.min(100 * 2 ** attempt, 800)': 'how often a patient network tries again',
	'test/integration/runtime-sources.test.ts 120': 'when something is killed, in the midst of thirty messages',
	'test/integration/runtime-start.test.ts milliseconds': 'when a start is broken off',
	'test/unit/channels/x/problems.test.ts 700': 'a network that answers late; the client waits for it',
}

/** The time that a call waits, as its node; timers that come as promises are imported under the name `sleep`. */
const timeOf = ({ type, callee, arguments: given }: Record<string, unknown>): unknown => {
	if (type !== 'CallExpression' || !isNode(callee) || !Array.isArray(given)) return undefined
	const name = String(callee.name ?? (isNode(callee.property) ? callee.property.name : ''))
	if (name === 'sleep') return given[0]
	return name === 'setTimeout' && callee.type === 'Identifier' ? given[1] : undefined
}

/** The times of all waits of a file that are longer than allowed, or that only running tells, as written. */
const waitsIn = (path: string, code: string): readonly string[] =>
	nodesIn(path, code).flatMap((node) => {
		const time = timeOf(node)
		if (!isNode(time) || (typeof time.value === 'number' && time.value <= LONGEST_MILLISECONDS)) return []
		return code.slice(Number(time.start), Number(time.end))
	})

const files = globSync('test/**/*.ts', { cwd: ROOT })
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => path !== 'test/architecture/waits.test.ts')
	.sort()
	.map((path) => ({ path, code: readFileSync(join(ROOT, path), 'utf8') }))

describe('a test', () => {
	const waits = files.flatMap(({ path, code }) => waitsIn(path, code).map((time) => `${path} ${time}`))

	it('waits for an event, never for a while', () => {
		expect(waits.filter((wait) => REASONED[wait] === undefined)).toEqual([])
	})

	it('has no reason on the list for a wait that is gone', () => {
		expect(Object.keys(REASONED).filter((wait) => !waits.includes(wait))).toEqual([])
	})

	it('imports a timer that comes as a promise under the name by which it is looked for', () => {
		const others = files.filter(({ code }) => /import \{[^}]*\bsetTimeout\b(?! as sleep)[^}]*\} from/.test(code))
		expect(others.map(({ path }) => path)).toEqual([])
	})
})

describe('this test itself', () => {
	it.each([
		['await sleep(300)', '300'],
		['await sleep(WINDOW * 10 + 1)', 'WINDOW * 10 + 1'],
		['await new Promise((resolve) => setTimeout(resolve, 150))', '150'],
		['setTimeout(() => void lift(), 250)', '250'],
	])('notices %s', (code, time) => {
		expect(waitsIn('a.ts', code)).toEqual([time])
	})

	it.each(['await sleep(50)', 'setTimeout(resolve, 10)', 'socket.setTimeout(500)', "'await sleep(300)'"])(
		'lets %s be',
		(code) => {
			expect(waitsIn('a.ts', code)).toEqual([])
		},
	)
})
