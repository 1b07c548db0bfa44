import { z } from 'zod'
import { authorOf, idSchema, textSchema, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { accountOf, ownMetaIds } from '../meta/account.ts'
import { deedOf, editionOf, sentMsOf, updateOf, whenSchema } from '../meta/change.ts'

const commentSchema = z.object({
	id: idSchema.nullish(),
	comment_id: idSchema.nullish(),
	parent_id: idSchema.nullish(),
	text: textSchema.nullish(),
	verb: z.string().nullish().catch(null),
	from: z
		.object({ id: idSchema.nullish(), username: textSchema.nullish(), self_ig_scoped_id: idSchema.nullish() })
		.nullish(),
	media: z.object({ id: idSchema.nullish() }).nullish().catch(null),
	media_id: idSchema.nullish(),
	timestamp: whenSchema,
	created_time: whenSchema,
})

/**
 * `comments` and `live_comments` (contracts.md 3.5): below our own media. Our own comments come as well, told by the
 * author's id, the scoped one, or the name. Older ones are only id and text. There is no time but the entry's.
 */
export const readComment: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = accountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = commentSchema.safeParse(event.payload)
	const contentId = parsed.data?.id ?? parsed.data?.comment_id
	if (!parsed.success || !contentId) return parked('unknownShape')
	const { from, text, media, media_id: mediaId, parent_id: parentId, verb, ...comment } = parsed.data
	const deed = deedOf(verb)
	if (deed === undefined) return parked('unknownEvent')
	const { network, id: accountId, handle } = account
	const sent = sentMsOf(event)
	const times = { created: comment.timestamp ?? comment.created_time, sent }
	const content = { network, accountId, contentId, form: 'comment' } as const
	if (deed !== 'added' && deed !== 'edited') return updateOf({ ...content, change: deed }, times)
	const ours = ownMetaIds(own)
	const isOurs = ours.has(from?.id ?? '') || ours.has(from?.self_ig_scoped_id ?? '') || from?.username === handle
	if (isOurs) return ignored('ownPost')
	const sentAtMs = times.created ?? sent
	return {
		kind: 'message',
		...content,
		visibility: 'public',
		author: authorOf(from?.id ?? `anonymous:${contentId}`, from?.username, undefined),
		text: text ?? '',
		attachments: 0,
		...(text ? {} : { incomplete: true }),
		threadId: media?.id ?? mediaId ?? parentId ?? contentId,
		...(parentId ? { parentId } : {}),
		...timeOf(sentAtMs),
		order: String(sentAtMs ?? 0),
		...(deed === 'edited' ? editionOf(times) : {}),
	}
}
