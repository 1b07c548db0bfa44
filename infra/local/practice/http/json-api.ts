import { Hono } from 'hono'
import { z } from 'zod'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import { faultSchema } from '../networks/faults.ts'
import { networks } from '../networks/network.ts'
import type { World } from '../networks/networks-world.ts'
import { customerPostSchema, writeAsCustomer } from '../networks/write-as-customer.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { postItem } from './post-items.ts'
import { parseFields, readBody } from './problem.ts'

export type JsonApiDependencies = { readonly world: World; readonly mailbox: Mailbox; readonly signIn: SignIn }

const postsQuerySchema = z.object({
	network: z.enum(networks).optional(),
	visibility: z.enum(['public', 'private']).optional(),
	limit: z.coerce.number().int().min(1).max(10_000).optional(),
})
const personSchema = z.object({
	network: z.enum(networks),
	name: z.string().min(1).max(60),
	acceptsMessages: z.boolean(),
})
const settingsSchema = z.object({ echo: z.boolean() })

/** The practice place for scripts, under `/practice` (design.md, "Embedded default"). */
export const createJsonApi = ({ world, mailbox, signIn }: JsonApiDependencies): Hono => {
	const app = new Hono()
	app.use(async (context, next) => {
		await next()
		context.header('cache-control', 'no-store')
	})

	app.get('/token', async (context) => context.json({ token: await signIn.tokenFor(context.req.query('agent') ?? '') }))

	app.get('/posts', (context) => {
		const { network, visibility, limit } = parseFields(context.req.query(), postsQuerySchema)
		const filter = { ...(network && { network }), ...(visibility && { visibility }), ...(limit && { limit }) }
		return context.json({ items: world.posts.list(filter).map((post) => postItem(world, post)) })
	})
	app.post('/posts', async (context) => {
		const input = await readBody(context, customerPostSchema)
		return context.json(postItem(world, writeAsCustomer(world, input)), 201)
	})
	app.get('/posts/:id/delivery', (context) => {
		const state = world.deliveries.stateOf(context.req.param('id'))
		if (!state) throw new RefusedError('unknown-delivery', { status: 404, field: 'id' })
		const { state: delivery, attempts, last_status: lastStatus } = state
		return context.json({ state: delivery, attempts, ...(lastStatus ? { lastStatus } : {}) })
	})
	app.post('/posts/:id/delivery', (context) => {
		if (!world.deliveries.repeat(context.req.param('id')))
			throw new RefusedError('unknown-delivery', { status: 404, field: 'id' })
		return context.json({ state: 'pending' }, 202)
	})

	app.get('/mailbox', (context) => context.json({ items: mailbox.list(context.req.query('to')) }))

	app.put('/people', async (context) => {
		const { network, name, acceptsMessages } = await readBody(context, personSchema)
		const person = world.people.ensure(network, name)
		world.people.setAcceptsMessages(network, person.id, acceptsMessages)
		return context.json({ ...person, network, acceptsMessages })
	})
	app.get('/people', (context) =>
		context.json({
			items: networks.flatMap((network) => world.people.list(network).map((person) => ({ ...person, network }))),
		}),
	)

	app.get('/settings', (context) => context.json({ echo: world.settings.echo() }))
	app.put('/settings', async (context) => {
		const { echo } = await readBody(context, settingsSchema)
		world.settings.setEcho(echo)
		return context.json({ echo })
	})

	app.get('/faults', (context) => context.json({ items: world.faults.list() }))
	app.post('/faults', async (context) => {
		const fault = await readBody(context, faultSchema)
		world.faults.add(fault)
		return context.json(fault, 201)
	})
	app.delete('/faults', (context) => {
		world.faults.clear()
		return context.body(null, 204)
	})
	return app
}
