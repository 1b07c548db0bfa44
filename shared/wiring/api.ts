import { createDeskApp } from '#shared/http/desk-app.ts'
import { createEnrolFirstLead, createIdentify } from '#shared/http/identify.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import { type ParkedRouteDependencies, parkedRoutes } from '#shared/http/parked-routes.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import { replyParts } from '#shared/replies/reply-parts.ts'
import { type ApiPorts, type ApiSettings, apiDependencies } from './api-dependencies.ts'

/** Creates the JSON API of the desk. */
export const createApi = (
	ports: ApiPorts & Pick<ParkedRouteDependencies, 'parked' | 'log'>,
	settings: ApiSettings,
): HttpHandler => {
	const identify = createIdentify({ roster: ports.roster, enrolFirstLead: createEnrolFirstLead(ports) })
	const dependencies = apiDependencies(ports, settings)
	const { screen } = replyParts(settings)
	const routes = [...apiRoutes(dependencies), ...parkedRoutes({ ...ports, screen })]
	return toLambda(createDeskApp(routes, settings, { ...ports, identify }))
}
