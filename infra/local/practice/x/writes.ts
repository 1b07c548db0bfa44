import { z } from 'zod'
import {
	deleteAsCompany,
	hideAsCompany,
	messageAsCompany,
	postAsCompany,
} from '#infra/local/practice/world/act-as-company.ts'
import type { ApiContext } from '#infra/local/practice/world/api-call.ts'
import { isOwn } from '#infra/local/practice/world/network.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { type XApp, xEndpoint } from './endpoint.ts'
import {
	invalidRequest,
	messagesClosed,
	messageTooLong,
	noEndpoint,
	noParticipant,
	notToHide,
	notYours,
} from './problem.ts'
import { checkDraft, isOursToHide } from './rules.ts'
import { conversationId, tweetView } from './views.ts'

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

const readJson = async <Schema extends z.ZodType>(context: ApiContext, schema: Schema): Promise<z.output<Schema>> => {
	const body: unknown = await context.req.json().catch(() => undefined)
	const result = schema.safeParse(body)
	if (result.success) return result.data
	const [issue] = result.error.issues
	const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : []
	throw invalidRequest(`The parameter ${[...(issue?.path ?? []), ...unknown].join('.')} is not valid.`)
}

const publicly = { visibility: 'public', calls: 'writing' } as const

/** Posts, deletes, hides and direct messages of the company's account. */
export const addXWrites = (app: XApp, world: World): void => {
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
