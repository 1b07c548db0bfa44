import { z } from 'zod'
import type { ApiContext } from '#infra/local/practice/world/api-call.ts'
import { OWN_NAME } from '#infra/local/practice/world/network.ts'
import { ownPerson } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { isReadable, isVisible } from '#infra/local/practice/world/readable.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { type XApp, xEndpoint } from './endpoint.ts'
import { invalidRequest, missingPost } from './problem.ts'
import { handlesIn, threadText } from './text.ts'
import { tweetView, userView, xMessageView } from './views.ts'

const MOST_IDS = 100
/** In US dollars: a post that is read by its id, and one of ours or that mentions us, read by its list (NETWORKS.md 2.8). */
const POST_READ = 0.005
const OWNED_READ = 0.001
const pageSchema = z.object({
	max_results: z.coerce.number().int().min(1).max(100).default(100),
	since_id: z.string().regex(/^\d+$/).optional(),
	until_id: z.string().regex(/^\d+$/).optional(),
	start_time: z.iso.datetime().optional(),
	/** Ours: how many came before. */
	pagination_token: z
		.string()
		.regex(/^n\d+$/)
		.optional(),
})
const idsSchema = z
	.string()
	.transform((text) => text.split(','))
	.pipe(
		z
			.array(z.string().regex(/^\d{1,19}$/))
			.min(1)
			.max(MOST_IDS),
	)

const pageOf = (context: ApiContext): z.output<typeof pageSchema> => {
	const page = pageSchema.safeParse(context.req.query())
	if (page.success) return page.data
	throw invalidRequest(`The query parameter ${page.error.issues[0]?.path.join('.') ?? ''} is not valid.`)
}

const listOf = (items: readonly { id: string }[], { max_results, pagination_token }: z.output<typeof pageSchema>) => {
	const start = Number(pagination_token?.slice(1) ?? 0)
	const data = items.slice(start, start + max_results)
	const [first] = data
	return {
		data: first ? data : undefined,
		meta: {
			result_count: data.length,
			newest_id: first ? first.id : undefined,
			oldest_id: first ? data.at(-1)?.id : undefined,
			next_token: start + max_results < items.length ? `n${start + max_results}` : undefined,
		},
	}
}

/** Returns posts by id, and for each missing one the reason (NETWORKS.md 2.11). */
const lookUp = (world: World, ids: readonly string[], parameter: string) => {
	const found = ids.map((id) => ({ id, post: world.posts.find('x', id) }))
	const data: Post[] = []
	const errors: object[] = []
	for (const { id, post } of found) {
		const author = post && world.people.find('x', post.authorId)
		if (post?.visibility !== 'public' || !isReadable(world, post)) errors.push(missingPost(id, parameter, 'gone'))
		else if (isVisible(world, post)) data.push(post)
		else errors.push(missingPost(id, parameter, author?.isSuspended ? 'suspended' : 'protected'))
	}
	world.bill.read(data, POST_READ)
	const authors = [...new Set(data.map(({ authorId }) => authorId))].flatMap((id) => world.people.find('x', id) ?? [])
	return { data, errors, includes: { users: authors.map(userView) } }
}

const addPostReads = (app: XApp, world: World): void => {
	const on = xEndpoint(app, world)
	const publicly = { visibility: 'public', calls: 'reading' } as const
	const asTweet = (post: Post) => tweetView(post, world)

	on('GET', '/2/users/me', { ...publicly, limit: 'users' }, (context) =>
		context.json({ data: userView(ownPerson('x')) }),
	)
	on('GET', '/2/tweets', { ...publicly, limit: 'postReads' }, (context) => {
		const ids = idsSchema.safeParse(context.req.query('ids'))
		if (!ids.success) throw invalidRequest('The query parameter ids is not valid: 1 to 100 ids.')
		const { data, errors, includes } = lookUp(world, ids.data, 'ids')
		return context.json({
			data: data.length > 0 ? data.map(asTweet) : undefined,
			includes: data.length > 0 ? includes : undefined,
			errors: errors.length > 0 ? errors : undefined,
		})
	})
	on('GET', '/2/tweets/:id', { ...publicly, limit: 'postReads' }, (context) => {
		const { data, errors, includes } = lookUp(world, [context.req.param('id') ?? ''], 'id')
		const [post] = data
		return context.json(post ? { data: asTweet(post), includes } : { errors })
	})
	const timeline = (context: ApiContext, posts: readonly Post[]): Response => {
		const page = pageOf(context)
		const { since_id, until_id, start_time } = page
		const wanted = posts
			.filter((post) => isReadable(world, post) && isVisible(world, post))
			.filter(({ id }) => since_id === undefined || BigInt(id) > BigInt(since_id))
			.filter(({ id }) => until_id === undefined || BigInt(id) < BigInt(until_id))
			.filter(({ at }) => start_time === undefined || Date.parse(at) >= Date.parse(start_time))
			.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1))
		const list = listOf(wanted.map(asTweet), page)
		world.bill.read(list.data ?? [], OWNED_READ)
		return context.json(list)
	}
	on('GET', '/2/users/:id/tweets', { ...publicly, limit: 'timelines' }, (context) => {
		const authorId = context.req.param('id') ?? ''
		return timeline(context, world.posts.list({ network: 'x', visibility: 'public', authorId, limit: 1_000 }))
	})
	on('GET', '/2/users/:id/mentions', { ...publicly, limit: 'mentions' }, (context) => {
		const handle = world.people.find('x', context.req.param('id') ?? '')?.handle.toLowerCase() ?? OWN_NAME
		const posts = world.posts.list({ network: 'x', visibility: 'public', limit: 1_000 })
		return timeline(
			context,
			posts.filter((post) => handlesIn(threadText(post, world).text).includes(handle)),
		)
	})
}

/**
 * Adds the endpoints for reading posts, messages and our own account: for checks before writing again, and for following
 * customers' changes.
 */
export const addXReads = (app: XApp, world: World): void => {
	addPostReads(app, world)
	const on = xEndpoint(app, world)
	const privately = { visibility: 'private', calls: 'reading', limit: 'messageReads' } as const
	const messages = (context: ApiContext, posts: readonly Post[]): Response => {
		const wanted = posts.filter((post) => isReadable(world, post))
		return context.json(listOf(wanted.map(xMessageView), pageOf(context)))
	}
	on('GET', '/2/dm_events', privately, (context) =>
		messages(context, world.posts.list({ network: 'x', visibility: 'private', limit: 1_000 })),
	)
	on('GET', '/2/dm_conversations/with/:id/dm_events', privately, (context) =>
		messages(context, world.posts.messagesWith('x', context.req.param('id') ?? '')),
	)
}
