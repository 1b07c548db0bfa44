import { z } from 'zod'
import type { ChannelEvent } from '../channel.ts'
import { authorOf, epochSchema, flagSchema, idSchema, ownIds, textSchema, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'

const personSchema = z.object({ id: idSchema.nullish(), name: textSchema.nullish() })

const changeSchema = z.object({
	item: z.string(),
	verb: z.string(),
	post_id: idSchema.nullish(),
	comment_id: idSchema.nullish(),
	parent_id: idSchema.nullish(),
	from: personSchema.nullish(),
	sender_id: idSchema.nullish(),
	sender_name: textSchema.nullish(),
	message: textSchema.nullish(),
	created_time: epochSchema.nullish().catch(null),
	photo: z.unknown().optional(),
	video: z.unknown().optional(),
	photos: z.array(z.unknown()).nullish().catch(null),
	published: flagSchema.nullish(),
})
type Change = z.infer<typeof changeSchema>

export const contextSchema = z.object({ time: epochSchema.nullish() }).catch({})

const POSTS: ReadonlySet<string> = new Set(['post', 'status', 'photo', 'video', 'share', 'link', 'note'])
const PAGE_ACTIVITY: ReadonlySet<string> = new Set([
	'event',
	'album',
	'coupon',
	'offer',
	'milestone',
	'page',
	'name',
	'picture',
	'tab',
	'location',
])
const OTHER_VERBS: ReadonlySet<string> = new Set(['hide', 'unhide', 'block', 'unblock', 'mute', 'unmute', 'follow'])

const authorIdOf = (change: Change): string | undefined => change.from?.id ?? change.sender_id ?? undefined

/** A comment or a post on our page; `parent_id === post_id` means top level, else an answer to a comment. */
const written = (change: Change, accountId: string, sentAtMs: number | null | undefined): ChannelEvent => {
	const isComment = change.item === 'comment'
	const contentId = isComment ? change.comment_id : change.post_id
	if (!contentId) return parked('unknownShape')
	// Meta leaves `from` out without a permission, or when the person is unknown to the page.
	const authorId = authorIdOf(change) ?? `anonymous:${contentId}`
	return {
		kind: 'message',
		form: isComment ? 'comment' : 'post',
		network: 'facebook',
		accountId,
		contentId,
		visibility: 'public',
		author: authorOf(authorId, undefined, change.from?.name ?? change.sender_name),
		text: change.message ?? '',
		attachments: (change.photo ? 1 : 0) + (change.video ? 1 : 0) + (change.photos?.length ?? 0),
		threadId: change.post_id ?? change.parent_id ?? contentId,
		...(isComment && change.parent_id ? { parentId: change.parent_id } : {}),
		...timeOf(sentAtMs),
		order: String(sentAtMs ?? 0),
	}
}

const byVerb = (change: Change, accountId: string, sentAtMs: number | null | undefined): ChannelEvent => {
	if (change.verb === 'add') {
		if (change.item !== 'comment' && change.published === false) return ignored('unpublished')
		return written(change, accountId, sentAtMs)
	}
	if (OTHER_VERBS.has(change.verb)) return ignored('visibilityChange')
	// Edits and removals must reach the stored text: kept until their reader is there.
	return parked(['edited', 'edit', 'remove'].includes(change.verb) ? 'notYetUnderstood' : 'unknownEvent')
}

/** `changes[]` of field `feed` (contracts.md 3.2): what others write on the page; the rest by name. */
export const readFeed: Reader = (event, own) => {
	const ours = ownIds(own, 'facebook')
	if (!ours.has(event.accountId)) return parked('unknownAccount')
	const parsed = changeSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const change = parsed.data
	if (change.item === 'like') return ignored('like')
	if (change.item === 'reaction') return ignored('reaction')
	if (PAGE_ACTIVITY.has(change.item)) return ignored('pageActivity')
	if (change.item !== 'comment' && !POSTS.has(change.item)) return parked('unknownEvent')
	if (ours.has(authorIdOf(change) ?? '')) return ignored('ownPost')
	return byVerb(change, event.accountId, change.created_time ?? contextSchema.parse(event.context).time)
}
