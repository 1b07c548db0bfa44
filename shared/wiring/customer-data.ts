import type { RosterStore } from '#shared/agents/roster.ts'
import { type CustomerDataDependencies, customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { createDeskApp, type SignInSettings } from '#shared/http/desk-app.ts'
import { createIdentify } from '#shared/http/identify.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

type CustomerDataPorts = CustomerDataDependencies & {
	readonly roster: Pick<RosterStore, 'find'>
	readonly realClock: RealClock
}

/** This function may write no roster: a first lead begins at the API. */
const enrolFirstLead = async () => undefined

/** Creates the part of the JSON API that can decrypt customer data. */
export const createCustomerData = (ports: CustomerDataPorts, settings: SignInSettings): HttpHandler =>
	toLambda(
		createDeskApp(customerDataRoutes(ports), settings, {
			...ports,
			identify: createIdentify({ roster: ports.roster, enrolFirstLead }),
		}),
	)
