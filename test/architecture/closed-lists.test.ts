import { describe, expect, it } from 'vitest'
import { REFUSALS } from '#shared/cases/refusal.ts'
import { PROBLEM_OF_ERROR } from '#shared/http/refusal-problems.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import { projectTexts } from './references.ts'

/** Where codes are listed and told to people, and not used. */
const LISTS = [
	'shared/cases/refusal.ts',
	'shared/http/operations-routes.ts',
	'shared/http/refusal-problems.ts',
	'shared/kernel/errors.ts',
	'shared/kernel/parked-reasons.ts',
]
const SOURCES = projectTexts().filter(({ path }) => /^(shared|functions)\/.*\.ts$/.test(path) && !LISTS.includes(path))

const unusedOf = (codes: readonly string[], room = ''): readonly string[] =>
	codes.filter((code) => !SOURCES.some(({ path, text }) => path.startsWith(room) && text.includes(`'${code}'`)))

const errors = projectTexts().find(({ path }) => path === 'shared/kernel/errors.ts')?.text ?? ''
const RETRY_CODES = [...(/type RetryLaterCode =(.*?)\n\n/s.exec(errors)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
	([, code = '']) => code,
)

describe('every code of a closed list is one that something says', () => {
	it.each([
		['refusals of commands', [...new Set(Object.values(REFUSALS).flat())], 'shared/cases/'],
		['refusals of requests', Object.keys(PROBLEM_OF_ERROR), 'shared/'],
		['reasons for parking', PARKED_REASONS, 'shared/'],
		['what may work later', RETRY_CODES, ''],
	] as const)('%s', (_, codes, room) => {
		expect(codes.length).toBeGreaterThan(5)
		expect(unusedOf(codes, room)).toEqual([])
	})

	it('and one that nothing says is found', () => {
		expect(unusedOf(['neverSaid'])).toEqual(['neverSaid'])
	})
})
