import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { z } from 'zod'
import { askDeletion, deletionSchema } from '#infra/local/practice/graph/ask-deletion.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { parseFields, readBody } from './problem.ts'

const formSchema = deletionSchema.extend({ appScoped: z.literal('yes').optional() })

/** Asking Meta for a deletion, under `/practice`: `POST /deletions` by JSON; the page's form leads to what Meta would show. */
export const createDeletionsApp = ({ world, hooksOrigin }: { world: World; hooksOrigin: string }): Hono => {
	const app = new Hono()
	app.post('/deletions', async (context) =>
		context.json(await askDeletion(world, hooksOrigin, await readBody(context, deletionSchema)), 201),
	)
	app.post('/deletion', csrf(), async (context) => {
		const { appScoped, ...asked } = parseFields(await context.req.parseBody(), formSchema)
		const { url } = await askDeletion(world, hooksOrigin, { ...asked, appScoped: appScoped === 'yes' })
		return context.redirect(url, 303)
	})
	return app
}
