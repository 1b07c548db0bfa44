/**
 * AWS refused a call, or did not answer it. `code` is AWS's name of the error, `timeout`, `BodyTooLarge` or node's code of
 * a broken connection; `status` is undefined where nothing was answered. Neither holds words: AWS's message is dropped.
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

/** AWS's names for being asked too often, as its own SDK knows them. */
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

/** AWS's names for a request that did not arrive in time, as one does whose environment was frozen: each attempt is signed anew. */
const LATE: ReadonlySet<string> = new Set([
	'RequestExpired',
	'RequestTimeout',
	'RequestTimeoutException',
	'RequestTimeTooSkewed',
])

export const isThrottled = ({ code, status }: AwsError): boolean => status === 429 || THROTTLING.has(code)

/** Whether the same call may succeed a moment later: nothing was answered, a server failed, or we asked too often. */
export const isPassing = (error: unknown): error is AwsError =>
	error instanceof AwsError &&
	(error.status === undefined || error.status >= 500 || isThrottled(error) || LATE.has(error.code))
