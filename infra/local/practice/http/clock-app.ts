import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { z } from 'zod'
import type { PracticeClock } from '#infra/local/practice/kernel/practice-clock.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import { languageOf } from '#infra/local/practice/pages/language.ts'
import type { Deliveries } from '#infra/local/practice/world/deliveries.ts'
import { parseFields, readBody } from './problem.ts'

export type ClockDependencies = {
	readonly practiceClock: PracticeClock
	readonly runSchedules: SystemPorts['runSchedules']
	readonly deliveries: Deliveries
}

/** Milliseconds; the time never goes back. */
const moveSchema = z.strictObject({ advance: z.number().int().min(0) })
const formSchema = z.object({ advance: z.coerce.number().int().min(0) })

/**
 * Creates the practice clock under `/practice`: JSON, and the page's form. Stores a move before anything runs by it, and
 * answers when every schedule has run once at the new time and the networks' waiting deliveries were started.
 */
export const createClockApp = ({ practiceClock, runSchedules, deliveries }: ClockDependencies): Hono => {
	let underWay: Promise<unknown> = Promise.resolve()
	const move = async (milliseconds: number): Promise<void> => {
		practiceClock.advance(milliseconds)
		deliveries.start()
		// Concurrent moves wait for a run of their own.
		const run = underWay.then(runSchedules)
		underWay = run.catch(() => undefined)
		const failed = await run
		if (failed.length === 0) return
		const detail = `The clock was moved. At the new time these failed, and run again at their next: ${failed.join(', ')}`
		throw new PracticeRefusal('jobs-failed', { detail })
	}
	const app = new Hono()
	app.get('/clock', (context) => context.json({ now: practiceClock.now() }, 200, { 'cache-control': 'no-store' }))
	app.post('/clock', async (context) => {
		await move((await readBody(context, moveSchema)).advance)
		return context.json({ now: practiceClock.now() })
	})
	app.post('/clock/moves', csrf(), async (context) => {
		await move(parseFields(await context.req.parseBody(), formSchema).advance)
		return context.redirect(`/practice?lang=${languageOf(context)}#clock`, 303)
	})
	return app
}
