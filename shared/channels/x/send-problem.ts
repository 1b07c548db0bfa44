import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2'
import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { SendFailureReason, SendLookup, SendOutcome, StopReason } from '../channel.ts'
import { wasNeverSent } from '../connection-error.ts'
import { instantOf } from '../fields.ts'

const words = z.string().catch('')

/**
 * A problem of v2, or the list of v1; both come from the same addresses, and v1 codes with status 400 as well as 403
 * (NETWORKS.md 2.8). Not read by the library: its `hasErrorCode` is false for a problem without `errors`, and it knows
 * other `type`s than X sends.
 */
const bodySchema = z
	.object({
		title: words,
		detail: words,
		type: words,
		reason: words,
		errors: z
			.array(z.object({ code: z.number().optional().catch(undefined), message: words, detail: words }))
			.catch([]),
	})
	.catch({ title: '', detail: '', type: '', reason: '', errors: [] })

/** The real error is in there: the getter `requestError` of 1.29.1 is always undefined. */
const hiddenSchema = z.object({ _options: z.object({ error: z.instanceof(Error) }) })

/** X's refusal. `words` is for matching only, never for logs. */
type ApiError = {
	readonly status: number
	readonly codes: readonly number[]
	readonly type: string
	readonly words: string
	readonly headers: Readonly<Record<string, unknown>>
}

/** How a call failed. */
type Problem =
	| { readonly kind: 'refused'; readonly refusal: ApiError }
	/** No whole answer; `cause` where nothing came at all. */
	| { readonly kind: 'lost'; readonly cause?: Error | undefined }

const refused = (status: number, headers: ApiError['headers'], data: unknown): Problem => {
	const body = bodySchema.parse(data)
	const said = [body.type, body.title, body.detail, body.reason]
	return {
		kind: 'refused',
		refusal: {
			status,
			headers,
			type: body.type,
			codes: body.errors.flatMap(({ code }) => (code === undefined ? [] : [code])),
			words: [...said, ...body.errors.flatMap(({ message, detail }) => [message, detail])].join(' '),
		},
	}
}

/**
 * Reads an error of twitter-api-v2. After a success, a redirect or a 5xx whose answer was cut, the post may exist: lost.
 */
const xProblemOf = (error: unknown): Problem => {
	if (error instanceof ApiResponseError)
		return error.code >= 500 ? { kind: 'lost' } : refused(error.code, error.headers, error.data)
	if (error instanceof ApiPartialResponseError) {
		const { statusCode = 0, headers } = error.response
		return statusCode >= 400 && statusCode < 500 ? refused(statusCode, headers, undefined) : { kind: 'lost' }
	}
	const cause = error instanceof ApiRequestError ? hiddenSchema.safeParse(error).data?._options.error : undefined
	return cause === undefined ? { kind: 'lost' } : { kind: 'lost', cause }
}

/** Limit windows of X: a quarter of an hour per address, a day per app and per user (NETWORKS.md 2.8, 2.9). */
const WINDOWS = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour']

/**
 * Returns when the last of the exhausted limits opens again; in 15 minutes if X does not say. By the headers, because the
 * library's `rateLimit.reset` is always of the quarter of an hour (NETWORKS.md 2.8).
 */
const limitOpensAt = (headers: Readonly<Record<string, unknown>>, now: Instant): Instant => {
	const exhausted = WINDOWS.filter((window) => Number(headers[`${window}-remaining`] ?? Number.NaN) === 0)
	const resets = exhausted
		.map((window) => Number(headers[`${window}-reset`]) * 1_000)
		.filter((at) => at > Date.parse(now))
	return resets.length > 0 ? instantOf(Math.max(...resets)) : addMilliseconds(now, 15 * MINUTE)
}

/** The operation: a refusal of a private message means something else than one of a public reply. */
export type XOperation = 'private' | 'public' | 'remove' | 'hide'

type Row<Meaning> = readonly [Meaning, readonly number[], RegExp]

const meaningOf = <Meaning>(rows: readonly Row<Meaning>[], { codes, words }: ApiError): Meaning | undefined =>
	rows.find(([, numbers, pattern]) => numbers.some((number) => codes.includes(number)) || pattern.test(words))?.[0]

/** Refusals that stop an account or our whole app, by v1 code or by X's words; v2 has no codes of its own for these. */
const STOPS: readonly Row<StopReason>[] = [
	['accountBlocked', [64, 326], /your account (is|has been) (\w+ )?(suspended|locked)|account is temporarily locked/i],
	['tokenDead', [32, 89, 99, 135, 215, 416], /invalid or expired token|suspended application|client-not-enrolled/i],
]

/**
 * Returns why the account or the app is stopped, if a refusal is not of this message only. A missing right to write is one
 * only if the tokens may just read; those that may not send private messages can still post.
 */
