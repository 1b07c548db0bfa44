import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2'
import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { SendLookup } from '../channel.ts'
import { wasNeverSent } from '../connection-error.ts'
import { instantOf } from '../fields.ts'
import {
	type NetworkRefusal,
	type RefusalReading,
	type RefusedOperation,
	readingOf,
	readRefusal,
} from '../refusals/refusal.ts'
import { X_REFUSALS } from '../refusals/x.ts'

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
		error: words,
		errors: z
			.array(
				z.object({
					code: z.number().optional().catch(undefined),
					message: words,
					detail: words,
					title: words,
					type: words,
				}),
			)
			.catch([]),
	})
	.catch({ title: '', detail: '', type: '', reason: '', error: '', errors: [] })

/** The real error is in there: the getter `requestError` of 1.29.1 is always undefined. */
const hiddenSchema = z.object({ _options: z.object({ error: z.instanceof(Error) }) })

/** X's refusal, and the headers that name its limits. */
type ApiError = NetworkRefusal & { readonly headers: Readonly<Record<string, unknown>> }

/** How a call failed. */
type Problem =
	| { readonly kind: 'refused'; readonly refusal: ApiError }
	/** No whole answer; `cause` where nothing came at all. */
	| { readonly kind: 'lost'; readonly cause?: Error | undefined }

const refused = (status: number, headers: ApiError['headers'], data: unknown): Problem => {
	const body = bodySchema.parse(data)
	const codes = body.errors.flatMap(({ code }) => (code === undefined ? [] : [code]))
	const words = [
		...[body.type, body.title, body.detail, body.reason, body.error],
		...body.errors.flatMap((error) => [error.type, error.title, error.message, error.detail]),
	].filter((said) => said !== '')
	return {
		kind: 'refused',
		refusal: {
			status,
			headers,
			codes,
			words: words.join(' '),
			isReadable: codes.length > 0 || words.length > 0,
			isPage: /html/i.test(String(headers['content-type'] ?? '')),
			isReadOnly: headers['x-access-level'] === 'read',
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

const isAboutNow = (refusal: ApiError): boolean => readRefusal(X_REFUSALS, refusal, 'read')?.about === 'now'

/** Returns what an operation that failed with an error of twitter-api-v2 came to. The caller looks after `duplicate`. */
export const readingOfXError = (error: unknown, now: Instant, operation: RefusedOperation): RefusalReading => {
	const problem = xProblemOf(error)
	if (problem.kind === 'lost')
		// X has no idempotency key: what was written may exist, whatever the answer.
		return wasNeverSent(problem.cause)
			? { outcome: 'later', until: addMilliseconds(now, MINUTE), reason: 'notReached' }
			: { outcome: 'unknown' }
	const { refusal } = problem
	const meaning = readRefusal(X_REFUSALS, refusal, operation)
	if (meaning?.about === 'now')
		return { outcome: 'limited', until: limitOpensAt(refusal.headers, now), reason: meaning.reason }
	return readingOf(meaning)
}

/**
 * Returns the result of a failed look: again when the limit opens, in a quarter of an hour where somebody must first repair
 * something, in a minute where the answer says nothing; never where X says that there is nothing to look at.
 */
export const foundOfXError = (error: unknown, now: Instant): SendLookup => {
	const reading = readingOfXError(error, now, 'read')
	if (reading.outcome === 'unknown') return { found: 'later', until: addMilliseconds(now, MINUTE) }
	if (reading.outcome === 'later' || reading.outcome === 'limited') return { found: 'later', until: reading.until }
	const needsMending = reading.outcome === 'suspected' || reading.outcome === 'stopped' || isForbidden(error)
	return needsMending ? { found: 'later', until: addMilliseconds(now, 15 * MINUTE) } : { found: 'unknown' }
}

const isForbidden = (error: unknown): boolean => {
	const problem = xProblemOf(error)
	return problem.kind === 'refused' && problem.refusal.status === 403
}

/** Returns the state of an account after an error of its probe. */
export const remoteStateOfXError = (error: unknown, now: Instant): 'stopped' | 'unknown' =>
	readingOfXError(error, now, 'read').outcome === 'suspected' ? 'stopped' : 'unknown'

/** What a refused subscription means: it is there already, none is left, a limit, or anything else. */
export type WatchRefusal = 'exists' | 'full' | 'limited' | 'refused'

type Row<Name> = readonly [Name, RegExp]

/** By X's words (?): no page says how it refuses one (NETWORKS.md 2.5). */
const WATCH_REFUSALS: readonly Row<WatchRefusal>[] = [
	['exists', /duplicate|already (exists|subscribed)/i],
	['full', /subscription ?limit|(maximum|limit|number) of .*subscriptions?/i],
]

/** Returns why a subscription could not be made, from an error of twitter-api-v2. */
export const watchRefusalOfXError = (error: unknown): WatchRefusal => {
	const problem = xProblemOf(error)
	if (problem.kind === 'lost') return 'limited'
	const { refusal } = problem
	if (isAboutNow(refusal) || !refusal.isReadable) return 'limited'
	return WATCH_REFUSALS.find(([, words]) => words.test(refusal.words))?.[0] ?? 'refused'
}
