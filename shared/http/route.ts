import type { z } from 'zod'
import type { Agent } from '#shared/agents/agent.ts'
import { type Role, roleSchema, WORKING_ROLES } from '#shared/cases/actor.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { type ApiResponse, type FieldError, problem } from './problem.ts'
import type { ProblemCode } from './problems.ts'

const CODES: Readonly<Record<string, string>> = {
	invalid_value: 'unknownValue',
	invalid_format: 'malformed',
	invalid_type: 'wrongType',
	too_small: 'tooSmall',
	too_big: 'tooBig',
	unrecognized_keys: 'unknownField',
}

/** Formats a path as `fields[0]` or `owner`; empty for the whole body. */
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

/** Returns the errors of an input by field and stable code, without its values. */
const fieldErrors = (error: z.ZodError, input: unknown): readonly FieldError[] =>
	error.issues.flatMap((issue): readonly FieldError[] => {
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({ field: pathOf([...issue.path, key]).slice(0, 64), code: 'unknownField' }))
		const code = isMissing(input, issue.path) ? 'missing' : (CODES[issue.code] ?? 'invalid')
		return [{ field: pathOf(issue.path), code }]
	})

/** Who works cases. */
export const WORKERS: readonly Role[] = WORKING_ROLES
/** Who sees cases, with their words. */
export const READERS: readonly Role[] = ['agent', 'lead', 'auditor', 'trainee']
/** Who writes for others to release, and notes. */
export const WRITERS: readonly Role[] = ['agent', 'lead', 'trainee']
/** Everybody at the desk. */
export const EVERYBODY: readonly Role[] = roleSchema.exclude(['callcentre']).options
/** Who speaks with customers on the telephone: the call centre sees nothing of the desk but what that needs. */
export const CALLERS: readonly Role[] = [...WORKING_ROLES, 'callcentre']

/** The contract of a route: the same schemas check and describe it. */
export type Contract = {
	readonly operation: string
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
	/** With parameters in hono's form: `/api/cases/:id`. */
	readonly path: string
	readonly summary: string
	readonly tag:
		| 'cases'
		| 'answers'
		| 'promises'
		| 'agents'
		| 'asides'
		| 'data requests'
		| 'customer data'
		| 'operations'
	/** The roles that may call it; `open`: anyone, without a token. */
	readonly roles: readonly Role[] | 'open'
	/** Built at the first call, as all schemas of a contract: a function has many routes and a call needs one. */
	readonly query?: (() => z.ZodType) | undefined
	readonly body?: (() => z.ZodType) | undefined
	/** Whether repeats under the same Idempotency-Key are recognised. */
	readonly isIdempotent?: true | undefined
	/** Whether the header Range is understood. */
	readonly hasRanges?: true | undefined
	/** Whether it names what it shows by an `ETag`, and answers 304 to who has that by `If-None-Match`. */
	readonly isConditional?: true | undefined
	readonly success: {
		readonly status: number
		readonly description: string
		/** For the description only, so it is built when that is asked for. */
		readonly schema: () => z.ZodType
		/** Default: JSON of the schema. */
		readonly mediaTypes?: readonly string[] | undefined
	}
	/** What it answers to who only proposes what it does. */
	readonly proposed?:
		| { readonly status: number; readonly description: string; readonly schema: () => z.ZodType }
		| undefined
	/** Its own problems, besides those of any route. */
	readonly problems: readonly ProblemCode[]
}

/** A request before any check. */
export type RawCall = {
	readonly agent: Agent | undefined
	readonly id: string
	readonly params: Readonly<Record<string, string>>
	readonly query: Readonly<Record<string, string>>
	readonly body: unknown
	readonly range: string | undefined
	readonly idempotencyKey: string | undefined
	/** The header `If-None-Match`. */
	readonly ifNoneMatch?: string | undefined
}

export type Call<Query, Body> = {
	/** The path's `:id`; empty where it has none. */
	readonly id: string
	/** The parameters of the path. */
	readonly params: Readonly<Record<string, string>>
	readonly query: Query
	readonly body: Body
	readonly idempotencyKey: string | undefined
	readonly range: string | undefined
	readonly ifNoneMatch?: string | undefined
}

export type Route = { readonly contract: Contract; readonly answer: (call: RawCall) => Promise<ApiResponse> }

/** Visible ASCII, which a header carries unchanged. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/

const headerErrors = ({ idempotencyKey }: RawCall): ApiResponse | undefined =>
	idempotencyKey === undefined || IDEMPOTENCY_KEY.test(idempotencyKey)
		? undefined
		: problem('header-invalid', { errors: [{ field: 'Idempotency-Key', code: 'malformed' }] })

/** The handler of a route for agents: gets the parsed call and its caller. */
type Handle<Query extends z.ZodType, Body extends z.ZodType> = (
	call: Call<z.output<Query>, z.output<Body>>,
	agent: Agent,
) => Promise<ApiResponse>

const parse = <Query extends z.ZodType, Body extends z.ZodType>(
	contract: { readonly query: () => Query; readonly body: () => Body },
	raw: RawCall,
): { readonly call: Call<z.output<Query>, z.output<Body>> } | { readonly refusal: ApiResponse } => {
	const query = contract.query().safeParse(raw.query)
	if (!query.success) return { refusal: problem('query-invalid', { errors: fieldErrors(query.error, raw.query) }) }
	const body = contract.body().safeParse(raw.body)
	if (!body.success) return { refusal: problem('body-invalid', { errors: fieldErrors(body.error, raw.body) }) }
	const { id, params, idempotencyKey, range, ifNoneMatch } = raw
	return { call: { id, params, query: query.data, body: body.data, idempotencyKey, range, ifNoneMatch } }
}

/** Binds a contract to its handler. Checks role, query and body first. */
export const bind = <Query extends z.ZodType, Body extends z.ZodType>(
	contract: Omit<Contract, 'query' | 'body'> & { readonly query: () => Query; readonly body: () => Body },
	handle: Handle<Query, Body>,
): Route => {
	const schemas = { query: onFirstUse(contract.query), body: onFirstUse(contract.body) }
	return {
		contract,
		answer: async (raw) => {
			const { agent } = raw
			if (agent === undefined || contract.roles === 'open') return problem('token-missing')
			if (!contract.roles.includes(agent.role)) return problem('role-forbidden')
			const parsed = parse(schemas, raw)
			if ('refusal' in parsed) return parsed.refusal
			return headerErrors(raw) ?? handle(parsed.call, agent)
		},
	}
}

/** Binds a contract that needs no token and takes no input. */
export const bindOpen = (contract: Contract, handle: () => Promise<ApiResponse>): Route => ({
	contract,
	answer: handle,
})
