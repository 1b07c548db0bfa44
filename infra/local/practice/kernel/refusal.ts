import type { z } from 'zod'

/** Every refusal of the practice place by its code, which is the problem's type, with the status it goes out with. */
const STATUS_OF = {
	'callback-failed': 503,
	forbidden: 403,
	'in-the-future': 400,
	'invalid-body': 400,
	'invalid-input': 400,
	'jobs-failed': 500,
	'no-parameters': 503,
	'not-editable': 409,
	'not-found': 404,
	'unknown-agent': 404,
	'unknown-delivery': 404,
	'unknown-fault': 404,
	'unknown-mail': 404,
	'unknown-person': 404,
	'unknown-post': 404,
	'unknown-recipient': 404,
} as const
type PracticeRefusalCode = keyof typeof STATUS_OF

/** A refusal of the practice place. `field` names the input at fault, `detail` is a sentence. */
export class PracticeRefusal extends Error {
	override readonly name: string = 'PracticeRefusal'
	readonly code: PracticeRefusalCode
	readonly status: (typeof STATUS_OF)[PracticeRefusalCode]
	readonly field: string | undefined
	readonly detail: string | undefined
	constructor(
		code: PracticeRefusalCode,
		options: { field?: string | undefined; detail?: string | undefined; cause?: unknown } = {},
	) {
		super(code, { cause: options.cause })
		this.code = code
		this.status = STATUS_OF[code]
		this.field = options.field
		this.detail = options.detail
	}
}

/** A wrong input, with the path of the field and the allowed values. */
export class InputProblem extends PracticeRefusal {
	override readonly name = 'InputProblem'
	readonly allowed: readonly string[] | undefined
	constructor(field: string, detail: string, allowed?: readonly string[]) {
		super('invalid-input', { field, detail })
		this.allowed = allowed
	}
}

const allowedIn = (issue: z.core.$ZodIssue): readonly string[] | undefined =>
	issue.code === 'invalid_value' ? issue.values.map(String) : undefined

/** Returns the first problem of an input. An unknown field is named itself. */
export const wrongInput = (error: z.ZodError): InputProblem => {
	const [issue] = error.issues
	if (issue === undefined) return new InputProblem('body', 'Invalid input')
	const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
	const field = [...issue.path, ...unknown].map(String).join('.') || 'body'
	return new InputProblem(field, issue.message, allowedIn(issue))
}
