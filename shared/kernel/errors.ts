import type { ParkedReason } from './parked-reasons.ts'

/** Errors of a caller. `shared/http` gives each its problem, and with it its status. */
export type RefusedCode =
	| 'agentRetired'
	| 'caseUnknown'
	| 'cursorInvalid'
	| 'deletionFinished'
	| 'deletionInWork'
	| 'deletionUnknown'
	| 'erased'
	| 'formMalformed'
	| 'jsonMalformed'
	| 'mediaTypeUnsupported'
	| 'mediaUnknown'
	| 'notOnRoster'
	| 'promiseUnknown'
	| 'queryInvalid'
	| 'replyUnknown'
	| 'roleMissing'
	| 'tokenInvalid'
	| 'tokenMissing'
	| 'tokenRevoked'
	| 'tooLarge'

/** Errors that may pass. */
export type RetryLaterCode =
	/** Others changed the same item at each try. */
	| 'rosterContended'
	| 'caseContended'
	| 'closingsContended'
	| 'lookupsContended'
	| 'contactContended'
	| 'deletionContended'
	| 'draftContended'
	| 'requestContended'
	| 'vaultContended'
	| 'contentContended'
	| 'transactionRefused'
	/** A service we need does not answer. */
	| 'dataKeyMissing'
	| 'keysUnavailable'
	| 'lookUpFailed'
	| 'mailRefused'
	| 'mailThrottled'
	| 'mediaNotFetched'
	| 'secretMissing'
	/** A parked body cannot be erased yet. */
	| 'bodiesHeld'

/** An error of the caller: answered with 4xx, no alarm. `field` names the input. */
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

/** An error that may pass: the message returns to its queue, after `delaySeconds` where that is known. */
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

/** A message that its sender may not send, or that is of another consumer: never retried, counted, a dead letter. */
export class ForeignMessageError extends Error {
	override readonly name = 'ForeignMessageError'
}

/** An error that will not pass: the message is kept, shown at the desk, and alarms. */
export class ParkedError extends Error {
	override readonly name: string = 'ParkedError'
	readonly reason: ParkedReason
	constructor(reason: ParkedReason, options: { cause?: unknown } = {}) {
		super(reason, { cause: options.cause })
		this.reason = reason
	}
}
