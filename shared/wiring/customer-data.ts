import { type CustomerDataDependencies, customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { createDeskApp, type SignInSettings } from '#shared/http/desk-app.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

type CustomerDataPorts = CustomerDataDependencies & { readonly realClock: RealClock }

/** Creates the part of the JSON API that can decrypt customer data. */
export const createCustomerData = (ports: CustomerDataPorts, settings: SignInSettings): HttpHandler =>
	toLambda(createDeskApp(customerDataRoutes(ports), settings, ports))
