import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { deleteAsCompany, messageAsCompany, postAsCompany } from './act-as-company.ts'
import { silence } from './lost-answer.ts'
import { ownAccountId } from './network.ts'
import type { World } from './networks-world.ts'
import { hasValidSignature } from './oauth1.ts'
import { ownPerson } from './people.ts'
import { createRateLimits, rateHeaders } from './rate-limit.ts'
import {
	duplicateContent,
	invalidRequest,
	messagesClosed,
	notFound,
	parentGone,
	tooManyRequests,
	unauthorized,
	unavailable,
	XProblem,
} from './x-problem.ts'
import { threadText } from './x-text.ts'
import { conversationId, messageView, tweetView, userView } from './x-views.ts'

const tweetSchema = z.object({
	text: z.string().min(1),
	reply: z.object({ in_reply_to_tweet_id: z.string().regex(/^\d+$/) }).optional(),
	reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
	direct_message_deep_link: z.string().optional(),
})
const messageSchema = z.object({ text: z.string().min(1).max(10_000) })
const pageSchema = z.object({
	max_results: z.coerce.number().int().min(1).max(100).default(100),
	since_id: z.string().regex(/^\d+$/).optional(),
})

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

/**
 * The part of X's v2 API that hilft calls: OAuth 1.0a verified for real, refusals and headers as contracts.md 2.8 and
 * 2.9 describe them. Answers any account of a large contract: the rule that only a summoned account may reply does not
 * apply (contracts.md 2.8).
 */
export const createXApi = (world: World): Hono => {
	const app = new Hono()
	const limits = createRateLimits(world.clock)

	app.onError((error, context) => {
		if (!(error instanceof XProblem)) throw error
		return context.json(error.body(), error.status, error.headers)
	})
	app.notFound((context) => context.json(notFound('the requested endpoint').body(), 404))

	app.use(async (context, next) => {
		const { pathname, search } = new URL(context.req.url)
		const isForm = context.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
		const isSigned = hasValidSignature(
			{
				method: context.req.method,
				url: new URL(pathname + search, intendedOrigin(context.req.header('host'))),
				authorization: context.req.header('authorization') ?? '',
				form: new URLSearchParams(isForm ? await context.req.text() : ''),
			},
			Date.parse(world.clock.now()) / 1000,
		)
		if (!isSigned) throw unauthorized()
		const { isExceeded, headers } = limits.count(`${context.req.method} ${pathname.replaceAll(/\d{3,}/g, ':id')}`)
		if (isExceeded) throw tooManyRequests(headers)
		await next()
		for (const [name, value] of Object.entries(headers))
			if (!context.res.headers.has(name)) context.res.headers.set(name, value)
	})

	/** Runs a writing call under the next fault, if one is set. */
	const write = async (context: Context, isPrivate: boolean, act: () => Promise<Response>): Promise<Response> => {
		const fault = world.faults.take('x', isPrivate)
		switch (fault) {
			case undefined:
				return act()
			case 'timeout-before':
				return silence(context.req.raw.signal)
			case 'timeout-after':
				await act()
				return silence(context.req.raw.signal)
			case '429':
				throw tooManyRequests(rateHeaders(100, 0, Date.parse(world.clock.now()) + MINUTE))
			case '5xx':
				throw unavailable()
			case 'revoked':
				throw unauthorized()
			case 'dm-closed':
				throw messagesClosed()
		}
	}

	app.post('/2/tweets', (context) =>
		write(context, false, async () => {
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
		write(context, false, async () => {
			deleteAsCompany(world, context.req.param('id'))
			return context.json({ data: { deleted: true } })
		}),
	)
	app.post('/2/dm_conversations/with/:id/messages', (context) =>
		write(context, true, async () => {
			const { text } = await readJson(context, messageSchema)
			const person = world.people.find('x', context.req.param('id'))
			if (!person || person.id === ownAccountId.x) throw notFound('the participant')
			if (!person.acceptsMessages) throw messagesClosed()
			const { id } = messageAsCompany(world, 'x', person.id, text)
			return context.json({ data: { dm_conversation_id: conversationId(person.id), dm_event_id: id } }, 201)
		}),
	)

	app.get('/2/users/me', (context) => context.json({ data: userView(ownPerson('x')) }))
	app.get('/2/tweets/:id', (context) => {
		const id = context.req.param('id')
		const post = world.posts.find('x', id)
		if (post?.visibility !== 'public')
			return context.json({
				errors: [{ ...notFound(`tweet with id: [${id}]`).body(), resource_id: id, parameter: 'id' }],
			})
		const author = world.people.find('x', post.authorId)
		return context.json({ data: tweetView(post, world), includes: { users: author ? [userView(author)] : [] } })
	})
	app.get('/2/users/:id/tweets', (context) => {
		const { max_results, since_id } = pageSchema.parse(context.req.query())
		const posts = world.posts
			.list({ network: 'x', visibility: 'public', authorId: context.req.param('id'), limit: 1_000 })
			.filter(({ id }) => since_id === undefined || BigInt(id) > BigInt(since_id))
			.slice(0, max_results)
		return context.json(listOf(posts.map((post) => tweetView(post, world))))
	})
	app.get('/2/dm_events', (context) => {
		const { max_results } = pageSchema.parse(context.req.query())
		return context.json(
			listOf(world.posts.list({ network: 'x', visibility: 'private', limit: max_results }).map(messageView)),
		)
	})
	app.get('/2/dm_conversations/with/:id/dm_events', (context) => {
		const { max_results } = pageSchema.parse(context.req.query())
		return context.json(listOf(world.posts.messagesWith('x', context.req.param('id'), max_results).map(messageView)))
	})
	return app
}

const intendedOrigin = (host = 'api.x.com'): string =>
	host === 'api.twitter.com' ? `https://${host}` : 'https://api.x.com'

const listOf = (data: readonly { id: string }[]) => ({
	...(data.length > 0 ? { data } : {}),
	meta: { result_count: data.length, ...(data[0] ? { newest_id: data[0].id, oldest_id: data.at(-1)?.id } : {}) },
})

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
	} as const
	const wanted = threadText(draft, world).text
	return world.posts
		.own('x', 1_000)
		.some((post) => now - Date.parse(post.at) < DAY && threadText(post, world).text === wanted)
}
