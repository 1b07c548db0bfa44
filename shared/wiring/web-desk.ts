import { changeRoster } from '#shared/agents/change-roster.ts'
import type { SessionStore } from '#shared/agents/session.ts'
import { createRosterWatch, createWorkingRoster } from '#shared/agents/working-roster.ts'
import type { GlanceStore } from '#shared/desk/desk-glance.ts'
import { createShowQueue } from '#shared/desk/queue/show-queue.ts'
import { createTokenCheck } from '#shared/http/desk-app.ts'
import { createEnrolFirstLead, createRecognise } from '#shared/http/identify.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import { type ApiDependencies, apiRoutes } from '#shared/http/routes.ts'
import { type RealClock, SECOND } from '#shared/kernel/clock.ts'
import { NOTHING_OFFERED } from '#shared/kernel/env-names.ts'
import { keptFor } from '#shared/kernel/kept-for.ts'
import { createWebDeskApp } from '#shared/web-desk/app.ts'
import type { DeskAssets } from '#shared/web-desk/assets.ts'
import { createAllows } from '#shared/web-desk/case-route.ts'
import { createDeskCookies } from '#shared/web-desk/cookies.ts'
import { createFindRoute } from '#shared/web-desk/find-route.ts'
import { deskPages } from '#shared/web-desk/pages.ts'
import { useSession } from '#shared/web-desk/session-check.ts'
import { createDeskSignIn, type DeskSettings } from '#shared/web-desk/sign-in.ts'
import { type ApiPorts, type ApiSettings, apiDependencies } from './api-dependencies.ts'

/** How long the state of sending is shown as it was read, to however many look. */
const SENDING_KNOWN_FOR = 3 * SECOND

type WebDeskPorts = {
	readonly sessions: SessionStore
	readonly glances: GlanceStore
	readonly assets: () => DeskAssets
}

/** Returns what the pages of the desk need beside the files they load, and how one signs in. */
export const webDeskParts = (
	dependencies: ApiDependencies &
		Pick<WebDeskPorts, 'sessions' | 'glances'> & {
			readonly realClock: RealClock
			readonly practice?: string | undefined
		},
) => {
	const { realClock } = dependencies
	const routes = apiRoutes(dependencies)
	const watch = createRosterWatch(dependencies)
	const enrolFirstLead = createEnrolFirstLead(dependencies)
	const recognise = createRecognise({ roster: watch, enrolFirstLead })
	const recogniseByGlance = createRecognise({ roster: { find: watch.glance }, enrolFirstLead })
	const shown = {
		...dependencies,
		showQueue: createShowQueue(dependencies),
		workingRoster: createWorkingRoster(dependencies),
		sendingState: keptFor(SENDING_KNOWN_FOR, realClock, dependencies.sendingState),
	}
	return {
		...shown,
		recognise,
		findSignedIn: (id: string, isAct: boolean) =>
			useSession({ ...dependencies, recognise, recogniseByGlance }, id, isAct),
		signOutEverywhere: (sub: string) => changeRoster(dependencies, { kind: 'signOutEverywhere', sub }),
		findRoute: createFindRoute(routes),
		pages: deskPages({ ...shown, allows: createAllows(routes) }),
	}
}

/** Creates the pages of the desk: they call the same routes as the API's own callers. */
export const createWebDesk = (
	ports: ApiPorts & WebDeskPorts,
	settings: ApiSettings & DeskSettings & { readonly EMPTY_DESK_OFFERS: string },
): HttpHandler => {
	const { sessions, glances, assets, realClock, random } = ports
	const practice = settings.EMPTY_DESK_OFFERS === NOTHING_OFFERED ? undefined : settings.EMPTY_DESK_OFFERS
	const app = createWebDeskApp(
		{
			...webDeskParts({ ...apiDependencies(ports, settings), sessions, glances, realClock, practice }),
			assets,
			cookies: createDeskCookies(settings.DESK_ORIGIN, realClock),
			signIn: createDeskSignIn(settings, random),
			authenticate: createTokenCheck(settings, realClock),
		},
		settings,
	)
	return toLambda(app)
}
