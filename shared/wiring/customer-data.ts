import { Hono } from 'hono'
import type { RosterStore } from '#shared/agents/roster.ts'
import type { SessionStore } from '#shared/agents/session.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { eraseCustomerDataContract, readCustomerDataContract } from '#shared/http/customer-data-contracts.ts'
import { type CustomerDataDependencies, customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { createDeskApp, type SignInSettings } from '#shared/http/desk-app.ts'
import { createIdentify, createRecognise } from '#shared/http/identify.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import type { Contract, Route } from '#shared/http/route.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { DeskAssets } from '#shared/web-desk/assets.ts'
import { createDeskCookies } from '#shared/web-desk/cookies.ts'
import { createDataPanelApp } from '#shared/web-desk/data-panel-app.ts'
import { checkSession } from '#shared/web-desk/session-check.ts'
import type { DeskSettings } from '#shared/web-desk/sign-in.ts'

type CustomerDataPorts = CustomerDataDependencies & {
	readonly roster: Pick<RosterStore, 'find'>
	readonly sessions: Pick<SessionStore, 'find'>
	readonly list: Pick<CaseList, 'findByNumber'>
	readonly assets: () => DeskAssets
	readonly random: Random
	readonly realClock: RealClock
}

/** This function may write no roster: a first lead begins at the API or at the desk. */
const enrolFirstLead = async () => undefined

/** Creates what can decrypt customer data: its part of the JSON API by tokens, and its page of the desk by sessions. */
export const createCustomerData = (
	ports: CustomerDataPorts,
	settings: SignInSettings & Pick<DeskSettings, 'DESK_ORIGIN' | 'SIGN_IN_ORIGIN'>,
): HttpHandler => {
	const roster = { roster: ports.roster, enrolFirstLead }
	const routes = customerDataRoutes(ports)
	const api = createDeskApp(routes, settings, { ...ports, identify: createIdentify(roster) })
	const recognise = createRecognise(roster)
	const routeOf = ({ operation }: Pick<Contract, 'operation'>): Route => {
		const route = routes.find(({ contract }) => contract.operation === operation)
		if (route === undefined) throw new Error(`No route does ${operation}`)
		return route
	}
	const panel = createDataPanelApp(
		{
			...ports,
			reading: routeOf(readCustomerDataContract),
			erasing: routeOf(eraseCustomerDataContract),
			cookies: createDeskCookies(settings.DESK_ORIGIN, ports.realClock),
			findSignedIn: (id) => checkSession({ ...ports, recognise }, id),
		},
		settings,
	)
	const both = new Hono().all('/desk/*', ({ req }) => panel.fetch(req.raw)).all('*', ({ req }) => api.fetch(req.raw))
	return toLambda(both)
}
