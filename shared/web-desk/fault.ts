/** What stands between somebody and a page, besides what the API itself refuses. */
export type DeskFault =
	/** There is no session, or it is over. */
	| 'sessionEnded'
	/** The roster gives no right: no record, retired, another role or group. */
	| 'noRecord'
	/** A form of another site, or of another session. */
	| 'foreignForm'
	/** The sign-in was begun in another browser, or too long ago. */
	| 'signInStale'
	/** The issuer's token is not for us, or not any more. */
	| 'signInRefused'
	/** The issuer refused, or did not answer. */
	| 'signInFailed'
	| 'notFound'
	| 'forbidden'
	| 'badRequest'
	| 'tryLater'
	| 'failed'

export const STATUS_OF_FAULT = {
	sessionEnded: 401,
	noRecord: 403,
	foreignForm: 403,
	signInStale: 400,
	signInRefused: 403,
	signInFailed: 502,
	notFound: 404,
	forbidden: 403,
	badRequest: 400,
	tryLater: 503,
	failed: 500,
} as const satisfies Record<DeskFault, number>

/** A fault that a page shows. */
export class FaultError extends Error {
	override readonly name = 'FaultError'
	readonly fault: DeskFault
	/** Who signed in, where nobody of the roster did: a lead needs it. It is shown to them alone. */
	readonly sub: string | undefined
	constructor(fault: DeskFault, sub?: string) {
		super(fault)
		this.fault = fault
		this.sub = sub
	}
}

/** Returns the fault behind the status of a problem. */
export const faultOfStatus = (status: number): DeskFault => {
	if (status === 401) return 'sessionEnded'
	if (status === 403) return 'forbidden'
	if (status === 404) return 'notFound'
	if (status === 503) return 'tryLater'
	return status >= 500 ? 'failed' : 'badRequest'
}

/** The issuer did not answer as agreed, or refused. `reason` is a code, never what came. */
export class SignInFailedError extends Error {
	override readonly name = 'SignInFailedError'
	readonly reason: string
	constructor(cause: unknown) {
		super('The sign-in failed', { cause })
		const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
		this.reason = /^[A-Z_]{3,40}$/.test(code) ? code : 'unknown'
	}
}
