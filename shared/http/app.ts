import { type Context, Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { Agent } from '#shared/agents/agent.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type ApiResponse, problem } from './problem.ts'
import { answerError, recordAnswer } from './record-answer.ts'
import type { Route } from './route.ts'

const MAX_BYTES = 64 * 1_024

/**
 * Parses the JSON body of a request; an empty body is `{}`. Throws `RefusedError` for one that is too large or not
 * JSON.
 */
export const readJsonBody = async (request: Request): Promise<unknown> => {
	const bytes = new Uint8Array(await request.arrayBuffer())
	if (bytes.byteLength > MAX_BYTES) throw new RefusedError('tooLarge')
	if (bytes.byteLength === 0) return {}
	const type = request.headers.get('Content-Type') ?? ''
	if (!/^application\/json\s*(;|$)/i.test(type)) throw new RefusedError('mediaTypeUnsupported')
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		return JSON.parse(text)
	} catch (cause) {
		throw new RefusedError('jsonMalformed', { cause })
	}
}

/** Values of a request that later handlers read. */
export type DeskEnvironment = { Variables: { agent?: Agent | undefined; operation?: string | undefined } }

export type AppDependencies = {
	/** Returns the agent of an `Authorization` header. Throws `RefusedError` or `RetryLaterError`. */
	readonly authenticate: (authorization: string | undefined) => Promise<Agent>
	readonly log: Log
}

const HEADERS: Readonly<Record<string, string>> = {
	'Cache-Control': 'no-store',
	'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
	'Referrer-Policy': 'no-referrer',
	'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
	'X-Content-Type-Options': 'nosniff',
}

/** Returns the payload of an answer; a 304 has none (RFC 9110). */
const payloadOf = ({ status, body, bytes }: ApiResponse): string | Uint8Array<ArrayBuffer> | null => {
	if (status === 304) return null
	return bytes === undefined ? JSON.stringify(body) : Uint8Array.from(bytes)
}

const respond = (answer: ApiResponse): Response => {
	const { status, headers } = answer
	return new Response(payloadOf(answer), {
		status,
		headers: {
			'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
			...HEADERS,
			...headers,
		},
	})
}

const singleQuery = (context: Context<DeskEnvironment>): Record<string, string> => {
	const entries = Object.entries(context.req.queries()).map(([name, values]): [string, string] => {
		const [value, second] = values
		if (value === undefined || second !== undefined)
			throw new RefusedError('queryInvalid', { field: name.slice(0, 64) })
		return [name, value]
	})
	// An empty parameter, as forms send it, counts as missing.
	return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

/**
 * Creates the app of the routes. Without a valid token every path but the open ones answers the same 401, whether it
 * exists or not. Errors become problems only here; those that are not the caller's fault are logged by their code.
 */
export const createApp = (routes: readonly Route[], { authenticate, log }: AppDependencies): Hono<DeskEnvironment> => {
	const app = new Hono<DeskEnvironment>()
	const openPaths = new Set(routes.filter(({ contract }) => contract.roles === 'open').map((one) => one.contract.path))

	const calledOf = (context: Context<DeskEnvironment>) => ({
		route: context.get('operation'),
		agent: context.get('agent')?.key,
	})

	app.onError((error, context) => respond(answerError(log, error, calledOf(context))))
	app.use(async (context, next) => {
		if (!openPaths.has(context.req.path)) context.set('agent', await authenticate(context.req.header('Authorization')))
		await next()
	})
	app.use(
		methodNotAllowed({
			app,
			onMethodNotAllowed: (_, methods) => respond(problem('method-not-allowed', {}, { Allow: methods.join(', ') })),
		}),
	)
	app.notFound(() => respond(problem('not-found')))
	for (const { contract, answer } of routes)
		app.on(contract.method, contract.path, async (context) => {
			context.set('operation', contract.operation)
			const params: Readonly<Record<string, string>> = context.req.param()
			const call = {
				agent: context.get('agent'),
				id: params.id ?? '',
				params,
				query: singleQuery(context),
				body: ['GET', 'DELETE'].includes(contract.method) ? undefined : await readJsonBody(context.req.raw),
				idempotencyKey: context.req.header('Idempotency-Key'),
				range: context.req.header('Range'),
				ifNoneMatch: context.req.header('If-None-Match'),
			}
			const answered = await answer(call)
			recordAnswer(log, answered, calledOf(context))
			return respond(answered)
		})
	return app
}
