import { Hono } from 'hono'
import type { World } from './networks-world.ts'
import type { XApp } from './x-endpoint.ts'
import { noEndpoint } from './x-problem.ts'
import { addXReads } from './x-reads.ts'
import { addXWrites } from './x-writes.ts'

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
