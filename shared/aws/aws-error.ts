/**
 * An error of a call to AWS. `code` is AWS's name of the error, `timeout`, `BodyTooLarge` or node's code of a broken
 * connection; `status` is undefined without an answer. AWS's message is dropped, as it may hold texts.
 */
export class AwsError extends Error {
	override readonly name = 'AwsError'
	readonly code: string
	readonly status: number | undefined
	constructor(code: string, options: { readonly status?: number | undefined; readonly cause?: unknown } = {}) {
		super(code, { cause: options.cause })
		this.code = code
		this.status = options.status
	}
}

/** AWS's codes of throttling, as in its own SDK. */
const THROTTLING: ReadonlySet<string> = new Set([
	'BandwidthLimitExceeded',
	'LimitExceededException',
	'PriorRequestNotComplete',
	'RequestLimitExceeded',
	'RequestThrottled',
	'RequestThrottledException',
	'SlowDown',
	'Throttled',
	'ThrottledException',
	'Throttling',
	'ThrottlingException',
	'TooManyRequestsException',
])

/** AWS's codes of a late request, as from an environment that was frozen; each attempt is signed anew. */
const LATE: ReadonlySet<string> = new Set([
	'RequestExpired',
	'RequestTimeout',
	'RequestTimeoutException',
	'RequestTimeTooSkewed',
])

export const isThrottled = ({ code, status }: AwsError): boolean => status === 429 || THROTTLING.has(code)

/** Tells whether the same call may succeed later: no answer, a server error, or throttling. */
export const isPassing = (error: unknown): error is AwsError =>
	error instanceof AwsError &&
	(error.status === undefined || error.status >= 500 || isThrottled(error) || LATE.has(error.code))
