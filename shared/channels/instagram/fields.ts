import * as z from 'zod'
import type { OwnAccount } from '../channel.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { ownAccountOf, ownMetaIds } from '../meta/account.ts'
import { deedOf, sentMsOf, whenSchema } from '../meta/change.ts'
import { meaningOf } from '../meta/public-event.ts'

const commentSchema = z.object({
	id: externalIdSchema.nullish(),
	comment_id: externalIdSchema.nullish(),
	parent_id: externalIdSchema.nullish(),
	text: textSchema.nullish(),
	verb: z.string().nullish().catch(null),
	from: z
		.object({
			id: externalIdSchema.nullish(),
			username: textSchema.nullish(),
			self_ig_scoped_id: externalIdSchema.nullish(),
		})
		.nullish(),
	media: z.object({ id: externalIdSchema.nullish() }).nullish().catch(null),
	media_id: externalIdSchema.nullish(),
	timestamp: whenSchema,
	created_time: whenSchema,
})

type Comment = z.infer<typeof commentSchema>

/** Told by the author's id, the scoped one, or the name (NETWORKS.md 3.5, 6: which one is there is not settled). */
const isOurOwn = ({ from }: Comment, account: OwnAccount, ours: ReadonlySet<string>): boolean =>
	ours.has(from?.id ?? '') || ours.has(from?.self_ig_scoped_id ?? '') || from?.username === account.handle

/**
 * `comments` and `live_comments` (NETWORKS.md 3.5): below our own media; our own come as well. Older ones are only id and
 * text. There is no time but the entry's.
 */
const readComment: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = commentSchema.safeParse(event.payload)
	const contentId = parsed.data?.id ?? parsed.data?.comment_id
	if (!parsed.success || !contentId) return parked('unknownShape')
	const comment = parsed.data
	const deed = deedOf(comment.verb)
	if (deed === undefined) return parked('unknownEvent')
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: 'comment' },
		deed,
		times: { created: comment.timestamp ?? comment.created_time, sent: sentMsOf(event) },
		author: { id: comment.from?.id, handle: comment.from?.username },
		isOurs: isOurOwn(comment, account, ownMetaIds(own)),
		said: { text: comment.text ?? '', attachments: 0, incomplete: comment.text ? undefined : true },
		threadId: comment.media?.id ?? comment.media_id ?? comment.parent_id ?? contentId,
		parentId: comment.parent_id,
	})
}

const mentionSchema = z.object({ media_id: externalIdSchema.nullish(), comment_id: externalIdSchema.nullish() })

/** `mentions` (NETWORKS.md 3.5): where somebody named us, and neither who nor with which words. */
const readMention: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = mentionSchema.safeParse(event.payload)
	const contentId = parsed.data?.comment_id ?? parsed.data?.media_id
	if (!contentId) return parked('unknownShape')
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: 'mention' },
		deed: 'added',
		times: { sent: sentMsOf(event) },
		author: {},
		isOurs: false,
		said: { text: '', attachments: 0, incomplete: true },
		threadId: parsed.data?.media_id ?? contentId,
	})
}

/** Instagram's own fields of `changes[]`, each with its reader; its private messages are read as Messenger's. */
export const INSTAGRAM_FIELDS: Readonly<Record<string, Reader>> = {
	comments: readComment,
	live_comments: readComment,
	mentions: readMention,
	story_insights: () => ignored('insights'),
	follow: () => ignored('follow'),
}
