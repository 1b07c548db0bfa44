import * as z from 'zod'
import { instantSchema, requestIdSchema } from '#shared/cases/keys.ts'

/** The item under the hash of a token or reference: the request and issue it opens, and the hash of its code. */
export const requestLinkSchema = z.object({
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	requestId: requestIdSchema,
	opens: z.enum(['start', 'data']),
	/** 0 for the start link. */
	issue: z.int().nonnegative(),
	/** The code, hashed under the token or reference itself. */
	codeHash: z.string(),
	/** The last four characters of the printed reference, hashed likewise; only for data links. */
	tailHash: z.string().optional(),
	keepUntil: instantSchema,
})
export type RequestLink = z.infer<typeof requestLinkSchema>
