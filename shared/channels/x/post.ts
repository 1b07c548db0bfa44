import { z } from 'zod'
import { epochSchema, flagSchema, idSchema, textSchema } from '../fields.ts'
import { writtenFields } from './text.ts'

const SNOWFLAKE_EPOCH = 1_288_834_974_657n
/** Ids below were counted up, not made from the time (before November 2010). */
const FIRST_SNOWFLAKE = 29_700_859_247n

const userSchema = z.object({
	id_str: idSchema.nullish(),
	id: idSchema.nullish(),
	screen_name: textSchema.nullish(),
	name: textSchema.nullish(),
})

/** A v1.1 post as the Account Activity API sends it (contracts.md 2.4). Ids come as string, as number, or both. */
export const postSchema = z
	.object({
		...writtenFields,
		id_str: idSchema.nullish(),
		id: idSchema.nullish(),
		user: userSchema,
		created_at: z.string().nullish(),
		timestamp_ms: epochSchema.nullish().catch(null),
		conversation_id_str: idSchema.nullish(),
		in_reply_to_status_id_str: idSchema.nullish(),
		in_reply_to_status_id: idSchema.nullish(),
		in_reply_to_user_id_str: idSchema.nullish(),
		in_reply_to_user_id: idSchema.nullish(),
		is_quote_status: flagSchema.nullish(),
		quoted_status: z.object({ user: userSchema.nullish() }).nullish(),
		quoted_status_id_str: idSchema.nullish(),
		retweeted_status: z.unknown().optional(),
	})
	.transform((post, context) => {
		const id = post.id_str ?? post.id
		const authorId = post.user.id_str ?? post.user.id
		if (!id || !/^\d+$/.test(id) || !authorId) {
			context.addIssue({ code: 'custom', message: 'no id' })
			return z.NEVER
		}
		const quotedUser = post.quoted_status?.user
		return {
			...post,
			id,
			authorId,
			parentId: post.in_reply_to_status_id_str ?? post.in_reply_to_status_id ?? undefined,
			parentAuthorId: post.in_reply_to_user_id_str ?? post.in_reply_to_user_id ?? undefined,
			isRepost: post.retweeted_status !== undefined && post.retweeted_status !== null,
			isQuote: post.is_quote_status === true || !!post.quoted_status || !!post.quoted_status_id_str,
			quotedAuthorId: quotedUser?.id_str ?? quotedUser?.id ?? undefined,
			sentAtMs: sentAt(id, post.timestamp_ms, post.created_at),
		}
	})
export type Post = z.infer<typeof postSchema>

/** Milliseconds; `timestamp_ms`, else `created_at` (whole seconds), else the time inside the id. */
const sentAt = (id: string, timestamp: number | null | undefined, createdAt: string | null | undefined) => {
	if (timestamp) return timestamp
	const created = Date.parse(createdAt ?? '')
	if (!Number.isNaN(created)) return created
	const number = BigInt(id)
	return number < FIRST_SNOWFLAKE || id.length > 20 ? undefined : Number((number >> 22n) + SNOWFLAKE_EPOCH)
}
