import { RefusedError, RetryLaterError } from '#shared/kernel/errors.ts'

/** What a route answers: JSON, problems included (`application/problem+json`, RFC 9457). */
export type Answer = {
	readonly status: number
	readonly body: Readonly<Record<string, unknown>>
	readonly headers?: Readonly<Record<string, string>>
	/** Sent instead of JSON; `headers` name their type. */
	readonly bytes?: Uint8Array
}

export type FieldError = { readonly field: string; readonly code: string }

type ProblemRule = { readonly status: number; readonly title: string; readonly detail: string }

/** Every problem of the API, by its stable code. The type is `urn:hilft:problem:` and the code. */
export const PROBLEMS = {
	'token-missing': { status: 401, title: 'Sign in first', detail: 'Send a bearer token.' },
	'token-invalid': { status: 401, title: 'Sign in again', detail: 'The token is not valid here, or no longer.' },
	'role-missing': { status: 403, title: 'No role', detail: 'The token names no role of an agent, lead or auditor.' },
	'role-forbidden': { status: 403, title: 'Not for your role', detail: 'Your role may not do this.' },
	'not-yours': { status: 403, title: 'Not your case', detail: 'Only who works the case may do this.' },
	'not-found': { status: 404, title: 'Nothing here', detail: 'There is no such path.' },
	'case-unknown': { status: 404, title: 'No such case', detail: 'There is no case with this id.' },
	'media-unknown': {
		status: 404,
		title: 'No such attachment',
		detail: 'The message has no attachment there, or none that was kept.',
	},
	'range-needed': {
		status: 413,
		title: 'Too large at once',
		detail: 'Ask for parts with the header Range: at most 4 MiB come at once.',
	},
	'range-not-satisfiable': { status: 416, title: 'No such part', detail: 'The attachment is not that long.' },
	'parked-unknown': { status: 404, title: 'Not parked', detail: 'No parked event has this id, or it was handled.' },
	'deletion-unknown': {
		status: 404,
		title: 'No such request',
		detail: 'No request to delete has this code, or it ended more than 30 days ago.',
	},
	'deletion-finished': { status: 409, title: 'Finished', detail: 'This request to delete has ended already.' },
	'deletion-in-work': {
		status: 409,
		title: 'Under way',
		detail: 'Somebody was found, and is being erased: it ends by itself.',
	},
	'aside-unknown': {
		status: 404,
		title: 'No such aside',
		detail: 'Nothing was written aside under this id, or it was erased.',
	},
	'no-data': { status: 404, title: 'No data', detail: 'The customer gave none of these fields.' },
	'method-not-allowed': { status: 405, title: 'Wrong method', detail: 'The header Allow names the methods.' },
	'json-malformed': { status: 400, title: 'Not JSON', detail: 'The body is not a JSON object in UTF-8.' },
	'query-invalid': { status: 400, title: 'Wrong query', detail: 'See errors for the parameters.' },
	'header-invalid': { status: 400, title: 'Wrong header', detail: 'See errors for the header.' },
	'cursor-invalid': { status: 400, title: 'Wrong cursor', detail: 'Use the `next` of an earlier answer as it is.' },
	'too-large': { status: 413, title: 'Too large', detail: 'A body may have 64 KiB.' },
	'media-type-unsupported': { status: 415, title: 'Not application/json', detail: 'Send application/json.' },
	'body-invalid': { status: 422, title: 'Wrong body', detail: 'See errors for the fields.' },
	'idempotency-key-reused': {
		status: 422,
		title: 'Idempotency-Key used before',
		detail: 'This key came with another request. Take a new key for a new request.',
	},
	'idempotency-key-in-progress': {
		status: 409,
		title: 'Still at it',
		detail: 'The first request with this key has not ended. Repeat it a little later.',
	},
	'stale-version': {
		status: 409,
		title: 'The case has changed',
		detail: 'Look at the case as it is now, then send its version.',
	},
	'case-closed': { status: 409, title: 'The case is closed', detail: 'Nothing more can be done on a closed case.' },
	'case-open': { status: 409, title: 'The case is open', detail: 'This can be done only on a closed case.' },
	'claimed-by-other': { status: 409, title: 'Somebody else is at it', detail: 'The case is claimed by another agent.' },
	'no-message-to-answer': { status: 409, title: 'Nothing to answer', detail: 'The customer has written no message.' },
	'request-open': { status: 409, title: 'Asked already', detail: 'A request for data is open. Revoke or resend it.' },
	'no-open-request': { status: 409, title: 'No open request', detail: 'No request for data is open.' },
	'unanswered-reason-needed': {
		status: 409,
		title: 'Say why',
		detail: 'The customer has the last word: closing needs a reason.',
	},
	'message-unknown': {
		status: 404,
		title: 'No such message',
		detail: 'The case has no message of a customer with this id, or it was erased.',
	},
	'message-private': { status: 409, title: 'Private', detail: 'Only what stands in public can be hidden.' },
	'reply-unknown': { status: 404, title: 'No such answer', detail: 'The case has no answer with this id.' },
	'reply-deleted': { status: 409, title: 'Deleted', detail: 'This answer was deleted already.' },
	'reply-private': { status: 409, title: 'Private', detail: 'What was sent in private cannot be changed any more.' },
	'reply-not-in-doubt': { status: 409, title: 'Not in doubt', detail: 'How this answer ended is known.' },
	'no-corrections': {
		status: 409,
		title: 'No corrections there',
		detail: 'This network lets nobody correct an answer: delete it and write another one.',
	},
	'send-under-way': { status: 409, title: 'Too late', detail: 'It is on its way already.' },
	'window-closed': {
		status: 409,
		title: 'The window is closed',
		detail: "The network's time for this answer is over. See possible for what else can be done.",
	},
	'private-reply-used': {
		status: 409,
		title: 'Replied privately before',
		detail: 'The network allows one private reply to a comment, and it was sent. See possible.',
	},
	'answer-by-hand': {
		status: 409,
		title: 'Answer by hand',
		detail:
			'X lets us answer by API only who mentioned or quoted us. Answer at link, then mark the case as answered by hand.',
	},
	'no-confirmed-address': {
		status: 409,
		title: 'No confirmed address',
		detail: 'The customer confirmed no mail address in this case. Ask for data by a secure request first.',
	},
	'nothing-to-answer': { status: 409, title: 'Nothing to answer', detail: 'Nobody waits for an answer.' },
	'person-erased': {
		status: 409,
		title: 'Erased',
		detail: 'This person was erased, or is about to be: nothing more is sent to them.',
	},
	'agent-retired': {
		status: 403,
		title: 'Retired',
		detail: 'This agent has left: nothing is sent with their initials.',
	},
	'agent-unknown': { status: 404, title: 'No such agent', detail: 'Nobody of this name has initials.' },
	'initials-taken': {
		status: 409,
		title: 'Taken',
		detail: 'Somebody has or had these initials: take others.',
	},
	'text-empty': { status: 422, title: 'No text', detail: 'Write something.' },
	'text-invalid': {
		status: 422,
		title: 'Unreadable characters',
		detail: 'The text holds control characters, or halves of characters, that nobody can read.',
	},
	'reply-not-sent': { status: 409, title: 'Not sent', detail: 'Only an answer that was sent can be changed.' },
	'text-too-long': {
		status: 422,
		title: 'Too long',
		detail: 'See length and limit, counted as the network does, initials included.',
	},
	'personal-data': {
		status: 422,
		title: 'Personal data in public',
		detail: 'The text holds personal data that everybody would read. See findings for their places; ask in private.',
	},
	'warnings-open': {
		status: 409,
		title: 'Look again',
		detail: 'See warnings. To send it all the same, name a reason for each in overrides.',
	},
	'effect-ended': { status: 409, title: 'Ended', detail: 'This has ended already.' },
	'effect-unknown': { status: 409, title: 'Unknown', detail: 'There is no such send.' },
	erased: { status: 410, title: 'Erased', detail: 'What the customer gave was erased.' },
	refused: { status: 400, title: 'Refused', detail: 'The request cannot be done.' },
	'try-later': { status: 503, title: 'Not now', detail: 'Try again in a moment.' },
	internal: { status: 500, title: 'Our fault', detail: 'Something went wrong. It was recorded.' },
} as const satisfies Record<string, ProblemRule>
export type ProblemCode = keyof typeof PROBLEMS

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

