import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { InvocationResult } from '../lambda/invocation.ts'
import type { HttpApi } from '../model/system.ts'
import { accessLogTime, decodePath, type HttpRequest, httpEvent, matchRoute } from './http-event.ts'
import { type AuthorizerDependencies, authorize } from './jwt-authorizer.ts'

type HttpResponse = {
	readonly status: number
	readonly headers: Readonly<Record<string, string>>
	/** One `set-cookie` each. */
	readonly cookies: readonly string[]
	readonly body: Uint8Array
}

const scalar = z.union([z.string(), z.number(), z.boolean()])

const answerSchema = z.object({
	statusCode: z.int().min(200).max(599),
	headers: z.record(z.string(), scalar).nullish(),
	cookies: z.array(z.string()).nullish(),
	body: z.string().nullish(),
	isBase64Encoded: z.boolean().nullish(),
})

const statusCodeSchema = z.object({ statusCode: z.unknown() })

/** Returns an answer that the HTTP API itself gives, in its own form. */
const ownAnswer = (status: number, message: string): HttpResponse => ({
	status,
	headers: { 'content-type': 'application/json' },
	cookies: [],
	body: Buffer.from(JSON.stringify({ message })),
})

const NOT_FOUND = ownAnswer(404, 'Not Found')
const FUNCTION_FAILED = ownAnswer(500, 'Internal Server Error')
const UNAVAILABLE = ownAnswer(503, 'Service Unavailable')
const TOO_LARGE = ownAnswer(413, 'Request Entity Too Large')
const BAD_REQUEST = ownAnswer(400, 'Bad Request')

/** Answers 200 with the payload itself as the body, for payloads without `statusCode`: text as it is, all else as JSON. */
const inferred = (payload: unknown): HttpResponse => ({
	status: 200,
	headers: { 'content-type': 'application/json' },
	cookies: [],
	body: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
})

/**
 * Converts a function's payload to an answer; a malformed one is the API's own 500. Stricter than AWS in unclear cases: a
 * status that is no integer and a body that is no text are malformed.
 */
const answerOf = (payload: unknown): HttpResponse => {
	const hasStatus = statusCodeSchema.safeParse(payload).data?.statusCode !== undefined
	if (!hasStatus) return inferred(payload)
	const answer = answerSchema.safeParse(payload)
	if (!answer.success) return FUNCTION_FAILED
	const { statusCode: status, headers, cookies, body, isBase64Encoded } = answer.data
	const lowered = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])
	return {
		status,
		headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(lowered) },
		cookies: cookies ?? [],
		body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
	}
}

type HttpDependencies = AuthorizerDependencies & {
	readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>
	/** An HTTP API waits 30 seconds for a function at most, which is the default here. */
	readonly timeoutMilliseconds?: number | undefined
	/** Takes a line of the access log of an API that has one. Default: none is written. */
	readonly log?: ((api: string, line: string) => void) | undefined
}

/** An HTTP API takes bodies up to 10 MB. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024

const within = async <T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> => {
	let timer: NodeJS.Timeout | undefined
	const late = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), milliseconds)
	})
	return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** An answer, and what the access log says of it beside what the answer tells. */
type Handled = {
	readonly answer: HttpResponse
	readonly routeKey?: string | undefined
	/** Only where the function was called. */
	readonly integrationStatus?: number | undefined
	readonly authorizerError?: string | undefined
}

const call = async (dependencies: HttpDependencies, functionName: string, event: unknown): Promise<HttpResponse> => {
	const result = await within(dependencies.timeoutMilliseconds ?? 30_000, dependencies.invoke(functionName, event))
	if (result === undefined) return UNAVAILABLE
	if (result.ok) return answerOf(result.payload)
	return result.error.errorType === 'RequestEntityTooLargeException' ? TOO_LARGE : FUNCTION_FAILED
}

const UNAUTHORIZED = ownAnswer(401, 'Unauthorized')
const FORBIDDEN = ownAnswer(403, 'Forbidden')

