import { randomUUID } from 'node:crypto'
import type { InvocationResult } from '../lambda/invocation.ts'
import type { HttpApi } from '../model/system.ts'
import {
	answerOf,
	BAD_REQUEST,
	FUNCTION_FAILED,
	type HttpResponse,
	NOT_FOUND,
	TOO_LARGE,
	UNAVAILABLE,
} from './http-answer.ts'
import { decodePath, type HttpRequest, httpEvent } from './http-event.ts'
import { matchRoute } from './match-route.ts'

export type HttpDependencies = {
	readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>
	/** An HTTP API waits 30 seconds for a function at most, which is the default here. */
	readonly timeoutMilliseconds?: number | undefined
}

/** An HTTP API takes bodies up to 10 MB. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024

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

/** One request through one HTTP API (payload format 2.0). Every failure is an answer, in AWS's own form. */
export const handleHttp = async (
	dependencies: HttpDependencies,
	api: HttpApi,
	request: HttpRequest,
): Promise<HttpResponse> => {
	const requestId = randomUUID()
	const answer = await respond(dependencies, api, request, requestId)
	return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } }
}
