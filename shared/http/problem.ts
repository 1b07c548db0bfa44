import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import { RefusedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Refused } from '#shared/kernel/record-refusal.ts'
import { PROBLEMS, type ProblemCode, type ProblemRule } from './problems.ts'
import { PROBLEM_OF_ERROR } from './refusal-problems.ts'

/** The response of a route: JSON, also for problems (`application/problem+json`, RFC 9457). */
export type ApiResponse = {
	readonly status: number
	readonly body: Readonly<Record<string, unknown>>
	readonly headers?: Readonly<Record<string, string>> | undefined
	/** Sent instead of JSON; `headers` name their type. */
	readonly bytes?: Uint8Array | undefined
}

export type FieldError = { readonly field: string; readonly code: string }

const PROBLEM_TYPE = 'urn:hilft:problem:'

/** Returns the stable type of a problem. */
export const typeOf = (code: ProblemCode): string => {
	const rule: ProblemRule = PROBLEMS[code]
	return `${PROBLEM_TYPE}${rule.type ?? code}`
}

type Members = { readonly errors?: readonly FieldError[] | undefined; readonly [member: string]: unknown }

/** Builds the response of a problem with its stable type and the given members. */
export const problem = (
	code: ProblemCode,
	members: Members = {},
	headers: ApiResponse['headers'] = {},
): ApiResponse => {
	const { status, title, detail } = PROBLEMS[code]
	return { status, body: { type: typeOf(code), title, status, detail, ...members }, headers }
}

const challenge = (code: ProblemCode): Record<string, string> => {
	if (code === 'token-missing') return { 'WWW-Authenticate': 'Bearer realm="hilft"' }
	if (PROBLEMS[code].status === 401) return { 'WWW-Authenticate': 'Bearer realm="hilft", error="invalid_token"' }
	return code.startsWith('role-') ? { 'WWW-Authenticate': 'Bearer realm="hilft", error="insufficient_scope"' } : {}
}

/** Maps an error to a response, nowhere else. One that is not the caller's fault shows nothing of itself. */
export const errorResponse = (error: unknown): ApiResponse => {
	if (error instanceof RefusedError) {
		const code = PROBLEM_OF_ERROR[error.code]
		const errors = error.field === undefined ? undefined : [{ field: error.field, code: error.code }]
		return problem(code, { errors }, challenge(code))
	}
	// Without Retry-After: only another release helps, at an unknown time.
	if (error instanceof UnreadableCaseError) return problem('case-unreadable')
	if (error instanceof RetryLaterError)
		return problem('try-later', {}, { 'Retry-After': String(error.delaySeconds ?? 1) })
	return problem('internal')
}

type Problems = typeof PROBLEMS
/** The problems that say that a proof or a right was wanting: a new one needs its row in the record below. */
type ProblemOfRight = {
	[Code in ProblemCode]: Problems[Code]['status'] extends 401 | 403 ? Code : never
}[ProblemCode]

/** As what each is recorded. */
const RECORDED_AS = {
	'token-missing': 'token',
	'token-invalid': 'token',
	'token-revoked': 'token',
	'role-missing': 'role',
	'role-forbidden': 'role',
	'not-on-roster': 'roster',
	'lead-needed': 'role',
	'agent-retired': 'roster',
	'not-yours': 'right',
	'own-record': 'right',
} as const satisfies Record<ProblemOfRight, Refused>

const recordedAs: Readonly<Partial<Record<string, Refused>>> = RECORDED_AS

/** Returns what a response refused for want of a proof or a right; undefined where it did not. */
export const refusedBy = ({
	status,
	body,
}: {
	readonly status: number
	readonly body: Readonly<Record<string, unknown>>
}): { readonly what: Refused; readonly code: string } | undefined => {
	if (status !== 401 && status !== 403) return undefined
	const code = String(body.type).slice(PROBLEM_TYPE.length)
	const what = recordedAs[code]
	return what === undefined ? undefined : { what, code }
}
