import { Hono } from 'hono'
import type { World } from '#infra/local/practice/world/world.ts'
import type { XApp } from './endpoint.ts'
import { noEndpoint } from './problem.ts'
import { addXReads } from './reads.ts'
import { addXWrites } from './writes.ts'

/**
 * The part of X's v2 API that hilft calls: OAuth 1.0a verified for real, refusals, limits and headers as NETWORKS.md 2.8
 * and 2.9 describe them. The self-serve rule is a setting.
 */
export const createXApi = (world: World): XApp => {
	const app: XApp = new Hono()
	app.notFound((context) => context.json(noEndpoint().body, 404))
	addXWrites(app, world)
	addXReads(app, world)
	return app
}