const stopOf = (refusal: ApiError): StopReason | undefined => {
	const known = meaningOf(STOPS, refusal)
	if (known) return known
	if (refusal.status === 401) return 'tokenDead'
	// No credits left (new in 2026), which fails every call.
	if (refusal.status === 402) return 'accountBlocked'
	return refusal.status === 403 && refusal.headers['x-access-level'] === 'read' ? 'tokenDead' : undefined
}

/** Limits that X tells by a code and not by the status. */
const LIMITS: readonly Row<true>[] = [[true, [88, 185], /usage-capped|over daily status update limit/i]]

/** What a 4xx means for the message. */
const REFUSALS: readonly Row<SendFailureReason>[] = [
	['duplicate', [187], /duplicate content|is a duplicate|already said that/i],
	['tooLong', [186, 354], /too long|over \d+ characters|exceeds? .*(length|limit)/i],
	['unknownTarget', [144, 179, 385, 421], /(reply to a (tweet|post)|that) is deleted or not visible/i],
	['recipientClosed', [349, 150, 214], /(cannot|not allowed to|permission to) (send messages|dm|direct message)/i],
	['recipientGone', [108, 50, 63, 17], /user (has been suspended|not found)|could not find .*(participant|user)/i],
	['forbidden', [93, 261, 433], /oauth1?[- ]permissions|not configured|not allowed because/i],
]

const failureOf = (refusal: ApiError, operation: XOperation): SendFailureReason => {
	const { status, type } = refusal
	const known = meaningOf(REFUSALS, refusal)
	if (known) return known
	const isPrivate = operation === 'private'
	if (status === 404) return isPrivate ? 'recipientGone' : 'unknownTarget'
	// 403 to a private message without a known reason: the recipient takes no messages from us.
	if (status === 403) return isPrivate && !type.includes('client-forbidden') ? 'recipientClosed' : 'forbidden'
	return status === 413 ? 'tooLong' : 'rejected'
}

const isLimit = (refusal: ApiError): boolean =>
	refusal.status === 429 || refusal.status === 420 || meaningOf(LIMITS, refusal) === true

/** Returns the outcome of an operation that failed with an error of twitter-api-v2. The caller looks after `duplicate`. */
export const outcomeOfXError = (error: unknown, now: Instant, operation: XOperation): SendOutcome => {
	const problem = xProblemOf(error)
	if (problem.kind === 'lost')
		// X has no idempotency key: what was written may exist, whatever the answer.
		return wasNeverSent(problem.cause)
			? { outcome: 'later', until: addMilliseconds(now, MINUTE) }
			: { outcome: 'unknown' }
	const { refusal } = problem
	if (isLimit(refusal)) return { outcome: 'later', until: limitOpensAt(refusal.headers, now), limit: true }
	const reason = stopOf(refusal)
	if (reason) return { outcome: 'stopped', reason }
	return { outcome: 'failed', reason: failureOf(refusal, operation) }
}

/**
 * Returns the result of a failed look: again when the limit opens, in a quarter of an hour where somebody must first repair
 * something, else in a minute; never where X says that there is nothing to look at.
 */
export const foundOfXError = (error: unknown, now: Instant): SendLookup => {
	const problem = xProblemOf(error)
	if (problem.kind === 'lost') return { found: 'later', until: addMilliseconds(now, MINUTE) }
	const { refusal } = problem
	if (isLimit(refusal)) return { found: 'later', until: limitOpensAt(refusal.headers, now) }
	const needsMending = stopOf(refusal) !== undefined || refusal.status === 403
	return needsMending ? { found: 'later', until: addMilliseconds(now, 15 * MINUTE) } : { found: 'unknown' }
}

/** Returns the state of an account after an error of its probe. */
export const remoteStateOfXError = (error: unknown): 'stopped' | 'unknown' => {
	const problem = xProblemOf(error)
	return problem.kind === 'refused' && !isLimit(problem.refusal) && stopOf(problem.refusal) ? 'stopped' : 'unknown'
}

/** What a refused subscription means: it is there already, none is left, a limit, or anything else. */
export type WatchRefusal = 'exists' | 'full' | 'limited' | 'refused'

/** By X's words (?): no page says how it refuses one (NETWORKS.md 2.5). */
const WATCH_REFUSALS: readonly Row<WatchRefusal>[] = [
	['exists', [], /duplicate|already (exists|subscribed)/i],
	['full', [], /subscription ?limit|(maximum|limit|number) of .*subscriptions?/i],
]

/** Returns why a subscription could not be made, from an error of twitter-api-v2. */
export const watchRefusalOfXError = (error: unknown): WatchRefusal => {
	const problem = xProblemOf(error)
	if (problem.kind === 'lost') return 'limited'
	const { refusal } = problem
	if (isLimit(refusal)) return 'limited'
	return meaningOf(WATCH_REFUSALS, refusal) ?? 'refused'
}
