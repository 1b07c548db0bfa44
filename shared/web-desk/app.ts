import type { Hono } from 'hono'
import { framedFaultPage } from '#shared/desk/pages/fault-pages.ts'
import { addActs, addMedia } from './act-routes.ts'
import type { ActDependencies } from './acts.ts'
import { type DeskAssets, packingFor } from './assets.ts'
import { addBulk, type BulkDependencies } from './bulk-routes.ts'
import type { WebDeskEnvironment } from './environment.ts'
import { FaultError } from './fault.ts'
import { createFrameOf, createGlanceOf, type FrameDependencies } from './frames.ts'
import { askFormToken, askSession, type GateDependencies } from './gate.ts'
import { createGuardedApp, type GuardedDependencies, type GuardedSettings } from './guarded-app.ts'
import { addLooks } from './looks-routes.ts'
import { addPages, createShowAgain, type PagesDependencies } from './page-routes.ts'
import { returnPathOf } from './return-path.ts'
import { addSignInRoutes, type SignInRouteDependencies } from './sign-in-routes.ts'

export type WebDeskDependencies = GuardedDependencies &
	GateDependencies &
	SignInRouteDependencies &
	ActDependencies &
	BulkDependencies &
	FrameDependencies &
	Parameters<typeof createGlanceOf>[0] &
	PagesDependencies

const addAssets = (app: Hono<WebDeskEnvironment>, assets: () => DeskAssets): void => {
	app.get('/desk/assets/:file', (context) => {
		const asset = assets().find(context.req.path)
		if (asset === undefined) throw new FaultError('notFound')
		context.header('Content-Type', asset.type)
		context.header('Cache-Control', 'public, max-age=31536000, immutable')
		context.header('Vary', 'Accept-Encoding')
		const packing = packingFor(context.req.header('Accept-Encoding'))
		if (packing === undefined) return context.body(asset.content)
		context.header('Content-Encoding', packing)
		return context.body(asset.packed(packing))
	})
}

/**
 * Creates the pages of the desk. They show what use cases return and do what the API's routes do; here it is only decided
 * who asks, and that it was they who asked.
 */
export const createWebDeskApp = (
	dependencies: WebDeskDependencies,
	settings: GuardedSettings,
): Hono<WebDeskEnvironment> => {
	const { assets, cookies, pages, log } = dependencies
	const glanceOf = createGlanceOf(dependencies)
	const frameOf = createFrameOf(dependencies, glanceOf)
	const framed: GuardedDependencies['framed'] = async (context, fault, written) =>
		framedFaultPage(await frameOf(context, { isWhole: true }), { fault, href: returnPathOf(undefined), written })
	const app = createGuardedApp({ ...dependencies, framed }, settings)
	addAssets(app, assets)
	app.on('GET', ['/', '/desk/'], (context) => context.redirect('/desk', 308))
	addSignInRoutes(app, dependencies)
	app.use(askSession(dependencies))
	app.use(askFormToken(log))
	app.get('/desk', (context) => context.redirect(returnPathOf(undefined), 303))
	addLooks(app, cookies)
	const showAgain = createShowAgain(pages, { frameOf, glanceOf })
	addActs(app, dependencies, showAgain)
	addBulk(app, dependencies, showAgain)
	addMedia(app, dependencies)
	addPages(app, dependencies, { frameOf, glanceOf })
	return app
}
