import { Hono } from 'hono'
import { z } from 'zod'
import { askDeletion, askDeletionSchema } from '#infra/local/practice/graph/ask-deletion.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { SendingSwitch } from '#infra/local/practice/kernel/sending-switch.ts'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import { customerMailSchema, type WriteMailDependencies, writeMail } from '#infra/local/practice/mail/write-mail.ts'
import type { SignIn } from '#infra/local/practice/sign-in/sign-in.ts'
import { deleteInApp, editInApp, editSchema } from '#infra/local/practice/world/change-as-customer.ts'
import { networks, OWN_NAME, visibilities } from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { customerPostSchema, writeAsCustomer } from '#infra/local/practice/world/write-as-customer.ts'
import { ownPostSchema, writeNatively } from '#infra/local/practice/world/write-natively.ts'
import { addBehaviour } from './json-behaviour.ts'
import { parseFields, readBody } from './problem.ts'

export type JsonApiDependencies = {
	readonly world: World
	/** Where Meta asks us to delete what we have of somebody. */
	readonly hooksOrigin: string
	readonly mails: WriteMailDependencies
	readonly signIn: SignIn
	readonly killSwitch: SendingSwitch
	readonly runJob: SystemPorts['runJob']
}

const postsQuerySchema = z.object({
	network: z.enum(networks).optional(),
	visibility: z.enum(visibilities).optional(),
	limit: z.coerce.number().int().min(1).max(10_000).optional(),
	/** `true`: with what was deleted. */
	deleted: z.enum(['true', 'false']).optional(),
})
const personSchema = z.strictObject({
	network: z.enum(networks),
	name: z.string().min(1).max(60),
	acceptsMessages: z.boolean().optional(),
	isProtected: z.boolean().optional(),
	isSuspended: z.boolean().optional(),
})

/** A post as `GET /practice/posts` shows it; the company's name is `hilft`. */
const postItem = (world: World, post: Post) => ({
	id: post.id,
	network: post.network,
	visibility: post.visibility,
	author: nameOf(world, post, post.authorId),
	to: post.toId === undefined ? undefined : nameOf(world, post, post.toId),
	text: post.text,
	inReplyTo: post.inReplyTo,
	quotes: post.quotes,
	pictures: post.pictures === 0 ? undefined : post.pictures,
	edited: post.edits === 0 ? undefined : true,
	history: post.firstId === undefined ? undefined : world.posts.history(post),
	hidden: post.isHidden ? true : undefined,
	deleted: post.deletedAt === undefined ? undefined : true,
	at: post.at,
})

const nameOf = (world: World, { network }: Post, id: string): string => world.people.find(network, id)?.name ?? OWN_NAME

const addPosts = (app: Hono, world: World): void => {
	app.get('/posts', (context) => {
		const { network, visibility, limit, deleted } = parseFields(context.req.query(), postsQuerySchema)
		const filter = { network, visibility, limit, deleted: deleted === 'true' }
		return context.json({ items: world.posts.list(filter).map((post) => postItem(world, post)) })
	})
	app.post('/posts', async (context) => {
		const input = await readBody(context, customerPostSchema)
		return context.json(postItem(world, writeAsCustomer(world, input)), 201)
	})
	app.post('/own-posts', async (context) => {
		const input = await readBody(context, ownPostSchema)
		return context.json(postItem(world, writeNatively(world, input)), 201)
	})
	app.get('/posts/:id', (context) => {
		const post = world.posts.everFind(context.req.param('id'))
		if (!post) throw new PracticeRefusal('unknown-post', { field: 'id' })
		return context.json(postItem(world, post))
	})
	app.patch('/posts/:id', async (context) => {
		const { text } = await readBody(context, editSchema)
		return context.json(postItem(world, editInApp(world, context.req.param('id'), text)))
	})
	app.delete('/posts/:id', (context) => {
		deleteInApp(world, context.req.param('id'))
		return context.body(null, 204)
	})
	app.get('/posts/:id/delivery', (context) => {
		const state = world.deliveries.stateOf(context.req.param('id'))
		if (!state) throw new PracticeRefusal('unknown-delivery', { field: 'id' })
		const { state: delivery, attempts, last_status: lastStatus } = state
		return context.json({ state: delivery, attempts, lastStatus: lastStatus ? lastStatus : undefined })
	})
	app.post('/posts/:id/delivery', (context) => {
		if (!world.deliveries.repeat(context.req.param('id')))
			throw new PracticeRefusal('unknown-delivery', { field: 'id' })
		return context.json({ state: 'pending' }, 202)
	})
}

/** The practice place for scripts, under `/practice` (infra/local/practice/README.md, "JSON"). */
export const createJsonApi = ({ world, hooksOrigin, mails, signIn, killSwitch, runJob }: JsonApiDependencies): Hono => {
	const app = new Hono()
	app.use(async (context, next) => {
		await next()
		context.header('cache-control', 'no-store')
	})
	app.get('/token', async (context) => context.json({ token: await signIn.tokenFor(context.req.query('agent') ?? '') }))
	app.get('/mailbox', (context) => context.json({ items: mails.mailbox.list(context.req.query('to')) }))
	app.post('/mails', async (context) => {
		const input = await readBody(context, customerMailSchema)
		return context.json({ id: await writeMail(mails, input) }, 202)
	})
	addPosts(app, world)
	app.put('/people', async (context) => {
		const { network, name, ...standing } = await readBody(context, personSchema)
		const { id } = world.people.ensure(network, name)
		world.people.setStanding(network, id, standing)
		return context.json({ ...world.people.find(network, id), network })
	})
	app.get('/people', (context) =>
		context.json({
			items: networks.flatMap((network) => world.people.list(network).map((person) => ({ ...person, network }))),
		}),
	)
	app.post('/deletions', async (context) =>
		context.json(await askDeletion(world, hooksOrigin, await readBody(context, askDeletionSchema)), 201),
	)
	addBehaviour(app, world, killSwitch, runJob)
	return app
}
