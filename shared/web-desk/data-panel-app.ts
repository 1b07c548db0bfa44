import type { Hono } from 'hono'
import type { WebDeskEnvironment } from './environment.ts'
import { askFormToken, askSession, type GateDependencies } from './gate.ts'
import { createGuardedApp, type GuardedDependencies, type GuardedSettings } from './guarded-app.ts'

/**
 * Creates the part of the desk that shows what customers gave: a function of its own, which asks the sessions and can neither
 * prolong nor end one.
 */
export const createDataPanelApp = (
	dependencies: GuardedDependencies & GateDependencies,
	settings: GuardedSettings,
): Hono<WebDeskEnvironment> => {
	const app = createGuardedApp(dependencies, settings)
	app.use(askSession(dependencies))
	app.use(askFormToken(dependencies.log))
	return app
}
