import * as z from 'zod'
import type { About } from '#shared/cases/messages/pointed-at.ts'
import type { OwnAccount } from '../channel.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { ownAccountOf, ownMetaIds } from '../meta/account.ts'
import { deedOf, sentMsOf, whenSchema } from '../meta/change.ts'
import { meaningOf } from '../meta/public-event.ts'
import { shortTitle } from '../pointed-at.ts'

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
	media: z
		.object({
			id: externalIdSchema.nullish(),
			ad_id: externalIdSchema.nullish().catch(null),
			ad_title: textSchema.nullish().catch(null),
			media_product_type: z.string().nullish().catch(null),
		})
		.nullish()
		.catch(null),
	media_id: externalIdSchema.nullish(),
	timestamp: whenSchema,
	created_time: whenSchema,
})

type Comment = z.infer<typeof commentSchema>

/**
 * Says whether we wrote a comment, by the author's id, the scoped one, or the name (NETWORKS.md 3.5, 6: which one is sent
 * is not settled).
 */
const isOurOwn = ({ from }: Comment, account: OwnAccount, ours: ReadonlySet<string>): boolean =>
	ours.has(from?.id ?? '') || ours.has(from?.self_ig_scoped_id ?? '') || from?.username === account.handle

/** By `media_product_type`; below a post in the feed there is nothing to say. */
const PLACES: Readonly<Record<string, About['kind']>> = { REELS: 'reel', STORY: 'story', LIVE: 'live', AD: 'ad' }

/** Returns what a comment is below, where that is not a post. */
const placeOf = ({ media }: Comment): About | undefined => {
	const title = shortTitle(media?.ad_title)
	if (media?.ad_id || title !== undefined) return { kind: 'ad', title, id: media?.ad_id ?? undefined }
	const kind = PLACES[media?.media_product_type ?? '']
	return kind === undefined ? undefined : { kind, id: media?.id ?? undefined }
}

/**
 * Reads `comments` and `live_comments` (NETWORKS.md 3.5), which are below our own media and may be our own. Older ones have
 * only id and text. The only time is the entry's.
 */
const readComment =
	(isLive: boolean): Reader =>
	(event, own) => {
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
			content: {
				network: account.network,
				accountId: account.id,
				contentId,
				form: isLive ? 'liveComment' : comment.media?.ad_id ? 'adComment' : 'comment',
			},
			deed,
			times: { created: comment.timestamp ?? comment.created_time, sent: sentMsOf(event) },
			author: { id: comment.from?.id, handle: comment.from?.username },
			isOurs: isOurOwn(comment, account, ownMetaIds(own)),
			said: {
				text: comment.text ?? '',
				about: placeOf(comment),
				incomplete: comment.text ? undefined : true,
			},
			threadId: comment.media?.id ?? comment.media_id ?? comment.parent_id ?? contentId,
			parentId: comment.parent_id,
		})
	}

const mentionSchema = z.object({ media_id: externalIdSchema.nullish(), comment_id: externalIdSchema.nullish() })

/** Reads `mentions` (NETWORKS.md 3.5), which say where we were named, without author or text. */
const readMention: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = mentionSchema.safeParse(event.payload)
	const contentId = parsed.data?.comment_id ?? parsed.data?.media_id
	if (!contentId) return parked('unknownShape')
	return meaningOf({
		content: {
			network: account.network,
			accountId: account.id,
			contentId,
			form: parsed.data?.comment_id ? 'commentMention' : 'captionMention',
		},
		deed: 'added',
		times: { sent: sentMsOf(event) },
		author: {},
		isOurs: false,
		said: { text: '', incomplete: true },
		threadId: parsed.data?.media_id ?? contentId,
	})
}

/** The readers of Instagram's own fields of `changes[]`; its private messages are read as Messenger's. */
export const INSTAGRAM_FIELDS: Readonly<Record<string, Reader>> = {
	comments: readComment(false),
	live_comments: readComment(true),
	mentions: readMention,
	story_insights: () => ignored('insights'),
	follow: () => ignored('follow'),
}
