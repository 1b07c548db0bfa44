import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { World } from './networks-world.ts'
import { ownPerson } from './people.ts'
import { invalidRequest, notFound } from './x-problem.ts'
import { messageView, tweetView, userView } from './x-views.ts'

const pageSchema = z.object({
	max_results: z.coerce.number().int().min(1).max(100).default(100),
	since_id: z.string().regex(/^\d+$/).optional(),
})

const pageOf = (context: Context): z.output<typeof pageSchema> => {
	const page = pageSchema.safeParse(context.req.query())
	if (!page.success)
		throw invalidRequest(`The query parameter ${page.error.issues[0]?.path.join('.') ?? ''} is not valid.`)
	return page.data
}

const listOf = (data: readonly { id: string }[]) => ({
	...(data.length > 0 ? { data } : {}),
	meta: { result_count: data.length, ...(data[0] ? { newest_id: data[0].id, oldest_id: data.at(-1)?.id } : {}) },
})

/** What one looks up before writing again: our posts, our messages, a post. */
export const addXReads = (app: Hono, world: World): void => {
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
		const { max_results, since_id } = pageOf(context)
		const posts = world.posts
			.list({ network: 'x', visibility: 'public', authorId: context.req.param('id'), limit: 1_000 })
			.filter(({ id }) => since_id === undefined || BigInt(id) > BigInt(since_id))
			.slice(0, max_results)
		return context.json(listOf(posts.map((post) => tweetView(post, world))))
	})
	app.get('/2/dm_events', (context) => {
		const { max_results } = pageOf(context)
		return context.json(
			listOf(world.posts.list({ network: 'x', visibility: 'private', limit: max_results }).map(messageView)),
		)
	})
	app.get('/2/dm_conversations/with/:id/dm_events', (context) => {
		const { max_results } = pageOf(context)
		return context.json(listOf(world.posts.messagesWith('x', context.req.param('id'), max_results).map(messageView)))
	})
}
