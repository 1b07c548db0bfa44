import * as z from 'zod'
import { instantSchema, requestIdSchema } from '#shared/cases/keys.ts'
import { DAY } from '#shared/kernel/clock.ts'
import { deriveReplyTag } from './tokens.ts'

/** The item found by the hash of a reply address: whose mails are answered to it. It names nobody and opens nothing. */
export const replyLinkSchema = z.object({
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	requestId: requestIdSchema,
	keepUntil: instantSchema,
})
export type ReplyLink = z.infer<typeof replyLinkSchema>

/** Longer than any request is kept: people answer old mails, and what is not known any more is told from what never was. */
export const REPLY_ADDRESS_KEPT = 730 * DAY

const LOCAL_PART = 'antwort'

/** `antwort+<tag>@<domain>`: where mails of a request are answered to. The same whenever it is asked for. */
export const replyAddress = (linkSecret: string, domain: string, requestId: string): string =>
	`${LOCAL_PART}+${deriveReplyTag(linkSecret, requestId)}@${domain.toLowerCase()}`

const REPLY_ADDRESS = new RegExp(`^${LOCAL_PART}\\+([0-9a-hjkmnp-tv-z]{26})@([a-z0-9.-]+)$`)

/** The tag of a recipient that is one of our reply addresses; undefined for all others. Case makes no difference. */
export const replyTagOf = (recipient: string, domain: string): string | undefined => {
	const [, tag, where] = REPLY_ADDRESS.exec(recipient.trim().toLowerCase()) ?? []
	return where === domain.toLowerCase() ? tag : undefined
}