export const PROBLEM_TYPE = 'urn:hilft:problem:'

type Members = { readonly errors?: readonly FieldError[]; readonly [member: string]: unknown }

/** A problem with its stable type; `members` are added to it. */
export const problem = (code: ProblemCode, members: Members = {}, headers: Answer['headers'] = {}): Answer => {
	const { status, title, detail } = PROBLEMS[code]
	return { status, body: { type: `${PROBLEM_TYPE}${code}`, title, status, detail, ...members }, headers }
}

const kebab = (code: string): string => code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `claimedByOther`, a code of ours, as the code of a problem. */
export const problemCode = (code: string): ProblemCode => {
	const found = kebab(code)
	return isProblemCode(found) ? found : 'refused'
}

const challenge = (code: ProblemCode, status: number): Record<string, string> => {
	if (code === 'token-missing') return { 'WWW-Authenticate': 'Bearer realm="hilft"' }
	if (status === 401) return { 'WWW-Authenticate': 'Bearer realm="hilft", error="invalid_token"' }
	return code.startsWith('role-') ? { 'WWW-Authenticate': 'Bearer realm="hilft", error="insufficient_scope"' } : {}
}

/** A problem that a step finds which cannot answer itself. */
export class ProblemError extends Error {
	override readonly name = 'ProblemError'
	readonly answer: Answer
	constructor(answer: Answer) {
		super('problem')
		this.answer = answer
	}
}

/** The one place where errors become answers. An error that is not the caller's fault tells nothing about itself. */
export const problemOf = (error: unknown): Answer => {
	if (error instanceof ProblemError) return error.answer
	if (error instanceof RefusedError) {
		const code = problemCode(error.code)
		const errors = error.field === undefined ? {} : { errors: [{ field: error.field, code: error.code }] }
		return problem(code, errors, challenge(code, error.status))
	}
	if (error instanceof RetryLaterError)
		return problem('try-later', {}, { 'Retry-After': String(error.delaySeconds ?? 1) })
	return problem('internal')
}
