import { z } from 'zod'

/** Lambda's error instead of an answer, with the two names of `FunctionError` payloads. */
export type InvocationError = { readonly errorType: string; readonly errorMessage: string }

export type InvocationResult =
	| { readonly ok: true; readonly payload: unknown }
	| {
			readonly ok: false
			readonly error: InvocationError
			/** Set when the function never got the event, so that the event did not fail and can be tried again at once. */
			readonly neverStarted?: true | undefined
	  }

/** Lambda's limit for an event and for an answer: 6 MB and a little. */
export const PAYLOAD_LIMIT_BYTES = 6_291_556

const errorSchema = z.object({ errorType: z.string().default('Error'), errorMessage: z.string().default('') })

const parsed = (body: string): unknown => {
	try {
		return JSON.parse(body)
	} catch {
		return {}
	}
}

export const failed = (errorType: string, errorMessage: string): InvocationResult => ({
	ok: false,
	error: { errorType, errorMessage },
})

/** Returns the result of an event for which there was no environment. */
export const notStarted = (errorType: string, errorMessage: string): InvocationResult => ({
	ok: false,
	error: { errorType, errorMessage },
	neverStarted: true,
})

export const neverStarted = (result: InvocationResult): boolean => !result.ok && result.neverStarted === true

/** Parses the body of a runtime's `error` call to a result. */
export const failedBy = (body: string): InvocationResult => {
	const error = errorSchema.safeParse(parsed(body))
	return { ok: false, error: error.success ? error.data : { errorType: 'Runtime.Unknown', errorMessage: '' } }
}

/** Parses the body of a runtime's `response` call to a result. */
export const answeredBy = (body: string): InvocationResult => ({ ok: true, payload: parsed(body) })

/** Returns the error `2026-11-22T11:08:52.000Z <request id> Task timed out after 3.00 seconds`. */
export const timedOut = (at: string, requestId: string, seconds: number): InvocationResult =>
	failed('Sandbox.Timedout', `${at} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`)

export const responseTooLarge = (): InvocationResult =>
	failed(
		'Function.ResponseSizeTooLarge',
		`Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`,
	)

/** Describes how the process of an environment ended, in Lambda's words. */
export const exited = (requestId: string, code: number | null, signal: string | null): InvocationResult => {
	const how = signal === null ? `exit status ${code ?? 0}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`
	const reason = code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`
	return failed('Runtime.ExitError', `RequestId: ${requestId} Error: ${reason}`)
}
