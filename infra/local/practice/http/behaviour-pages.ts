import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { askDeletion, askDeletionSchema } from '#infra/local/practice/graph/ask-deletion.ts'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import type { SendingSwitch } from '#infra/local/practice/kernel/sending-switch.ts'
import { deleteInApp, editInApp, editSchema } from '#infra/local/practice/world/change-as-customer.ts'
import { faultSchema } from '#infra/local/practice/world/faults.ts'
import { networks } from '#infra/local/practice/world/network.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { ownPostSchema, writeNatively } from '#infra/local/practice/world/write-natively.ts'
import { parseFields } from './problem.ts'

const acceptsSchema = z.object({ network: z.enum(networks), id: z.string(), accepts: z.enum(['yes', 'no']) })
const standingSchema = z.object({
	network: z.enum(networks),
	id: z.string(),
	standing: z.enum(['acceptsMessages', 'isProtected', 'isSuspended']),
	is: z.enum(['yes', 'no']),
})
const onOff = z.enum(['on', 'off']).transform((state) => state === 'on')
const numberSchema = z.preprocess((text) => (text === '' ? undefined : text), z.coerce.number().optional())
const rulesSchema = z.object({
	echo: onOff,
	readDelaySeconds: numberSchema,
	selfServe: onOff,
	duplicates: z.string(),
	messages: numberSchema,
	messagesDay: numberSchema,
	posts: numberSchema,
	windowSeconds: numberSchema,
})
const idSchema = z.object({ id: z.string() })
const deletionFormSchema = askDeletionSchema.extend({ appScoped: z.literal('yes').optional() })

type Fields = Readonly<Record<string, unknown>>
/** Removes empty fields, which a form sends for missing ones, and converts the named fields to numbers. */
const withoutEmpty = (fields: Fields, numbers: readonly string[]): Fields =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]) =>
			value === '' ? [] : [[name, numbers.includes(name) ? Number(value) : value] as const],
		),
	)
const given = (fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const rulesPatch = (form: Fields): Fields => {
	const { echo, readDelaySeconds, selfServe, duplicates, ...limits } = parseFields(form, rulesSchema)
	const { messages, messagesDay, posts, windowSeconds } = limits
	return {
		echo,
		...given({ readDelaySeconds }),
		x: {
			selfServe,
			duplicates,
			limits: {
				messages: given({ limit: messages, perDay: messagesDay, windowSeconds }),
				posts: given({ limit: posts, windowSeconds }),
			},
		},
	}
}

/** The fields of a fault's form that are numbers. */
const FAULT_NUMBERS = ['times', 'resetSeconds', 'delayMilliseconds', 'status']

type Back = (context: Context, hash: string) => Response

/** Adds the forms of `/practice` that change the networks, their posts and the kill switch. */
export const addBehaviourPages = (
	app: Hono<{ Bindings: NodeBindings }>,
	{
		world,
		hooksOrigin,
		killSwitch,
		back,
	}: { world: World; hooksOrigin: string; killSwitch: SendingSwitch; back: Back },
): void => {
	app.post('/practice/rules', async (context) => {
		world.settings.change(rulesPatch(await context.req.parseBody()))
		return back(context, 'behaviour')
	})
	app.post('/practice/rules/reset', (context) => {
		world.settings.reset()
		return back(context, 'behaviour')
	})
	app.post('/practice/fault', async (context) => {
		const form = withoutEmpty(await context.req.parseBody(), FAULT_NUMBERS)
		world.faults.add(parseFields(form, faultSchema))
		return back(context, 'behaviour')
	})
	app.post('/practice/fault/lift', async (context) => {
		world.faults.lift(Number(parseFields(await context.req.parseBody(), idSchema).id))
		return back(context, 'behaviour')
	})
	app.post('/practice/fault/clear', (context) => {
		world.faults.clear()
		return back(context, 'behaviour')
	})
	app.post('/practice/kill-switch', async (context) => {
		const { on } = parseFields(await context.req.parseBody(), z.object({ on: z.enum(['yes', 'no']) }))
		await killSwitch.set(on === 'yes')
		return back(context, 'kill-switch')
	})
	app.post('/practice/accepts', async (context) => {
		const { network, id, accepts } = parseFields(await context.req.parseBody(), acceptsSchema)
		world.people.setStanding(network, id, { acceptsMessages: accepts === 'yes' })
		return back(context, 'private')
	})
	app.post('/practice/standing', async (context) => {
		const { network, id, standing, is } = parseFields(await context.req.parseBody(), standingSchema)
		world.people.setStanding(network, id, { [standing]: is === 'yes' })
		return back(context, 'people-list')
	})
	app.post('/practice/native', async (context) => {
		const post = writeNatively(world, parseFields(withoutEmpty(await context.req.parseBody(), []), ownPostSchema))
		return back(context, `post-${post.id}`)
	})
	app.post('/practice/edit', async (context) => {
		const { id, ...fields } = parseFields(await context.req.parseBody(), editSchema.extend({ id: z.string() }))
		return back(context, `post-${editInApp(world, id, fields.text).id}`)
	})
	app.post('/practice/delete', async (context) => {
		const { id } = parseFields(await context.req.parseBody(), idSchema)
		return back(context, deleteInApp(world, id).visibility)
	})
	// Redirects to the page that Meta would show to the person.
	app.post('/practice/deletion', async (context) => {
		const { appScoped, ...asked } = parseFields(await context.req.parseBody(), deletionFormSchema)
		const { url } = await askDeletion(world, hooksOrigin, { ...asked, appScoped: appScoped === 'yes' })
		return context.redirect(url, 303)
	})
}
