import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { World } from './networks-world.ts'
import { hasValidSignature } from './oauth1.ts'
import { createRateLimits } from './rate-limit.ts'
import { notFound, tooManyRequests, unauthorized, XProblem } from './x-problem.ts'
import { addXReads } from './x-reads.ts'
import { addXWrites } from './x-writes.ts'

/** The address the caller meant: OAuth signs it, though the call came here by plain http. */
const intendedUrl = (context: Context): URL => {
	const { pathname, search } = new URL(context.req.url)
	const host = context.req.header('host') === 'api.twitter.com' ? 'api.twitter.com' : 'api.x.com'
	return new URL(pathname + search, `https://${host}`)
}

const signedCalls =
	(world: World): MiddlewareHandler =>
	async (context, next) => {
		const isForm = context.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
		const call = {
			method: context.req.method,
			url: intendedUrl(context),
			authorization: context.req.header('authorization') ?? '',
			form: new URLSearchParams(isForm ? await context.req.text() : ''),
		}
		if (!hasValidSignature(call, Date.parse(world.clock.now()) / 1000)) throw unauthorized()
		await next()
	}

const limitedCalls = (world: World): MiddlewareHandler => {
	const limits = createRateLimits(world.clock)
	return async (context, next) => {
		const { isExceeded, headers } = limits.count(
			`${context.req.method} ${context.req.path.replaceAll(/\d{3,}/g, ':id')}`,
		)
		if (isExceeded) throw tooManyRequests(headers)
		await next()
		for (const [name, value] of Object.entries(headers))
			if (!context.res.headers.has(name)) context.res.headers.set(name, value)
	}
}

/**
 * The part of X's v2 API that hilft calls: OAuth 1.0a verified for real, refusals and headers as contracts.md 2.8 and
 * 2.9 describe them. Answers any account of a large contract: the rule that only a summoned account may reply does not
 * apply (contracts.md 2.8).
 */
export const createXApi = (world: World): Hono => {
	const app = new Hono()
	app.onError((error, context) => {
		if (!(error instanceof XProblem)) throw error
		return context.json(error.body(), error.status, error.headers)
	})
	app.notFound((context) => context.json(notFound('the requested endpoint').body(), 404))
	app.use(signedCalls(world), limitedCalls(world))
	addXWrites(app, world)
	addXReads(app, world)
	return app
}
