import type { ParkedReason } from './parked-reasons.ts'

/** The caller's fault: answered with 4xx, no alarm. `code` is stable and becomes the problem's type; `field` names the input. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError'
	readonly code: string
	readonly status: number
	readonly field: string | undefined
	constructor(code: string, options: { status?: number; field?: string; cause?: unknown } = {}) {
		super(code, { cause: options.cause })
		this.code = code
		this.status = options.status ?? 400
		this.field = options.field
	}
}

/** Cannot work now, may work later: the message goes back to its queue, after `delaySeconds` where that is known. */
export class RetryLaterError extends Error {
	override readonly name = 'RetryLaterError'
	readonly delaySeconds: number | undefined
	constructor(code: string, options: { delaySeconds?: number; cause?: unknown } = {}) {
		super(code, { cause: options.cause })
		this.delaySeconds = options.delaySeconds
	}
}

/** Can never work: kept, shown at the desk, alarmed. */
export class ParkedError extends Error {
	override readonly name = 'ParkedError'
	readonly reason: ParkedReason
	constructor(reason: ParkedReason, options: { cause?: unknown } = {}) {
		super(reason, { cause: options.cause })
		this.reason = reason
	}
}
