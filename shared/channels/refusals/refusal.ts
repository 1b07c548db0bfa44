import { assertNever } from '#shared/kernel/assert-never.ts'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { LimitReason, SendFailureReason, SendOutcome, StopReason } from '../channel.ts'

/** What was asked of a network; the same refusal may mean something else to another operation. */
export type RefusedOperation = 'private' | 'public' | 'remove' | 'hide' | 'read'

/** A refusal as either network gives it. `words` holds all that it says, for matching only, never for logs. */
export type NetworkRefusal = {
	readonly status: number
	readonly codes: readonly number[]
	readonly subcode?: number | undefined
	readonly words: string
	/** Its body is an error of the network's own; false for a proxy's page and for an empty or cut body. */
	readonly isReadable: boolean
	/** Its body is a page of HTML, which neither network's interface sends. */
	readonly isPage: boolean
	/** X: the tokens may only read. */
	readonly isReadOnly?: boolean | undefined
	/** Meta: it calls the error passing. */
	readonly isTransient?: boolean | undefined
}

/** Whose fault a refusal is, where waiting is no answer to it. */
type SettledMeaning =
	/** This message's, as it is. */
	| { readonly about: 'message'; readonly reason: SendFailureReason }
	/** The recipient's; only where a code or words say so. */
	| { readonly about: 'recipient'; readonly reason: 'recipientClosed' | 'recipientGone' }
	/**
	 * Perhaps the account's: it is asked first. If it works, the fault was this message's; `mayPass` where only the account
	 * can be meant, which was mended meanwhile: then it is tried again.
	 */
	| {
			readonly about: 'account'
			readonly reason: StopReason
			readonly otherwise: SendFailureReason
			readonly mayPass?: true | undefined
	  }
	/** Nobody's for certain: it may have been done. */
	| { readonly about: 'unreadable' }

/** Whose fault a refusal is. */
export type Meaning =
	| SettledMeaning
	/** That of the moment: nothing was done, and no call of this account helps until it is over. */
	| { readonly about: 'now'; readonly reason: LimitReason }

/** All members that are there must hold; a list holds by any of its entries. */
type Pattern = {
	readonly status?: readonly number[] | ((status: number) => boolean) | undefined
	readonly codes?: readonly number[] | ((code: number) => boolean) | undefined
	readonly subcodes?: readonly number[] | undefined
	readonly words?: RegExp | undefined
	readonly isReadable?: boolean | undefined
	readonly isPage?: boolean | undefined
	readonly isReadOnly?: true | undefined
	readonly isTransient?: true | undefined
	readonly operations?: readonly RefusedOperation[] | undefined
}

export type RefusalRow = {
	readonly name: string
	/** Any of these. */
	readonly when: readonly Pattern[]
	readonly meaning: Meaning
	/** Where it was seen in public; `inferred` where nobody documents it. */
	readonly source: string
	readonly example: { readonly status: number; readonly body: unknown }
}

const holds = <Value>(wanted: readonly Value[] | ((value: Value) => boolean), values: readonly Value[]): boolean =>
	values.some((value) => (typeof wanted === 'function' ? wanted(value) : wanted.includes(value)))

const isSame = (wanted: boolean | undefined, value: boolean | undefined): boolean =>
	wanted === undefined || wanted === (value === true)

const fits = (pattern: Pattern, refusal: NetworkRefusal, operation: RefusedOperation): boolean =>
	(pattern.status === undefined || holds(pattern.status, [refusal.status])) &&
	(pattern.codes === undefined || holds(pattern.codes, refusal.codes)) &&
	(pattern.subcodes === undefined || holds(pattern.subcodes, [refusal.subcode ?? Number.NaN])) &&
	(pattern.words === undefined || pattern.words.test(refusal.words)) &&
	(pattern.operations === undefined || pattern.operations.includes(operation)) &&
	isSame(pattern.isReadable, refusal.isReadable) &&
	isSame(pattern.isPage, refusal.isPage) &&
	isSame(pattern.isReadOnly, refusal.isReadOnly) &&
	isSame(pattern.isTransient, refusal.isTransient)

/** Returns what the first row that fits says; undefined for a readable refusal that no row knows. */
export const readRefusal = (
	rows: readonly RefusalRow[],
	refusal: NetworkRefusal,
	operation: RefusedOperation,
): Meaning | undefined => rows.find(({ when }) => when.some((pattern) => fits(pattern, refusal, operation)))?.meaning

/** What a refusal may come to before the account was asked. */
export type RefusalReading =
	| SendOutcome
	| {
			readonly outcome: 'suspected'
			readonly reason: StopReason
			readonly otherwise: Extract<SendOutcome, { outcome: 'failed' | 'again' }>
	  }

/** Returns what a refusal comes to that names no time; one that nobody knows is tried again, then fails with neutral words. */
export const readingOf = (meaning: SettledMeaning | undefined): Exclude<RefusalReading, { outcome: 'sent' }> => {
	if (meaning === undefined) return { outcome: 'again', reason: 'unexplained', otherwise: 'rejected' }
	switch (meaning.about) {
		case 'message':
		case 'recipient':
			return { outcome: 'failed', reason: meaning.reason }
		case 'account':
			return {
				outcome: 'suspected',
				reason: meaning.reason,
				otherwise: meaning.mayPass
					? { outcome: 'again', reason: 'accountWorks', otherwise: meaning.otherwise }
					: { outcome: 'failed', reason: meaning.otherwise },
			}
		case 'unreadable':
			return { outcome: 'unknown' }
		default:
			return assertNever(meaning)
	}
}

/**
 * Returns the outcome of a suspicion: the account is stopped only if it says so itself on being asked. One that works has
 * refused this message; what it does not tell is asked again a minute later.
 */
export const asked = async (
	reading: RefusalReading,
	probe: () => Promise<'working' | 'stopped' | 'unknown'>,
	now: () => Instant,
): Promise<SendOutcome> => {
	if (reading.outcome !== 'suspected') return reading
	const state = await probe()
	if (state === 'stopped') return { outcome: 'stopped', reason: reading.reason }
	if (state === 'working') return reading.otherwise
	return { outcome: 'later', until: addMilliseconds(now(), MINUTE), reason: 'notReached' }
}
