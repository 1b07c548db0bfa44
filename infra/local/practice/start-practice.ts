import type { IncomingMessage, ServerResponse } from 'node:http'
import { Hono, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { createClockApp } from '#infra/local/practice/http/clock-app.ts'
import { createHourApp } from '#infra/local/practice/http/hour-app.ts'
import { createJsonApi } from '#infra/local/practice/http/json-api.ts'
import { createPages } from '#infra/local/practice/http/pages-app.ts'
import { problemResponse } from '#infra/local/practice/http/problem.ts'
import { type NodeBindings, serveApp } from '#infra/local/practice/kernel/node-adapter.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import { createSendingSwitch } from '#infra/local/practice/kernel/sending-switch.ts'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import type { OpenPractice } from './open-practice.ts'

export type Practice = {
	/** Serves the origin's `/`, `/practice…` and `/oidc…`. */
	readonly handle: (request: IncomingMessage, response: ServerResponse) => void
	/** Ends what calls the system. Call it before the system stops. */
	readonly stop: () => void
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Refuses what has no route before any other check: 404 for an unknown path, 405 with `Allow` where the path takes other
 * methods.
 */
const refuseUnknownRoutes = (app: Hono<{ Bindings: NodeBindings }>): MiddlewareHandler => {
	const allowedAt = (path: string): readonly string[] =>
		METHODS.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method))
	return async (context, next) => {
		const { method, path } = context.req
		const allowed = allowedAt(path).flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one]))
		if (allowed.includes(method)) return next()
		if (allowed.length === 0) return problemResponse(new PracticeRefusal('not-found'))
		const detail = `Only ${allowed.join(', ')} can be done here`
		return problemResponse(new PracticeRefusal('method-not-allowed', { detail }), { allow: allowed.join(', ') })
	}
}

/**
 * Refuses what a page of another site sends, also without a body: browsers name their page's origin with every request
 * that changes something.
 */
const refuseOtherSites: MiddlewareHandler = async (context, next) => {
	const { method } = context.req
	const origin = context.req.header('origin')
	const own = `//${context.req.header('host') ?? ''}`
	if (!['GET', 'HEAD'].includes(method) && origin !== undefined && !origin.endsWith(own))
		return problemResponse(new PracticeRefusal('forbidden'))
	return next()
}

const createApp = ({ ground, networksPort }: OpenPractice, system: SystemPorts) => {
	const { mailbox, clock, world, hour, hooksOrigin, practiceClock, signIn } = ground
	const { receiveMail, runJob, runSchedules } = system
	const mails = { mailbox, receiveMail, clock }
	const killSwitch = createSendingSwitch(system.sending)
	const app = new Hono<{ Bindings: NodeBindings }>()
	app.use(refuseUnknownRoutes(app))
	app.use(refuseOtherSites)
	app.onError((error) => {
		if (error instanceof PracticeRefusal) return problemResponse(error)
		// Thrown by hono's csrf: a form that another site sends.
		if (error instanceof HTTPException) return problemResponse(new PracticeRefusal('forbidden'))
		return problemResponse(new PracticeRefusal('failed'))
	})
	app.route('/practice', createClockApp({ practiceClock, runSchedules, deliveries: world.deliveries }))
	app.route('/practice', createHourApp(hour))
	app.route('/practice', createJsonApi({ world, hooksOrigin, mails, signIn, killSwitch, runJob }))
	app.route('/', createPages({ ...ground, networksPort, mails, killSwitch }))
	return app
}

/** Starts the parts that need a running system: the pages and the JSON API, the networks' deliveries, events of mails. */
export const startPractice = (opened: OpenPractice, system: SystemPorts): Practice => {
	const { world, hour, mailEvents, signIn } = opened.ground
	const tooLarge = (): Response => problemResponse(new PracticeRefusal('too-large', { field: 'body' }))
	const serve = serveApp(createApp(opened, system), tooLarge)
	world.deliveries.start()
	hour.resume()
	const stopForwarding = mailEvents.forwardTo(system.publishMailEvent)
	return {
		handle: (request, response) => {
			if (/^\/oidc(?:[/?]|$)/.test(request.url ?? '')) return signIn.handle(request, response)
			serve(request, response).catch(() => response.destroy())
		},
		stop: () => {
			hour.stop()
			world.deliveries.stop()
			stopForwarding()
		},
	}
}
