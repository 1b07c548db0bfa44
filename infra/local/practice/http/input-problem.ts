import type { z } from 'zod'
import { RefusedError } from '#shared/kernel/errors.ts'

/** A wrong input that says what would be right: the path of the field, and what it may be. */
export class InputProblem extends RefusedError {
	readonly detail: string
	readonly allowed: readonly string[] | undefined
	constructor(field: string, detail: string, allowed?: readonly string[]) {
		super('invalid-input', { field })
		this.detail = detail
		this.allowed = allowed
	}
}

const allowedIn = (issue: z.core.$ZodIssue): readonly string[] | undefined =>
	issue.code === 'invalid_value' ? issue.values.map(String) : undefined

/** The first thing that is wrong with an input. A field that is not known is named itself. */
export const wrongInput = (error: z.ZodError): InputProblem => {
	const [issue] = error.issues
	if (issue === undefined) return new InputProblem('body', 'Invalid input')
	const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
	const field = [...issue.path, ...unknown].map(String).join('.') || 'body'
	return new InputProblem(field, issue.message, allowedIn(issue))
}
