import type { z } from 'zod'
import type { FieldError } from './problem.ts'

const CODES: Readonly<Record<string, string>> = {
	invalid_value: 'unknownValue',
	invalid_format: 'malformed',
	invalid_type: 'wrongType',
	too_small: 'tooSmall',
	too_big: 'tooBig',
	unrecognized_keys: 'unknownField',
}

/** `fields[0]`, `owner`; empty for the body as a whole. */
const pathOf = (path: readonly PropertyKey[]): string =>
	path
		.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
		.join('')

const isMissing = (input: unknown, path: readonly PropertyKey[]): boolean => {
	let value: unknown = input
	for (const step of path) {
		if (typeof value !== 'object' || value === null) return false
		value = Reflect.get(value, step)
	}
	return value === undefined
}

/** What is wrong with an input, by field and stable code. Says nothing of the values. */
export const fieldErrors = (error: z.ZodError, input: unknown): readonly FieldError[] =>
	error.issues.flatMap((issue): readonly FieldError[] => {
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({ field: pathOf([...issue.path, key]).slice(0, 64), code: 'unknownField' }))
		const code = isMissing(input, issue.path) ? 'missing' : (CODES[issue.code] ?? 'invalid')
		return [{ field: pathOf(issue.path), code }]
	})
