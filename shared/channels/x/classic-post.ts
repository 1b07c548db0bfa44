import * as z from 'zod'
import { externalIdSchema, flagSchema, textSchema } from '../fields.ts'
import { fileOf, locationOf } from './attached.ts'
import { maybe, maybeList } from './maybe.ts'
import { mediaOf } from './media.ts'
import { displayStartSchema, mentionsIn, mentionsSchema } from './mentions.ts'
import { quotedPost, type XPost } from './post.ts'
import { writtenAtOf, writtenTimeSchema } from './sent-at.ts'
import { looksCut } from './text.ts'
import { linkedMediaSchema, linksSchema, withMeantLinks, wordingOf } from './wording.ts'

const id = maybe(externalIdSchema)
const flag = maybe(flagSchema)
const text = maybe(textSchema)
const media = maybe(z.object({ media: maybeList(z.unknown()) }))

const userSchema = maybe(z.object({ id_str: id, id, screen_name: text, name: text }))

const written = {
	text,
	full_text: text,
	entities: maybe(z.object({ user_mentions: mentionsSchema, urls: linksSchema, media: maybeList(z.unknown()) })),
	extended_entities: media,
	display_text_range: z.unknown().optional(),
}

/** A v1.1 post as the Account Activity API sends it (NETWORKS.md 2.4). Ids come as string, as number, or both. */
const classicPostSchema = z.object({
	...written,
	id_str: id,
	id,
	truncated: flag,
	extended_tweet: maybe(z.object(written)),
	user: userSchema,
	created_at: maybe(writtenTimeSchema),
	timestamp_ms: maybe(writtenTimeSchema),
	conversation_id_str: id,
	conversation_id: id,
	in_reply_to_status_id_str: id,
	in_reply_to_status_id: id,
	in_reply_to_user_id_str: id,
	in_reply_to_user_id: id,
	is_quote_status: flag,
	quoted_status: maybe(z.object({ user: userSchema, id_str: id })),
	quoted_status_id_str: id,
	quoted_status_id: id,
	coordinates: z.unknown().optional(),
	place: z.unknown().optional(),
	retweeted_status: maybe(z.looseObject({})),
	edit_history: maybe(z.object({ initial_tweet_id: id, edit_tweet_ids: maybeList(externalIdSchema) })),
	edit_history_tweet_ids: maybeList(externalIdSchema),
})
type ClassicPost = z.infer<typeof classicPostSchema>

const quotedIdOf = (post: ClassicPost): string | undefined =>
	post.quoted_status_id_str ?? post.quoted_status_id ?? post.quoted_status?.id_str

type What = Pick<XPost, 'text' | 'wording' | 'mentions' | 'isIncomplete' | 'attached' | 'media'>

/** Returns the whole text: a cut post has it, and every mention past character 140, only in `extended_tweet`. */
const whatOf = (post: ClassicPost, isReply: boolean): What => {
	const extended = post.extended_tweet
	// It may be empty: it counts only with a text of its own.
	const full = extended?.full_text !== undefined || extended?.text !== undefined ? extended : undefined
	const source = full ?? post
	const words = source.full_text ?? post.full_text ?? source.text ?? post.text
	const start = displayStartSchema.parse(source.display_text_range ?? post.display_text_range)
	const files =
		source.extended_entities?.media ??
		post.extended_entities?.media ??
		source.entities?.media ??
		post.entities?.media ??
		[]
	const links = { links: source.entities?.urls, media: linkedMediaSchema.parse(files), quotedId: quotedIdOf(post) }
	const text = withMeantLinks(words ?? '', links)
	const isCut = post.truncated === true || (post.truncated === undefined && looksCut(words ?? ''))
	return {
		text,
		wording: wordingOf(words ?? '', start, links, isReply),
		mentions: mentionsIn(source.entities?.user_mentions, words ?? '', start),
		isIncomplete: words === undefined || (isCut && full === undefined),
		attached: [...files.map(fileOf), ...locationOf({ coordinates: post.coordinates, place: post.place })],
		media: mediaOf(files),
	}
}

/** Reads a v1.1 post; returns undefined when it has no id. */
export const readClassicPost = (payload: unknown): XPost | undefined => {
	const parsed = classicPostSchema.safeParse(payload)
	const post = parsed.data
	const postId = post?.id_str ?? post?.id
	if (post === undefined || postId === undefined) return undefined
	const quoted = post.quoted_status?.user
	const history = post.edit_history
	const parentId = post.in_reply_to_status_id_str ?? post.in_reply_to_status_id
	return {
		...whatOf(post, parentId !== undefined),
		id: postId,
		editionIds: [
			...(history?.edit_tweet_ids ?? []),
			...(post.edit_history_tweet_ids ?? []),
			...(history?.initial_tweet_id ? [history.initial_tweet_id] : []),
		],
		authorId: post.user?.id_str ?? post.user?.id,
		handle: post.user?.screen_name,
		name: post.user?.name,
		conversationId: post.conversation_id_str ?? post.conversation_id,
		parentId,
		parentAuthorId: post.in_reply_to_user_id_str ?? post.in_reply_to_user_id,
		isRepost: post.retweeted_status !== undefined,
		// v1.1 knows neither articles nor communities.
		place: undefined,
		about: quotedPost(quotedIdOf(post)),
		isQuote:
			post.is_quote_status === true || !!post.quoted_status || !!post.quoted_status_id_str || !!post.quoted_status_id,
		quotedAuthorId: quoted?.id_str ?? quoted?.id,
		sentAt: writtenAtOf(postId, post.timestamp_ms ?? post.created_at),
	}
}
