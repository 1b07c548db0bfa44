import { z } from 'zod'
import type { Written } from '../channel.ts'
import { authorOf, idSchema, textSchema, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { accountOf, ownMetaIds } from './account.ts'
import { deedOf, editionOf, personSchema, sentMsOf, updateOf, whenSchema } from './change.ts'

const ratingSchema = z.object({
	item: z.string().nullish(),
	verb: z.string().nullish(),
	open_graph_story_id: idSchema.nullish(),
	post_id: idSchema.nullish(),
	comment_id: idSchema.nullish(),
	parent_id: idSchema.nullish(),
	reviewer_id: idSchema.nullish(),
	reviewer_name: textSchema.nullish(),
	reviewer: personSchema.nullish(),
	sender_id: idSchema.nullish(),
	sender_name: textSchema.nullish(),
	from: personSchema.nullish(),
	review_text: textSchema.nullish(),
	message: textSchema.nullish(),
	created_time: whenSchema,
	edited_time: whenSchema,
})
type Rating = z.infer<typeof ratingSchema>

const authorIn = (
	rating: Rating,
): { readonly id?: string | null | undefined; readonly name?: string | null | undefined } => {
	const { reviewer, from } = rating
	const asReviewer = { id: rating.reviewer_id ?? reviewer?.id, name: rating.reviewer_name ?? reviewer?.name }
	const asSender = { id: from?.id ?? rating.sender_id, name: from?.name ?? rating.sender_name }
	// Below a review others may write: then the sender is the author, and the reviewer who wrote the review.
	const [first, second] = rating.item === 'comment' ? [asSender, asReviewer] : [asReviewer, asSender]
	return first.id ? first : { id: second.id, name: first.name ?? second.name }
}

/** A person recommends a page once, so without an id of its own it is known by its author. */
const storyIdOf = (rating: Rating): string | undefined => {
	const reviewer = rating.reviewer_id ?? rating.reviewer?.id
	return rating.open_graph_story_id ?? rating.post_id ?? (reviewer ? `review:${reviewer}` : undefined)
}

/** `changes[]` of field `ratings` (contracts.md 3.2): recommendations of our page, and comments below them. */
export const readRating: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = accountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = ratingSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const rating = parsed.data
	if (rating.item === 'reaction' || rating.item === 'like') return ignored(rating.item)
	const form: Written['form'] = rating.item === 'comment' ? 'comment' : 'review'
	const storyId = storyIdOf(rating)
	const contentId = form === 'comment' ? rating.comment_id : storyId
	if (!contentId) return parked('unknownShape')
	const deed = deedOf(rating.verb)
	if (deed === undefined) return parked('unknownEvent')
	const { network, id: accountId } = account
	const sent = sentMsOf(event)
	const times = { edited: rating.edited_time, created: rating.created_time, sent }
	const content = { network, accountId, contentId, form }
	if (deed !== 'added' && deed !== 'edited') return updateOf({ ...content, change: deed }, times)
	const author = authorIn(rating)
	if (ownMetaIds(own).has(author.id ?? '')) return ignored('ownPost')
	const { review_text: review, message } = rating
	const sentAtMs = times.created ?? sent
	return {
		kind: 'message',
		...content,
		visibility: 'public',
		author: authorOf(author.id ?? `anonymous:${contentId}`, undefined, author.name),
		text: review ?? message ?? '',
		attachments: 0,
		// Null is a recommendation without words; no member at all is one whose words are not here.
		...(review === undefined && message === undefined ? { incomplete: true } : {}),
		threadId: storyId ?? contentId,
		...(form === 'comment' && rating.parent_id ? { parentId: rating.parent_id } : {}),
		...timeOf(sentAtMs),
		order: String(sentAtMs ?? 0),
		...(deed === 'edited' ? editionOf(times) : {}),
	}
}
