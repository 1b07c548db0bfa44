import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { flagSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { type Deed, deedOf, sentMsOf } from './change.ts'
import { authorIn, isToSomebodyElse, type PageContent, pageContentSchema, saidIn, timesOf } from './page-content.ts'
import { meaningOf } from './public-event.ts'
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

type Parts = { readonly own: readonly OwnAccount[]; readonly sent: number | null | undefined }

/** A part of a post that is not out itself. */
const isUnpublished = ({ published }: PageContent, deed: Deed): boolean =>
	deed === 'added' && flagSchema.safeParse(published).data === false

const readWritten = (change: PageContent, account: OwnAccount, isComment: boolean, parts: Parts): ChannelEvent => {
	const { own, sent } = parts
	const deed = deedOf(change.verb)
	if (deed === undefined) return parked('unknownEvent')
	const contentId = contentIdOf(change, isComment)
	if (!contentId) return parked('unknownShape')
	const author = authorIn(change)
	const ours = ownMetaIds(own)
	const isOurs = ours.has(author.id ?? '')
	if (!isOurs && !isComment && isUnpublished(change, deed)) return ignored('unpublished')
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: isComment ? 'comment' : 'post' },
		deed,
		times: timesOf(change, sent),
		author,
		isOurs,
		isToSomebodyElse: isComment && isToSomebodyElse(change, ours),
		said: saidIn(change),
		threadId: change.post_id ?? change.parent_id ?? contentId,
		parentId: isComment ? change.parent_id : undefined,
	})
}

/** `changes[]` of field `feed` (NETWORKS.md 3.2): what others write on the page and what becomes of it; the rest by name. */
export const readFeed: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const parsed = pageContentSchema.safeParse(event.payload)
	const pageId = parsed.data?.post_id?.split('_')[0]
	const account = ownAccountOf(event, own, event.accountId === '' ? pageId : undefined)
	if (account === undefined) return parked('unknownAccount')
	const item = parsed.success ? itemOf(parsed.data) : undefined
	if (!parsed.success || item === undefined) return parked('unknownShape')
	const change = parsed.data
	if (item === 'rating') return readRating(event, own)
	const other = NOT_WRITTEN.get(item) ?? OTHER_VERBS.get(change.verb ?? '')
	if (other !== undefined) return other
	const isComment = item === 'comment'
	if (!isComment && !POSTS.has(item)) return parked('unknownEvent')
	return readWritten(change, account, isComment, { own, sent: sentMsOf(event) })
}
