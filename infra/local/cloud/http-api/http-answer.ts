import { z } from 'zod'

export type HttpResponse = {
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

/** The front's own answer, in its own form. */
const ownAnswer = (status: number, message: string): HttpResponse => ({
	status,
	headers: { 'content-type': 'application/json' },
	cookies: [],
	body: Buffer.from(JSON.stringify({ message })),
})

export const NOT_FOUND = ownAnswer(404, 'Not Found')
export const FUNCTION_FAILED = ownAnswer(500, 'Internal Server Error')
export const UNAVAILABLE = ownAnswer(503, 'Service Unavailable')
export const TOO_LARGE = ownAnswer(413, 'Request Entity Too Large')
export const BAD_REQUEST = ownAnswer(400, 'Bad Request')

/** Without `statusCode` the payload itself is the body of a 200: text as it is, all else as JSON. */
const inferred = (payload: unknown): HttpResponse => ({
	status: 200,
	headers: { 'content-type': 'application/json' },
	cookies: [],
	body: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
})

/**
 * What a function's payload becomes on the wire; a malformed one is the front's 500. Stricter than the real one in doubt:
 * a status that is no whole number and a body that is no text are malformed here.
 */
export const answerOf = (payload: unknown): HttpResponse => {
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
