import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { authorOf, flagSchema, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { accountOf, ownMetaIds } from './account.ts'
import { type Deed, deedOf, editionOf, sentMsOf, updateOf } from './change.ts'
import { authorIdOf, isToSomebodyElse, type PageContent, pageContentSchema, saidIn, timesOf } from './page-content.ts'
import { readRating } from './read-rating.ts'

const POSTS: ReadonlySet<string> = new Set(['post', 'status', 'photo', 'video', 'share', 'link', 'note', 'question'])

/** Items that say something about the page or a person, not what somebody wrote to us. */
const NOT_WRITTEN = new Map<string, ChannelEvent>([
	['like', ignored('like')],
	['reaction', ignored('reaction')],
	...['event', 'album', 'photo-album', 'coupon', 'offer', 'milestone', 'page', 'name', 'picture', 'profile', 'tab']
		.concat(['location', 'address', 'experience', 'interest', 'timeline cover', 'platform-story', 'story'])
		.map((item): [string, ChannelEvent] => [item, ignored('pageActivity')]),
])

/** Verbs about a person or a thread, not about the content. */
const OTHER_VERBS = new Map<string, ChannelEvent>([
	['block', ignored('block')],
	['unblock', ignored('block')],
	['mute', ignored('mute')],
	['unmute', ignored('mute')],
	['follow', ignored('follow')],
	['unfollow', ignored('follow')],
])

const itemOf = ({ item, comment_id: commentId }: PageContent): string | undefined =>
	item ?? (commentId ? 'comment' : undefined)

/** The same for all that happens to a content: the comment's id, else the post's, else that of what was posted. */
const contentIdOf = (change: PageContent, isComment: boolean): string | null | undefined =>
	isComment ? change.comment_id : (change.post_id ?? change.photo_id ?? change.video_id ?? change.share_id)

type Parts = {
	readonly account: OwnAccount
	readonly contentId: string
	readonly isComment: boolean
	readonly deed: Deed
	readonly sent: number | null | undefined
	readonly ours: ReadonlySet<string>
}

const written = (change: PageContent, { account, contentId, isComment, deed, sent, ours }: Parts): ChannelEvent => {
	const times = timesOf(change, sent)
	const sentAtMs = times.created ?? sent
	// Meta leaves `from` out without a permission, or when the person is unknown to the page.
	const authorId = authorIdOf(change) ?? `anonymous:${contentId}`
	return {
		kind: isComment && isToSomebodyElse(change, ours) ? 'aside' : 'message',
		form: isComment ? 'comment' : 'post',
		network: account.network,
		accountId: account.id,
		contentId,
		visibility: 'public',
		author: authorOf(authorId, undefined, change.from?.name ?? change.sender_name),
		...saidIn(change),
		threadId: change.post_id ?? change.parent_id ?? contentId,
		...(isComment && change.parent_id ? { parentId: change.parent_id } : {}),
		...timeOf(sentAtMs),
		order: String(sentAtMs ?? 0),
		...(deed === 'edited' ? editionOf(times) : {}),
	}
}

const byDeed = (change: PageContent, parts: Parts): ChannelEvent => {
	const { account, contentId, isComment, deed, sent, ours } = parts
	if (deed !== 'added' && deed !== 'edited') {
		const form = isComment ? 'comment' : 'post'
		const { network, id: accountId } = account
		// Whoever is named: of a removal it may be who wrote or who removed, and our copy must follow either.
		return updateOf({ network, accountId, contentId, form, change: deed }, timesOf(change, sent))
	}
	if (ours.has(authorIdOf(change) ?? '')) return ignored('ownPost')
	const isUnpublished = !isComment && flagSchema.safeParse(change.published).data === false
	return isUnpublished ? ignored('unpublished') : written(change, parts)
}

/** `changes[]` of field `feed` (contracts.md 3.2): what others write on the page and what becomes of it; the rest by name. */
export const readFeed: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const parsed = pageContentSchema.safeParse(event.payload)
	const pageId = parsed.data?.post_id?.split('_')[0]
	const account = accountOf(event, own, event.accountId === '' ? pageId : undefined)
	if (account === undefined) return parked('unknownAccount')
	const item = parsed.success ? itemOf(parsed.data) : undefined
	if (!parsed.success || item === undefined) return parked('unknownShape')
	const change = parsed.data
	if (item === 'rating') return readRating(event, own)
	const other = NOT_WRITTEN.get(item) ?? OTHER_VERBS.get(change.verb ?? '')
	if (other !== undefined) return other
	const isComment = item === 'comment'
	if (!isComment && !POSTS.has(item)) return parked('unknownEvent')
	const deed = deedOf(change.verb)
	if (deed === undefined) return parked('unknownEvent')
	const contentId = contentIdOf(change, isComment)
	if (!contentId) return parked('unknownShape')
	return byDeed(change, { account, contentId, isComment, deed, sent: sentMsOf(event), ours: ownMetaIds(own) })
}
