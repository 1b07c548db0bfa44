import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { deleteAsCompany, messageAsCompany, postAsCompany } from './act-as-company.ts'
import { ownAccountId } from './network.ts'
import type { World } from './networks-world.ts'
import { rateHeaders } from './rate-limit.ts'
import { createFaultGuard } from './under-fault.ts'
import {
	duplicateContent,
	invalidRequest,
	messagesClosed,
	notFound,
	parentGone,
	tooManyRequests,
	unauthorized,
	unavailable,
} from './x-problem.ts'
import { threadText } from './x-text.ts'
import { conversationId, tweetView } from './x-views.ts'

const tweetSchema = z.object({
	text: z.string().min(1),
	reply: z.object({ in_reply_to_tweet_id: z.string().regex(/^\d+$/) }).optional(),
	reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
	direct_message_deep_link: z.string().optional(),
})
const messageSchema = z.object({ text: z.string().min(1).max(10_000) })

const readJson = async <Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.output<Schema>> => {
	const body: unknown = await context.req.json().catch(() => undefined)
	const result = schema.safeParse(body)
	if (!result.success)
		throw invalidRequest(`The parameter ${result.error.issues[0]?.path.join('.') ?? ''} is not valid.`)
	return result.data
}

/** A link counts 23 whatever its length; a lower bound of X's weighted count (contracts.md 2.10). */
const countCharacters = (text: string): number =>
	Array.from(text.normalize('NFC').replaceAll(/https?:\/\/\S+/g, 'x'.repeat(23))).length

/** The same text, thread handles included, within a day: X takes it for a repetition. */
const isRepetition = (world: World, text: string, inReplyTo: string | undefined): boolean => {
	const now = Date.parse(world.clock.now())
	const draft = {
		id: '',
		network: 'x',
		visibility: 'public',
		authorId: ownAccountId.x,
		toId: undefined,
		text,
		inReplyTo,
		at: '',
		pictures: 0,
	} as const
	const wanted = threadText(draft, world).text
	return world.posts
		.own('x', 1_000)
		.some((post) => now - Date.parse(post.at) < DAY && threadText(post, world).text === wanted)
}

/** Posts, deletes and direct messages of the company's account. */
export const addXWrites = (app: Hono, world: World): void => {
	const guard = createFaultGuard(world, 'x', {
		'429': () => tooManyRequests(rateHeaders(100, 0, Date.parse(world.clock.now()) + MINUTE)),
		'5xx': unavailable,
		revoked: unauthorized,
		'dm-closed': messagesClosed,
	})

	app.post('/2/tweets', (context) =>
		guard(context.req.raw, false, async () => {
			const { text, reply } = await readJson(context, tweetSchema)
			if (countCharacters(text) > 280) throw invalidRequest('Your Tweet text is too long.')
			const inReplyTo = reply?.in_reply_to_tweet_id
			if (inReplyTo !== undefined && world.posts.find('x', inReplyTo)?.visibility !== 'public') throw parentGone()
			if (isRepetition(world, text, inReplyTo)) throw duplicateContent()
			const post = postAsCompany(world, 'x', text, inReplyTo)
			const { id, edit_history_tweet_ids } = tweetView(post, world)
			return context.json({ data: { id, text, edit_history_tweet_ids } }, 201)
		}),
	)
	app.delete('/2/tweets/:id', (context) =>
		guard(context.req.raw, false, async () => {
			deleteAsCompany(world, context.req.param('id'))
			return context.json({ data: { deleted: true } })
		}),
	)
	app.post('/2/dm_conversations/with/:id/messages', (context) =>
		guard(context.req.raw, true, async () => {
			const { text } = await readJson(context, messageSchema)
			const person = world.people.find('x', context.req.param('id'))
			if (!person || person.id === ownAccountId.x) throw notFound('the participant')
			if (!person.acceptsMessages) throw messagesClosed()
			const { id } = messageAsCompany(world, 'x', person.id, text)
			return context.json({ data: { dm_conversation_id: conversationId(person.id), dm_event_id: id } }, 201)
		}),
	)
}
