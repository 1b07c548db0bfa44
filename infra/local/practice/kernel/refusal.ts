import type { z } from 'zod'

/** Every refusal of the practice place by its code, which is the problem's type, with its status and what it means. */
const REFUSALS = {
	'callback-failed': { status: 503, detail: 'Our callback for deletions did not answer with success' },
	failed: { status: 500, detail: 'The practice place failed at this' },
	forbidden: { status: 403, detail: 'This form was sent by another site' },
	'in-the-future': { status: 400, detail: 'It must not be later than the practice clock' },
	'invalid-body': { status: 400, detail: 'The body must be a JSON object' },
	'invalid-input': { status: 400, detail: 'Invalid input' },
	'jobs-failed': { status: 500, detail: 'Jobs failed' },
	'method-not-allowed': { status: 405, detail: 'Nothing can be done here by this method' },
	'no-parameters': { status: 503, detail: 'The parameter of the kill switch cannot be reached' },
	'not-editable': {
		status: 409,
		detail: 'The network lets nobody edit this post any more, or lets nobody edit it at all',
	},
	'not-found': { status: 404, detail: 'There is nothing at this path' },
	'not-json': { status: 415, detail: 'The body must be sent as application/json' },
	'too-large': { status: 413, detail: 'The body is larger than is taken here' },
	'unknown-agent': { status: 404, detail: 'There is no such agent' },
	'unknown-client': { status: 404, detail: 'There is no such machine' },
	'unknown-delivery': { status: 404, detail: 'There is no webhook call for such a post' },
	'unknown-fault': { status: 404, detail: 'There is no such fault, or it was used up' },
	'unknown-mail': { status: 404, detail: 'There is no such mail' },
	'unknown-person': { status: 404, detail: 'There is no such person' },
	'unknown-post': { status: 404, detail: 'There is no such post' },
	'unknown-recipient': { status: 404, detail: 'Nobody here takes mails of this recipient' },
} as const
type PracticeRefusalCode = keyof typeof REFUSALS

/** A refusal of the practice place. `field` names the input at fault, `detail` says what is wrong. */
export class PracticeRefusal extends Error {
	override readonly name: string = 'PracticeRefusal'
	readonly code: PracticeRefusalCode
	readonly status: (typeof REFUSALS)[PracticeRefusalCode]['status']
	readonly field: string | undefined
	readonly detail: string
	constructor(
		code: PracticeRefusalCode,
		options: { field?: string | undefined; detail?: string | undefined; cause?: unknown } = {},
	) {
		super(code, { cause: options.cause })
		this.code = code
		this.status = REFUSALS[code].status
		this.field = options.field
		this.detail = options.detail ?? REFUSALS[code].detail
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
