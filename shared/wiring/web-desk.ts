import type { SessionStore } from '#shared/agents/session.ts'
import { createWorkingRoster } from '#shared/agents/working-roster.ts'
import { createShowQueue } from '#shared/desk/queue/show-queue.ts'
import { createTokenCheck } from '#shared/http/desk-app.ts'
import { createEnrolFirstLead, createRecognise } from '#shared/http/identify.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import { NOTHING_OFFERED } from '#shared/kernel/env-names.ts'
import { createWebDeskApp } from '#shared/web-desk/app.ts'
import type { DeskAssets } from '#shared/web-desk/assets.ts'
import { createAllows } from '#shared/web-desk/case-route.ts'
import { createDeskCookies } from '#shared/web-desk/cookies.ts'
import { createFindRoute } from '#shared/web-desk/find-route.ts'
import { deskPages } from '#shared/web-desk/pages.ts'
import { useSession } from '#shared/web-desk/session-check.ts'
import { createDeskSignIn, type DeskSettings } from '#shared/web-desk/sign-in.ts'
import { type ApiPorts, type ApiSettings, apiDependencies } from './api.ts'

type WebDeskPorts = ApiPorts & { readonly sessions: SessionStore; readonly assets: () => DeskAssets }

/** Creates the pages of the desk: they call the same routes as the API's own callers. */
export const createWebDesk = (
	ports: WebDeskPorts,
	settings: ApiSettings & DeskSettings & { readonly EMPTY_DESK_OFFERS: string },
): HttpHandler => {
	const dependencies = { ...ports, ...apiDependencies(ports, settings) }
	const routes = apiRoutes(dependencies)
	const practice = settings.EMPTY_DESK_OFFERS === NOTHING_OFFERED ? undefined : settings.EMPTY_DESK_OFFERS
	const showQueue = createShowQueue(dependencies)
	const workingRoster = createWorkingRoster(ports)
	const recognise = createRecognise({ roster: ports.roster, enrolFirstLead: createEnrolFirstLead(ports) })
	const app = createWebDeskApp(
		{
			...dependencies,
			showQueue,
			workingRoster,
			cookies: createDeskCookies(settings.DESK_ORIGIN, ports.realClock),
			signIn: createDeskSignIn(settings, ports.random),
			authenticate: createTokenCheck(settings, ports.realClock),
			recognise,
			findSignedIn: (id, isAct) => useSession({ ...ports, recognise }, id, isAct),
			findRoute: createFindRoute(routes),
			pages: deskPages({ ...dependencies, practice, allows: createAllows(routes), showQueue, workingRoster }),
		},
		settings,
	)
	return toLambda(app)
}
