import type { Hono, MiddlewareHandler } from 'hono'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import { problemResponse } from './problem.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Refuses what has no route before any other check: 404 for an unknown path, 405 with `Allow` where the path takes other
 * methods.
 */
export const refuseUnknownRoutes = (app: Hono<{ Bindings: NodeBindings }>): MiddlewareHandler => {
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
