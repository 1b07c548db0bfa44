import * as z from 'zod'
import { instantSchema, requestIdSchema } from '#shared/cases/keys.ts'
import { DAY } from '#shared/kernel/clock.ts'
import { deriveReplyTag } from './tokens.ts'

/**
 * The item under the hash of a reply address: the request whose mails it answers. It names no person and opens no page.
 */
export const replyLinkSchema = z.object({
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	requestId: requestIdSchema,
	keepUntil: instantSchema,
})
export type ReplyLink = z.infer<typeof replyLinkSchema>

/**
 * How long a reply address is remembered: longer than any request, as people answer old mails and an expired address
 * differs from one that never existed.
 */
export const REPLY_ADDRESS_KEPT = 730 * DAY

const LOCAL_PART = 'antwort'

/** Returns the reply address of a request's mails, `antwort+<tag>@<domain>`; the same at every call. */
export const replyAddress = (linkSecret: string, domain: string, requestId: string): string =>
	`${LOCAL_PART}+${deriveReplyTag(linkSecret, requestId)}@${domain.toLowerCase()}`

const REPLY_ADDRESS = new RegExp(`^${LOCAL_PART}\\+([0-9a-hjkmnp-tv-z]{26})@([a-z0-9.-]+)$`)

/** Returns the tag of a recipient that is one of our reply addresses; undefined for all others. Ignores case. */
export const replyTagOf = (recipient: string, domain: string): string | undefined => {
	const [, tag, where] = REPLY_ADDRESS.exec(recipient.trim().toLowerCase()) ?? []
	return where === domain.toLowerCase() ? tag : undefined
}
