import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { InvocationResult } from '../lambda/invocation.ts'
import type { HttpApi } from '../model/system.ts'
import { decodePath, type HttpRequest, httpEvent, matchRoute } from './http-event.ts'

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

type HttpDependencies = {
	readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>
	/** An HTTP API waits 30 seconds for a function at most, which is the default here. */
	readonly timeoutMilliseconds?: number | undefined
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

const respond = async (dependencies: HttpDependencies, api: HttpApi, request: HttpRequest, requestId: string) => {
	const path = decodePath(request.path)
	if (path === undefined) return BAD_REQUEST
	const match = matchRoute(api, request.method, path)
	if (match === undefined) return NOT_FOUND
	if (request.body.length > BODY_LIMIT_BYTES) return TOO_LARGE
	const event = httpEvent(api, request, match, path, requestId)
	const result = await within(
		dependencies.timeoutMilliseconds ?? 30_000,
		dependencies.invoke(match.route.function, event),
	)
	if (result === undefined) return UNAVAILABLE
	if (result.ok) return answerOf(result.payload)
	return result.error.errorType === 'RequestEntityTooLargeException' ? TOO_LARGE : FUNCTION_FAILED
}

/** Passes one request through one HTTP API (payload format 2.0). Every failure becomes an answer, in AWS's own form. */
export const handleHttp = async (
	dependencies: HttpDependencies,
	api: HttpApi,
	request: HttpRequest,
): Promise<HttpResponse> => {
	const requestId = randomUUID()
	const answer = await respond(dependencies, api, request, requestId)
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
