import * as z from 'zod'
import type { FormOf } from '#shared/cases/codes.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { deedOf, personSchema, sentMsOf, whenSchema } from './change.ts'
import { meaningOf, type PublicParts } from './public-event.ts'

const ratingSchema = z.object({
	item: z.string().nullish(),
	verb: z.string().nullish(),
	open_graph_story_id: externalIdSchema.nullish(),
	post_id: externalIdSchema.nullish(),
	comment_id: externalIdSchema.nullish(),
	parent_id: externalIdSchema.nullish(),
	reviewer_id: externalIdSchema.nullish(),
	reviewer_name: textSchema.nullish(),
	reviewer: personSchema.nullish(),
	sender_id: externalIdSchema.nullish(),
	sender_name: textSchema.nullish(),
	from: personSchema.nullish(),
	review_text: textSchema.nullish(),
	message: textSchema.nullish(),
	created_time: whenSchema,
	edited_time: whenSchema,
})
type Rating = z.infer<typeof ratingSchema>

const authorIn = (rating: Rating): PublicParts['author'] => {
	const { reviewer, from } = rating
	const asReviewer = { id: rating.reviewer_id ?? reviewer?.id, name: rating.reviewer_name ?? reviewer?.name }
	const asSender = { id: from?.id ?? rating.sender_id, name: from?.name ?? rating.sender_name }
	// Others may write below a review: then the sender is the author, and the reviewer the review's.
	const [first, second] = rating.item === 'comment' ? [asSender, asReviewer] : [asReviewer, asSender]
	return first.id ? first : { id: second.id, name: first.name ?? second.name }
}

const nameOf = (rating: Rating): string | undefined => rating.open_graph_story_id ?? rating.post_id ?? undefined

const formOf = (rating: Rating): FormOf<'facebook'> => {
	if (rating.item === 'comment') return 'reviewComment'
	return nameOf(rating) === undefined ? 'bareReview' : 'review'
}

/** Returns the id of a recommendation; without one it is made of its author, who recommends a page once. */
const storyIdOf = (rating: Rating): string | undefined => {
	const reviewer = rating.reviewer_id ?? rating.reviewer?.id
	return nameOf(rating) ?? (reviewer ? `review:${reviewer}` : undefined)
}

/** Returns the text: null is a recommendation without text; a missing member is one whose text was left out. */
const saidIn = ({ review_text: review, message }: Rating): PublicParts['said'] => ({
	text: review ?? message ?? '',
	incomplete: review === undefined && message === undefined ? true : undefined,
})

/** Reads the field `ratings` of `changes[]` (NETWORKS.md 3.2): recommendations of our page, and comments below them. */
export const readRating: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = ratingSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const rating = parsed.data
	if (rating.item === 'reaction' || rating.item === 'like') return ignored(rating.item)
	const isComment = rating.item === 'comment'
	const storyId = storyIdOf(rating)
	const contentId = isComment ? rating.comment_id : storyId
	if (!contentId) return parked('unknownShape')
	const deed = deedOf(rating.verb)
	if (deed === undefined) return parked('unknownEvent')
	const author = authorIn(rating)
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: formOf(rating) },
		deed,
		times: { edited: rating.edited_time, created: rating.created_time, sent: sentMsOf(event) },
		author,
		isOurs: ownMetaIds(own).has(author.id ?? ''),
		said: saidIn(rating),
		threadId: storyId ?? contentId,
		parentId: isComment ? rating.parent_id : undefined,
	})
}
