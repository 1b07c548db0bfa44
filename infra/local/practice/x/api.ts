import { Hono } from 'hono'
import twitterText from 'twitter-text'
import { z } from 'zod'
import {
	deleteAsCompany,
	hideAsCompany,
	messageAsCompany,
	postAsCompany,
} from '#infra/local/practice/world/act-as-company.ts'
import { isOwn, OWN_NAME, ownAccountId } from '#infra/local/practice/world/network.ts'
import type { NewPost, Post } from '#infra/local/practice/world/posts.ts'
import { isVisible } from '#infra/local/practice/world/readable.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import { type XApp, xEndpoint } from './endpoint.ts'
import {
	duplicateContent,
	invalidRequest,
	messagesClosed,
	messageTooLong,
	noEndpoint,
	noParticipant,
	notInCommunity,
	notSummoned,
	notToHide,
	notYours,
	parentGone,
	quotedGone,
	tooLong,
} from './problem.ts'
import { readJson } from './read-json.ts'
import { addXReads } from './reads.ts'
import { addXSubscriptions } from './subscriptions.ts'
import { handlesIn, threadText } from './text.ts'
import { conversationId, tweetView } from './views.ts'

/** What a program wants to post; the thread's handles are not part of the text. */
type XDraft = {
	readonly text: string
	readonly inReplyTo: string | undefined
	readonly quotes: string | undefined
}

const seen = (world: World, id: string): Post | undefined => {
	const post = world.posts.find('x', id)
	return post?.visibility === 'public' && isVisible(world, post) ? post : undefined
}

/**
 * Tests whether a post lets us reply: by an explicit mention in its own words, or by quoting a post of ours (NETWORKS.md
 * 2.8).
 */
const isSummonedBy = (world: World, parent: Post): boolean => {
	const quoted = parent.quotes === undefined ? undefined : world.posts.find('x', parent.quotes)
	return (
		isOwn('x', parent.authorId) ||
		handlesIn(parent.text).includes(OWN_NAME) ||
		(quoted !== undefined && isOwn('x', quoted.authorId))
	)
}

/** Tests whether we posted the same text within the time, in the same thread or anywhere, as the setting says. */
const isRepetition = (world: World, { text, inReplyTo }: XDraft): boolean => {
	const { duplicates, duplicateHours } = world.settings.all().x
	const since = Date.parse(world.clock.now()) - duplicateHours * HOUR
	const asRead = (post: Pick<NewPost, 'authorId' | 'inReplyTo' | 'text'>): string =>
		(duplicates === 'account' ? post.text : threadText(post, world).text).normalize('NFC').trim()
	const wanted = asRead({ authorId: ownAccountId.x, inReplyTo, text })
	return world.posts.own('x', 1_000).some((post) => Date.parse(post.at) > since && asRead(post) === wanted)
}

/** Throws X's refusal of a post, in the order in which X checks. */
const checkDraft = (world: World, draft: XDraft): void => {
	const { weightedLength, valid } = twitterText.parseTweet(draft.text)
	if (weightedLength > 280) throw tooLong()
	if (!valid) throw invalidRequest('The parameter text is not valid.')
	const parent = draft.inReplyTo === undefined ? undefined : seen(world, draft.inReplyTo)
	if (draft.inReplyTo !== undefined && !parent) throw parentGone()
	if (parent?.form === 'communityPost') throw notInCommunity()
	if (draft.quotes !== undefined && !seen(world, draft.quotes)) throw quotedGone()
	if (parent && world.settings.all().x.selfServe && !isSummonedBy(world, parent)) throw notSummoned()
	if (isRepetition(world, draft)) throw duplicateContent()
}

/** Tests whether we may hide a post: a reply of somebody else in a conversation that we began. */
const isOursToHide = (world: World, post: Post): boolean => {
	const rootOf = (one: Post): Post => {
		const parent = one.inReplyTo === undefined ? undefined : world.posts.everFind(one.inReplyTo)
		return parent ? rootOf(parent) : one
	}
	const isReply = post.inReplyTo !== undefined && post.visibility === 'public'
	return isReply && !isOwn('x', post.authorId) && isOwn('x', rootOf(post).authorId)
}

