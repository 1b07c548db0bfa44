import type { Hono } from 'hono'
import { z } from 'zod'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { SendingSwitch } from '#infra/local/practice/kernel/sending-switch.ts'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import { faultSchema } from '#infra/local/practice/world/faults.ts'
import { networks } from '#infra/local/practice/world/network.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { parseFields, readBody } from './problem.ts'

const callsQuerySchema = z.object({
	network: z.enum(networks).optional(),
	account: z.string().optional(),
	method: z.string().optional(),
	since: z.iso.datetime().optional(),
	limit: z.coerce.number().int().min(1).max(10_000).optional(),
})
/** Jobs that a clock starts in the cloud, and what each is told to look at everything at once. */
const JOBS = {
	sweep: {},
	/** As if the last look at every case were long ago. */
	reconcile: { olderThanHours: 0 },
} as const
const jobSchema = z.object({ job: z.enum(['sweep', 'reconcile']) })
const switchSchema = z.strictObject({ on: z.boolean() })

/** Adds how the networks behave, by JSON: settings, limits, faults, the calls they got, the kill switch and the jobs of the system. */
export const addBehaviour = (
	app: Hono,
	world: World,
	killSwitch: SendingSwitch,
	runJob: SystemPorts['runJob'],
): void => {
	const { settings, faults, calls, limits } = world
	app.get('/settings', (context) => context.json(settings.all()))
	app.put('/settings', async (context) =>
		context.json(settings.change(await context.req.json().catch(() => undefined))),
	)
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