/** Returns the header as the authorizer reads it: one that was sent twice is joined. */
const authorizationOf = ({ headers }: HttpRequest): string | undefined => {
	const values = headers.filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value)
	return values.length === 0 ? undefined : values.join(',')
}

const respond = async (
	dependencies: HttpDependencies,
	api: HttpApi,
	request: HttpRequest,
	requestId: string,
): Promise<Handled> => {
	const path = decodePath(request.path)
	if (path === undefined) return { answer: BAD_REQUEST }
	const match = matchRoute(api, request.method, path)
	if (match === undefined) return { answer: NOT_FOUND }
	const { routeKey, route } = match
	const authorized = route.authorizer && (await authorize(route.authorizer, authorizationOf(request), dependencies))
	if (authorized?.isAllowed === false) {
		const { status, challenge, error: authorizerError } = authorized
		const { headers, ...answer } = status === 401 ? UNAUTHORIZED : FORBIDDEN
		return { routeKey, authorizerError, answer: { ...answer, headers: { ...headers, 'www-authenticate': challenge } } }
	}
	if (request.body.length > BODY_LIMIT_BYTES) return { routeKey, answer: TOO_LARGE }
	const jwt = authorized && { claims: authorized.claims, scopes: authorized.scopes }
	const event = httpEvent(api, request, { match, path, requestId, jwt })
	return { routeKey, answer: await call(dependencies, route.function, event), integrationStatus: 200 }
}

/** Fills in a line of the access log; what has no value, or is not known here, is `-`, as there. */
const accessLogLine = (format: string, values: Readonly<Record<string, string | number | undefined>>): string =>
	format.replaceAll(/\$context\.([A-Za-z.]+)/g, (_, name: string) => String(values[name] ?? '-'))

/** Passes one request through one HTTP API (payload format 2.0). Every failure becomes an answer, in AWS's own form. */
export const handleHttp = async (
	dependencies: HttpDependencies,
	api: HttpApi,
	request: HttpRequest,
): Promise<HttpResponse> => {
	const requestId = randomUUID()
	const begun = dependencies.now()
	const handled = await respond(dependencies, api, request, requestId)
	const { answer } = handled
	if (api.accessLogFormat !== undefined)
		dependencies.log?.(
			api.label,
			accessLogLine(api.accessLogFormat, {
				requestId,
				requestTime: accessLogTime(new Date(begun)),
				routeKey: handled.routeKey,
				status: answer.status,
				responseLength: answer.body.length,
				responseLatency: Math.round(dependencies.now() - begun),
				integrationStatus: handled.integrationStatus,
				'authorizer.error': handled.authorizerError,
			}),
		)
	return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } }
}

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Reads the body. Of one over the limit it returns one byte more than the limit, enough for the 413, and drops the rest. */
const readBody = (request: IncomingMessage): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = []
		let room = BODY_LIMIT_BYTES + 1
		request.on('data', (chunk: Buffer) => {
			if (room > 0) chunks.push(chunk.subarray(0, room))
			room -= chunk.length
		})
		request.on('end', () => resolve(Buffer.concat(chunks)))
		request.on('error', reject)
	})

const toRequest = (message: IncomingMessage, body: Buffer): HttpRequest => {
	const [path = '/', ...query] = (message.url ?? '/').split('?')
	const raw = message.rawHeaders
	const headers = Array.from({ length: raw.length / 2 }, (_, n) => [raw[2 * n] ?? '', raw[2 * n + 1] ?? ''] as const)
	const sourceIp = (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '')
	return { method: message.method ?? 'GET', path, query: query.join('?'), headers, body, sourceIp, scheme: 'http' }
}

const write = (response: ServerResponse, answer: HttpResponse) => {
	if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies)
	response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
	response.end(answer.body)
}

/** Wraps an HTTP API as a handler of node:http, e.g. for one of several path prefixes under one origin. */
export const nodeHandler =
	(dependencies: HttpDependencies, api: HttpApi): NodeHandler =>
	async (message, response) => {
		const body = await readBody(message).catch(() => undefined)
		if (body === undefined) response.destroy()
		else write(response, await handleHttp(dependencies, api, toRequest(message, body)))
	}
