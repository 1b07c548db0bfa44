import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2'
import * as z from 'zod'

const words = z.string().catch('')

/**
 * A problem of v2, or the list of v1; both come from the same addresses, and v1 codes with status 400 as well as 403
 * (NETWORKS.md 2.8). Read by us: `hasErrorCode` is false for a problem without `errors`, and knows other `type`s than X sends.
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

/** The real error hides there: the getter `requestError` of 1.29.1 is always undefined. */
const hiddenSchema = z.object({ _options: z.object({ error: z.instanceof(Error) }) })

/** What X said no with. Its words are for matching only, never for logs. */
export type ApiError = {
	readonly status: number
	readonly codes: readonly number[]
	readonly type: string
	readonly words: string
	readonly headers: Readonly<Record<string, unknown>>
}

/** What happened to a call that did not succeed. */
export type Problem =
	| { readonly kind: 'refused'; readonly refusal: ApiError }
	/** No whole answer: `cause` where nothing came at all. */
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

/** Reads an error of twitter-api-v2. After a success, a redirect or a 5xx whose answer was cut, the post may exist: lost. */
export const xProblemOf = (error: unknown): Problem => {
	if (error instanceof ApiResponseError)
		return error.code >= 500 ? { kind: 'lost' } : refused(error.code, error.headers, error.data)
	if (error instanceof ApiPartialResponseError) {
		const { statusCode = 0, headers } = error.response
		return statusCode >= 400 && statusCode < 500 ? refused(statusCode, headers, undefined) : { kind: 'lost' }
	}
	const cause = error instanceof ApiRequestError ? hiddenSchema.safeParse(error).data?._options.error : undefined
	return cause === undefined ? { kind: 'lost' } : { kind: 'lost', cause }
}
