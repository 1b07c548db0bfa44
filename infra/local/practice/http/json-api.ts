import { Hono } from 'hono'
import { z } from 'zod'
import { askDeletion, askDeletionSchema } from '#infra/local/practice/graph/ask-deletion.ts'
import { InputProblem, PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { SendingSwitch } from '#infra/local/practice/kernel/sending-switch.ts'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import { customerMailSchema, type WriteMailDependencies, writeMail } from '#infra/local/practice/mail/write-mail.ts'
import type { SignIn } from '#infra/local/practice/sign-in/sign-in.ts'
import { deleteInApp, editInApp, editSchema } from '#infra/local/practice/world/change-as-customer.ts'
import { faultSchema } from '#infra/local/practice/world/faults.ts'
import { networks, OWN_NAME, visibilities } from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { customerPostSchema, writeAsCustomer } from '#infra/local/practice/world/write-as-customer.ts'
import { ownPostSchema, writeNatively } from '#infra/local/practice/world/write-natively.ts'
import { parseFields, readBody, readObject } from './problem.ts'

type JsonApiDependencies = {
	readonly world: World
	/** The origin of our callback for deletions that people ask Meta for. */
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

/** Renders a post as `GET /practice/posts` shows it; the company's name is `hilft`. */
const postItem = (world: World, post: Post) => ({
	id: post.id,
	network: post.network,
	visibility: post.visibility,
	author: nameOf(world, post, post.authorId),
	to: post.toId === undefined ? undefined : nameOf(world, post, post.toId),
	text: post.text,
	inReplyTo: post.inReplyTo,
	quotes: post.quotes,
	form: post.form,
	pictures: post.pictures === 0 ? undefined : post.pictures,
	attachments: post.brings.length === 0 ? undefined : post.brings,
	about: post.about,
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

/** Creates the JSON API for scripts, under `/practice` (infra/local/practice/README.md, "JSON"). */
export const createJsonApi = ({ world, hooksOrigin, mails, signIn, killSwitch, runJob }: JsonApiDependencies): Hono => {
	const app = new Hono()
	app.use(async (context, next) => {
		await next()
		context.header('cache-control', 'no-store')
	})
	app.get('/token', async (context) => {
		const { agent, client } = context.req.query()
		if (agent !== undefined && client === undefined) return context.json({ token: await signIn.tokenForAgent(agent) })
		if (client !== undefined && agent === undefined)
			return context.json({ token: await signIn.tokenForMachine(client) })
		throw new InputProblem('agent', 'Name one: an agent, or with client= a machine')
	})
	app.get('/mailbox', (context) => context.json({ items: mails.mailbox.list(context.req.query('to')) }))
	app.post('/mails', async (context) => {
		const input = await readBody(context, customerMailSchema)
		return context.json({ id: await writeMail(mails, input) }, 202)
	})
	addPosts(app, world)
	app.put('/people', async (context) => {
		const { network, name, ...reachability } = await readBody(context, personSchema)
		const { id } = world.people.ensure(network, name)
		world.people.setStanding(network, id, reachability)
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

const callsQuerySchema = z.object({
	network: z.enum(networks).optional(),
	account: z.string().optional(),
	method: z.string().optional(),
	since: z.iso.datetime().optional(),
	limit: z.coerce.number().int().min(1).max(10_000).optional(),
})
/** The jobs that a schedule starts in the cloud, each with the event by which it looks at everything at once. */
const JOBS = {
	sweep: {},
	/** As if the last look at every case were long ago. */
	reconcile: { olderThanHours: 0 },
} as const
const jobSchema = z.object({ job: z.enum(['sweep', 'reconcile']) })
const switchSchema = z.strictObject({ on: z.boolean() })

/**
 * Adds the routes for the networks' behaviour: settings, limits, faults, recorded calls, the kill switch and the jobs of the
 * system.
 */
const addBehaviour = (app: Hono, world: World, killSwitch: SendingSwitch, runJob: SystemPorts['runJob']): void => {
	const { settings, faults, calls, limits, bill } = world
	app.get('/settings', (context) => context.json(settings.all()))
	app.put('/settings', async (context) => context.json(settings.change(await readObject(context))))
	app.delete('/settings', (context) => {
		settings.reset()
		return context.body(null, 204)
	})
	app.delete('/limits', (context) => {
		limits.clear()
		return context.body(null, 204)
	})

	app.get('/faults', (context) => context.json({ items: faults.list() }))
	app.post('/faults', async (context) => context.json(faults.add(await readBody(context, faultSchema)), 201))
	app.delete('/faults', (context) => {
		faults.clear()
		return context.body(null, 204)
	})
	app.delete('/faults/:id', (context) => {
		if (!faults.lift(Number(context.req.param('id')))) throw new PracticeRefusal('unknown-fault', { field: 'id' })
		return context.body(null, 204)
	})

	app.get('/calls', (context) => {
		const filter = parseFields(context.req.query(), callsQuerySchema)
		return context.json({ items: calls.list(filter) })
	})
	app.get('/bill', (context) => context.json({ items: bill.days() }))
	app.delete('/bill', (context) => {
		bill.clear()
		return context.body(null, 204)
	})
	app.delete('/calls', (context) => {
		calls.clear()
		return context.body(null, 204)
	})

	app.post('/jobs/:job/runs', async (context) => {
		const { job } = parseFields(context.req.param(), jobSchema)
		await runJob(job, JOBS[job])
		return context.json({ job }, 201)
	})

	app.get('/kill-switch', async (context) => context.json(await killSwitch.read()))
	app.put('/kill-switch', async (context) => {
		const { on } = await readBody(context, switchSchema)
		return context.json(await killSwitch.set(on))
	})
}
