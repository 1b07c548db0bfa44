import type { ParkedReason } from './parked-reasons.ts'

/** What a caller did wrong. `shared/http` gives each its problem, and with it its status. */
export type RefusedCode =
	| 'caseUnknown'
	| 'cursorInvalid'
	| 'deletionFinished'
	| 'deletionInWork'
	| 'deletionUnknown'
	| 'erased'
	| 'jsonMalformed'
	| 'mediaTypeUnsupported'
	| 'mediaUnknown'
	| 'queryInvalid'
	| 'replyUnknown'
	| 'roleMissing'
	| 'tokenInvalid'
	| 'tokenMissing'
	| 'tooLarge'

/** What does not work now. */
export type RetryLaterCode =
	/** Others changed the same thing each time we tried. */
	| 'agentContended'
	| 'caseContended'
	| 'contactContended'
	| 'deletionContended'
	| 'requestContended'
	| 'vaultContended'
	| 'contentContended'
	| 'transactionRefused'
	/** Something that we need does not answer. */
	| 'dataKeyMissing'
	| 'keysUnavailable'
	| 'lookUpFailed'
	| 'mailRefused'
	| 'mailThrottled'
	| 'mediaNotFetched'
	| 'secretMissing'
	/** A parked body cannot be erased yet. */
	| 'bodiesHeld'

/** The caller's fault: answered with 4xx, no alarm. `field` names the input. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError'
	readonly code: RefusedCode
	readonly field: string | undefined
	constructor(code: RefusedCode, options: { field?: string | undefined; cause?: unknown } = {}) {
		super(code, { cause: options.cause })
		this.code = code
		this.field = options.field
	}
}

/** Cannot work now, may work later: the message goes back to its queue, after `delaySeconds` where that is known. */
export class RetryLaterError extends Error {
	override readonly name = 'RetryLaterError'
	readonly code: RetryLaterCode
	readonly delaySeconds: number | undefined
	constructor(code: RetryLaterCode, options: { delaySeconds?: number | undefined; cause?: unknown } = {}) {
		super(code, { cause: options.cause })
		this.code = code
		this.delaySeconds = options.delaySeconds
	}
}

/** Can never work: kept, shown at the desk, alarmed. */
export class ParkedError extends Error {
	override readonly name: string = 'ParkedError'
	readonly reason: ParkedReason
	constructor(reason: ParkedReason, options: { cause?: unknown } = {}) {
		super(reason, { cause: options.cause })
		this.reason = reason
	}
}
