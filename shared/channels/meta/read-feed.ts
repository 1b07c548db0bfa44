import * as z from 'zod'
import type { FormOf } from '#shared/cases/codes.ts'
import type { About, Attached } from '#shared/cases/messages/pointed-at.ts'
import type { ChannelEvent, Media, OwnAccount, Written } from '../channel.ts'
import { externalIdSchema, flagSchema, textSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { shortAddress } from '../pointed-at.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { type Deed, deedOf, personSchema, sentMsOf, whenSchema } from './change.ts'
import { httpsUrl } from './https-url.ts'
import { meaningOf, type PublicParts } from './public-event.ts'
import { readRating } from './read-rating.ts'
import { withoutDetour, withoutDetours } from './shown-address.ts'

const tagSchema = z.object({
	id: externalIdSchema,
	offset: z.number().optional(),
	type: z.string().nullish().catch(null),
	name: textSchema.nullish().catch(null),
})

/** What the event says of the post itself, or of the one that was commented on. */
const postSchema = z.object({
	updated_time: whenSchema,
	permalink_url: z.string().nullish().catch(null),
	is_published: flagSchema.nullish().catch(null),
	promotion_status: z.string().nullish().catch(null),
})

/** The value of `feed` and `mention` (NETWORKS.md 3.2); the latter mixes old and new names of the author. */
const pageContentSchema = z.object({
	item: z.string().nullish(),
	verb: z.string().nullish(),
	post_id: externalIdSchema.nullish(),
	comment_id: externalIdSchema.nullish(),
	parent_id: externalIdSchema.nullish(),
	photo_id: externalIdSchema.nullish(),
	video_id: externalIdSchema.nullish(),
	share_id: externalIdSchema.nullish(),
	from: personSchema.nullish(),
	sender_id: externalIdSchema.nullish(),
	sender_name: textSchema.nullish(),
	message: textSchema.nullish(),
	message_tags: z.array(tagSchema).nullish().catch(null),
	created_time: whenSchema,
	edited_time: whenSchema,
	permalink_url: z.string().nullish().catch(null),
	post: postSchema.nullish().catch(null),
	photo: z.unknown().optional(),
	video: z.unknown().optional(),
	photos: z.array(z.unknown()).nullish().catch(null),
	link: z.unknown().optional(),
	published: z.unknown().optional(),
})
type PageContent = z.infer<typeof pageContentSchema>

const authorIn = ({ from, sender_id: senderId, sender_name: senderName }: PageContent) => ({
	id: from?.id ?? senderId,
	name: from?.name ?? senderName,
})

/** Returns the times of a change; `sent` is the entry's, in milliseconds. */
const timesOf = (content: PageContent, sent: number | null | undefined) => ({
	edited: content.edited_time ?? content.post?.updated_time,
	created: content.created_time,
	sent,
})

const mediaOf = (kind: Media['kind'], values: readonly unknown[]): Media[] =>
	values.flatMap((value) => {
		const url = httpsUrl(value)
		return url === undefined ? [] : [{ kind, url }]
	})

const distinct = (values: readonly unknown[]): readonly unknown[] => [...new Set(values)].filter(Boolean)

/** Returns the page that a post shares, which the network shows under its words. */
const sharedIn = ({ item, link }: PageContent): readonly Attached[] => {
	const url = item === 'photo' || item === 'video' ? undefined : shortAddress(withoutDetour(httpsUrl(link) ?? ''))
	return url === undefined ? [] : [{ kind: 'link', url }]
}

/** Returns pictures and videos. A post that is one has it as its `link`; the link of any other is a web page. */
const attachedTo = (content: PageContent): Pick<Written, 'attached' | 'media'> => {
	const { item, photo, photos, video, link } = content
	const images = distinct([photo, ...(photos ?? []), item === 'photo' && !photo && !photos?.length ? link : undefined])
	const videos = distinct([video, item === 'video' && !video ? link : undefined])
	const media = [...mediaOf('image', images), ...mediaOf('video', videos)]
	const files: readonly Attached[] = [
		...images.map(() => ({ kind: 'image' }) as const),
		...videos.map(() => ({ kind: 'video' }) as const),
	]
	// Of a photo or video whose address was left out it is known that it came.
	const least: readonly Attached[] =
		files.length > 0 ? files : item === 'photo' ? [{ kind: 'image' }] : item === 'video' ? [{ kind: 'video' }] : []
	const attached = [...least, ...sharedIn(content)]
	return { attached: attached.length > 0 ? attached : undefined, media: media.length > 0 ? media : undefined }
}

/** Returns the advertisement that a comment is below. */
const adOf = (content: PageContent): About | undefined =>
	content.comment_id && isBelowAd(content)
		? { kind: 'ad', id: content.post_id ?? undefined, url: shortAddress(content.post?.permalink_url) }
		: undefined

/** Returns text and attachments; incomplete where there is neither (a sticker, a bare mention, some old events). */
const saidIn = (content: PageContent): PublicParts['said'] => {
	const pointedAt = attachedTo(content)
	const text = withoutDetours(content.message ?? '')
	const incomplete = text === '' && pointedAt.attached === undefined ? true : undefined
	return { text, ...pointedAt, about: adOf(content), incomplete }
}

/** Says whether somebody typed the name of our account as one calls it, without a tag: `@Hilft`, in whatever case. */
const isNamed = (text: string, { handle }: OwnAccount): boolean =>
	text
		.toLowerCase()
		.match(/@[\p{L}\p{N}_.]+/gu)
		?.some((name) => name.replace(/\.+$/, '') === `@${handle.toLowerCase()}`) ?? false

/**
 * Says whether an answer to a comment begins with another person's name and does not name us. Facebook itself puts the name
 * there when people answer each other, and its author's own where they go on below their own comment.
 */
const isToSomebodyElse = (content: PageContent, account: OwnAccount, ours: ReadonlySet<string>): boolean => {
	const { parent_id: parent, post_id: post, message_tags: tags, message } = content
	if (!parent || parent === post || !tags) return false
	const { id: author } = authorIn(content)
	// A page may be tagged by another id than its own; then its name tells.
	const isUs = ({ id, type, name }: z.infer<typeof tagSchema>): boolean =>
		ours.has(id) || (type === 'page' && isNamed(`@${name ?? ''}`, account))
	if (tags.some(isUs) || isNamed(message ?? '', account)) return false
	return tags.some(({ offset, id }) => offset === 0 && id !== author)
}

const POSTS: ReadonlySet<string> = new Set(['post', 'status', 'photo', 'video', 'share', 'link', 'note', 'question'])

/** Items about the page or a person, not messages to us. */
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

/**
 * Returns the same id for all that happens to a content: the comment's, else the post's, else that of the posted medium.
 */
const contentIdOf = (change: PageContent, isComment: boolean): string | null | undefined =>
	isComment ? change.comment_id : (change.post_id ?? change.photo_id ?? change.video_id ?? change.share_id)

/** Says whether a post is not on our page; one whose id names no page came by our page's feed. */
const isElsewhere = ({ post_id: id }: PageContent, { id: page }: OwnAccount): boolean =>
	id?.includes('_') === true && id.split('_')[0] !== page

/** A post that was never published, or is promoted, is an advertisement (NETWORKS.md 3.2). */
const isBelowAd = ({ post }: PageContent): boolean =>
	post?.is_published === false || ['active', 'pending'].includes(post?.promotion_status ?? '')

const feedForm = (change: PageContent, account: OwnAccount, isComment: boolean): FormOf<'facebook'> => {
	if (isComment) return isBelowAd(change) ? 'adComment' : 'comment'
	return isElsewhere(change, account) ? 'wallShare' : 'post'
}

/** Of a mention only its address tells that it is in a group; what is on our own page is what the feed tells of as well. */
const mentionForm = (change: PageContent, account: OwnAccount): FormOf<'facebook'> => {
	if (change.post_id && !isElsewhere(change, account)) return feedForm(change, account, Boolean(change.comment_id))
	const address = change.post?.permalink_url ?? change.permalink_url ?? ''
	return /^https:\/\/(?:[\w-]+\.)?facebook\.com\/groups\//.test(address) ? 'groupMention' : 'mention'
}

type Parts = { readonly own: readonly OwnAccount[]; readonly sent: number | null | undefined }

/** Says whether a post is part of another and not published itself. */
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
		content: {
			network: account.network,
			accountId: account.id,
			contentId,
			form: feedForm(change, account, isComment),
		},
		deed,
		times: timesOf(change, sent),
		author,
		isOurs,
		isToSomebodyElse: isComment && isToSomebodyElse(change, account, ours),
		said: saidIn(change),
		threadId: change.post_id ?? change.parent_id ?? contentId,
		parentId: isComment ? change.parent_id : undefined,
	})
}

/**
 * Reads the field `feed` of `changes[]` (NETWORKS.md 3.2): posts and comments on the page and their updates; ignores the
 * rest by name.
 */
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

/**
 * Reads the field `mention` of `changes[]` (NETWORKS.md 3.2): our page named in a post or comment, often without author and
 * text. The id is the content's, so a mention in a comment below our own post is that comment.
 */
export const readMention: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = pageContentSchema.safeParse(event.payload)
	const contentId = parsed.data?.comment_id ?? parsed.data?.post_id
	if (!parsed.success || !contentId) return parked('unknownShape')
	const change = parsed.data
	if (change.item === 'reaction' || change.item === 'like') return ignored(change.item)
	const deed = deedOf(change.verb)
	if (deed === undefined) return parked('unknownEvent')
	const author = authorIn(change)
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: mentionForm(change, account) },
		deed,
		times: timesOf(change, sentMsOf(event)),
		author,
		isOurs: ownMetaIds(own).has(author.id ?? ''),
		said: saidIn(change),
		threadId: change.post_id ?? contentId,
		parentId: change.comment_id ? change.parent_id : undefined,
	})
}
