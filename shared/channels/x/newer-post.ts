import * as z from 'zod'
import type { Attached } from '#shared/cases/messages/pointed-at.ts'
import { postLink } from '../answer-link.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { shortTitle } from '../pointed-at.ts'
import { fileByKey, fileOf, locationOf } from './attached.ts'
import { type Includes, userSchema } from './includes.ts'
import { maybe, maybeList } from './maybe.ts'
import { mediaOf } from './media.ts'
import { displayStartSchema, type Mention, mentionsIn, mentionsSchema } from './mentions.ts'
import { quotedPost, type XPost } from './post.ts'
import { writtenAtOf, writtenTimeSchema } from './sent-at.ts'
import { beforeCodePoint, looksCut } from './text.ts'
import { linksSchema, withMeantLinks, wordingOf } from './wording.ts'

const id = maybe(externalIdSchema)
const text = maybe(textSchema)
const entities = maybe(z.object({ mentions: mentionsSchema, urls: linksSchema }))
const note = maybe(z.object({ text: textSchema, entities }))
const references = maybeList(z.object({ type: z.string(), id }))

/** A v2 post (NETWORKS.md 2.5). The specification says `…post…` where its samples say `…tweet…`: both are read. */
const newerPostSchema = z.object({
	id: externalIdSchema,
	text,
	note_tweet: note,
	note_post: note,
	entities,
	display_text_range: z.unknown().optional(),
	author_id: id,
	author: maybe(userSchema),
	created_at: maybe(writtenTimeSchema),
	conversation_id: id,
	in_reply_to_tweet_id: id,
	in_reply_to_post_id: id,
	in_reply_to_user_id: id,
	referenced_tweets: references,
	referenced_posts: references,
	edit_history_tweet_ids: maybeList(externalIdSchema),
	edit_history_post_ids: maybeList(externalIdSchema),
	community_id: id,
	article: maybe(z.object({ title: text, preview_text: text, plain_text: text })),
	attachments: maybe(z.object({ media_keys: maybeList(z.string()), poll_ids: maybeList(externalIdSchema) })),
	geo: maybe(z.object({ place_id: maybe(z.string()), coordinates: z.unknown().optional() })),
})
type NewerPost = z.infer<typeof newerPostSchema>

const REPOSTED = ['retweeted', 'reposted']

/** Returns the posts this one refers to, by kind of reference. */
const referencesOf = (post: Pick<NewerPost, 'referenced_tweets' | 'referenced_posts'>) => {
	const all = [...(post.referenced_tweets ?? []), ...(post.referenced_posts ?? [])]
	return {
		parentId: all.find(({ type }) => type === 'replied_to')?.id,
		quoted: all.find(({ type }) => type === 'quoted'),
		isRepost: all.some(({ type }) => REPOSTED.includes(type)),
	}
}

type What = Pick<XPost, 'text' | 'wording' | 'mentions' | 'isIncomplete'>

/**
 * Returns the long text if there is one. Its mentions join those of the short text, because it may leave out the leading
 * ones.
 */
const whatOf = (post: NewerPost, isReply: boolean): What => {
	const short = post.text ?? ''
	const long = post.note_tweet ?? post.note_post
	const start = displayStartSchema.parse(post.display_text_range)
	const mentions = mentionsIn(post.entities?.mentions, short, start)
	const quotedId = referencesOf(post).quoted?.id
	if (long === undefined) {
		const links = { links: post.entities?.urls, quotedId }
		const shown = withMeantLinks(short, links)
		const isIncomplete = post.text === undefined || looksCut(short)
		return { text: shown, wording: wordingOf(short, start, links, isReply), mentions, isIncomplete }
	}
	const prefix = beforeCodePoint(short, start ?? 0)
	const startOfLong = start === undefined || long.text.startsWith(prefix) ? start : 0
	const later: readonly Mention[] = mentionsIn(long.entities?.mentions, long.text, startOfLong)
	const links = { links: [...(post.entities?.urls ?? []), ...(long.entities?.urls ?? [])], quotedId }
	const wording = wordingOf(long.text, startOfLong, links, isReply)
	return { text: withMeantLinks(long.text, links), wording, mentions: [...mentions, ...later], isIncomplete: false }
}

/** An article is linked in a text that says nothing else: its words are its own. */
const withArticle = (post: NewerPost, what: What): What => {
	const { article } = post
	const words = article?.plain_text ?? article?.preview_text
	const isLinkOnly = /^(?:@\w{1,30}\s+)*https?:\/\/\S+$/.test(what.text.trim()) || what.text === ''
	if (article === undefined || !isLinkOnly) return what
	return { ...what, text: words ?? '', isIncomplete: article.plain_text === undefined }
}

const aboutOf = (post: NewerPost, quotedId: string | undefined): XPost['about'] => {
	if (post.article === undefined) return quotedPost(quotedId)
	return { kind: 'article', title: shortTitle(post.article.title), id: post.id, url: postLink(post.id) }
}

const attachedTo = (post: NewerPost, includes: Includes): readonly Attached[] => [
	...(post.attachments?.media_keys ?? []).map((key) => {
		const media = includes.media(key)
		return media === undefined ? fileByKey(key) : fileOf(media)
	}),
	...(post.attachments?.poll_ids ?? []).map(() => ({ kind: 'poll' }) as const),
	...locationOf({ coordinates: post.geo?.coordinates, place: includes.place(post.geo?.place_id) }),
]

const placeOf = ({ community_id, article }: Pick<NewerPost, 'community_id' | 'article'>): XPost['place'] => {
	if (community_id !== undefined) return 'communityPost'
	return article === undefined ? undefined : 'article'
}

/** Reads a v2 post, its author from `includes`; returns undefined when it has no id. */
export const readNewerPost = (payload: unknown, includes: Includes): XPost | undefined => {
	const parsed = newerPostSchema.safeParse(payload)
	if (!parsed.success) return undefined
	const post = parsed.data
	const { parentId, quoted, isRepost } = referencesOf(post)
	const parent = post.in_reply_to_tweet_id ?? post.in_reply_to_post_id ?? parentId
	const authorId = post.author_id ?? post.author?.id ?? post.author?.id_str
	const author = includes.user(authorId) ?? post.author
	const keys = post.attachments?.media_keys ?? []
	return {
		...withArticle(post, whatOf(post, parent !== undefined)),
		id: post.id,
		editionIds: [...(post.edit_history_tweet_ids ?? []), ...(post.edit_history_post_ids ?? [])],
		authorId,
		handle: author?.username ?? author?.screen_name,
		name: author?.name,
		attached: attachedTo(post, includes),
		about: aboutOf(post, quoted?.id),
		media: mediaOf(keys.map((key) => includes.media(key))),
		conversationId: post.conversation_id,
		parentId: parent,
		parentAuthorId: post.in_reply_to_user_id ?? includes.authorOfPost(parent),
		isRepost,
		place: placeOf(post),
		isQuote: quoted !== undefined,
		quotedAuthorId: includes.authorOfPost(quoted?.id),
		sentAt: writtenAtOf(post.id, post.created_at),
	}
}
