import { ApiRequestError, ApiResponseError } from 'twitter-api-v2'
import { z } from 'zod'
import { type Instant, MINUTE, plus } from '#shared/kernel/clock.ts'
import type { SendFailureReason, SendOutcome } from '../channel.ts'
import { wasNeverSent } from '../connection-error.ts'
import { instantOf } from '../fields.ts'

/** A problem of v2, or the list of v1; both come from the same addresses (contracts.md 2.8). */
const problemSchema = z
	.object({
		title: z.string().catch(''),
		detail: z.string().catch(''),
		type: z.string().catch(''),
		errors: z
			.array(z.object({ code: z.number().optional().catch(undefined), message: z.string().catch('') }))
			.catch([]),
	})
	.catch({ title: '', detail: '', type: '', errors: [] })

/** The real error hides there: the getter `requestError` of 1.29.1 is always undefined. */
const hiddenSchema = z.object({ _options: z.object({ error: z.instanceof(Error) }) })

/** Limit windows of X; on an exhausted day the clock of the quarter of an hour is the wrong one (contracts.md 2.8). */
const WINDOWS = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour']

type Headers = ApiResponseError['headers']

/** When the last of the exhausted limits opens again; in 15 minutes if X does not say. */
const limitOpensAt = (headers: Headers, now: Instant): Instant => {
	const exhausted = WINDOWS.filter((window) => Number(headers[`${window}-remaining`] ?? Number.NaN) === 0)
	const resets = exhausted
		.map((window) => Number(headers[`${window}-reset`]) * 1_000)
		.filter((at) => at > Date.parse(now))
	return resets.length > 0 ? instantOf(Math.max(...resets)) : plus(now, 15 * MINUTE)
}

/** What a 4xx means, by v1 code or by the words of the detail; v2 has no codes of its own for these. */
const REFUSALS: readonly (readonly [SendFailureReason, readonly number[], RegExp])[] = [
	['duplicate', [187], /duplicate content/i],
	['tooLong', [186, 354], /too long|exceeds? .*(length|limit)/i],
	['unknownTarget', [144, 179, 385], /reply to a (tweet|post) that is deleted or not visible/i],
	['recipientClosed', [349, 150], /(cannot|not allowed to|permission to) (send messages|dm|direct message)/i],
	['recipientGone', [108, 50, 63], /user (has been suspended|not found)|could not find .*participant/i],
	['forbidden', [64, 326, 261, 433], /oauth1?[- ]permissions|not configured|locked|suspended|not allowed because/i],
]

const refusalOf = (status: number, data: unknown, isPrivate: boolean): SendFailureReason => {
	const problem = problemSchema.parse(data)
	const words = [problem.type, problem.title, problem.detail, ...problem.errors.map(({ message }) => message)].join(' ')
	const codes = problem.errors.map(({ code }) => code)
	const known = REFUSALS.find(
		([, numbers, pattern]) => numbers.some((number) => codes.includes(number)) || pattern.test(words),
	)
	if (known) return known[0]
	if (status === 401) return 'tokenDead'
	if (status === 404) return isPrivate ? 'recipientGone' : 'unknownTarget'
	// 403 to a private message without a reason we know: the recipient does not take messages from us.
	if (status === 403) return isPrivate && !problem.type.includes('client-forbidden') ? 'recipientClosed' : 'forbidden'
	return status === 413 ? 'tooLong' : 'rejected'
}

/** What an error of twitter-api-v2 means for the message that was to be sent. */
export const outcomeOfXError = (error: unknown, now: Instant, isPrivate: boolean): SendOutcome => {
	if (error instanceof ApiResponseError) {
		if (error.code === 429 || error.code === 420) return { outcome: 'later', until: limitOpensAt(error.headers, now) }
		// X has no idempotency key: after a 5xx the post may exist.
		if (error.code >= 500) return { outcome: 'unknown' }
		if (error.code === 401) return { outcome: 'failed', reason: 'tokenDead' }
		return { outcome: 'failed', reason: refusalOf(error.code, error.data, isPrivate) }
	}
	const hidden = error instanceof ApiRequestError ? hiddenSchema.safeParse(error).data?._options.error : undefined
	return wasNeverSent(hidden) ? { outcome: 'later', until: plus(now, MINUTE) } : { outcome: 'unknown' }
}