const MESSAGE_LENGTH = 10_000
const id = z.string().regex(/^\d{1,19}$/)
/** Strict, as X is; `everyone` is no value of `reply_settings`, and edits are not offered (NETWORKS.md 2.5, 2.8). */
const tweetSchema = z.strictObject({
	text: z.string().min(1),
	reply: z
		.strictObject({
			in_reply_to_tweet_id: id,
			exclude_reply_user_ids: z.array(id).optional(),
			auto_populate_reply_metadata: z.boolean().optional(),
		})
		.optional(),
	reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
	quote_tweet_id: id.optional(),
	direct_message_deep_link: z
		.string()
		.regex(/^https:\/\/(?:twitter|x)\.com\/messages\/compose\?recipient_id=\d{1,19}(?:&[^\s]*)?$/)
		.optional(),
})
const messageSchema = z.strictObject({ text: z.string().min(1) })
const hiddenSchema = z.strictObject({ hidden: z.boolean() })

const publicly = { visibility: 'public', calls: 'writing' } as const

/** Adds the endpoints for posts, deletes, hides and direct messages of the company's account. */
const addXWrites = (app: XApp, world: World): void => {
	const on = xEndpoint(app, world)

	on('POST', '/2/tweets', { ...publicly, limit: 'posts' }, async (context) => {
		const { text, reply, quote_tweet_id: quotes } = await readJson(context, tweetSchema)
		const draft = { text, inReplyTo: reply?.in_reply_to_tweet_id, quotes }
		checkDraft(world, draft)
		const post = postAsCompany(world, { network: 'x', ...draft })
		const { id, edit_history_tweet_ids } = tweetView(post, world)
		return context.json({ data: { id, text, edit_history_tweet_ids } }, 201)
	})
	on('DELETE', '/2/tweets/:id', { ...publicly, limit: 'deletes' }, (context) => {
		const post = world.posts.find('x', context.req.param('id') ?? '')
		if (post && !isOwn('x', post.authorId)) throw notYours()
		if (post?.visibility === 'public') deleteAsCompany(world, post)
		return context.json({ data: { deleted: true } })
	})
	on('PUT', '/2/tweets/:id/hidden', { ...publicly, limit: 'hides' }, async (context) => {
		const { hidden } = await readJson(context, hiddenSchema)
		const post = world.posts.find('x', context.req.param('id') ?? '')
		if (!post) throw noEndpoint()
		if (!isOursToHide(world, post)) throw notToHide()
		hideAsCompany(world, post, hidden)
		return context.json({ data: { hidden } })
	})
	on(
		'POST',
		'/2/dm_conversations/with/:id/messages',
		{ visibility: 'private', calls: 'writing', limit: 'messages' },
		async (context) => {
			const { text } = await readJson(context, messageSchema)
			if (Array.from(text).length > MESSAGE_LENGTH) throw messageTooLong()
			const person = world.people.find('x', context.req.param('id') ?? '')
			if (!person || isOwn('x', person.id) || person.isSuspended) throw noParticipant()
			if (!person.acceptsMessages) throw messagesClosed()
			const { id } = messageAsCompany(world, { network: 'x', toId: person.id, text })
			return context.json({ data: { dm_conversation_id: conversationId(person.id), dm_event_id: id } }, 201)
		},
	)
}

/**
 * Creates the part of X's v2 API that hilft calls. Verifies OAuth 1.0a; refusals, limits and headers are those of
 * NETWORKS.md 2.8 and 2.9. The self-serve rule is a setting.
 */
export const createXApi = (world: World): XApp => {
	const app: XApp = new Hono()
	app.notFound((context) => context.json(noEndpoint().body, 404))
	addXWrites(app, world)
	addXReads(app, world)
	addXSubscriptions(app, world)
	return app
}
