import { type CustomerDataDependencies, customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { createDeskApp, type SignInSettings } from '#shared/http/desk-app.ts'
import { type HttpHandler, toLambda } from '#shared/http/lambda.ts'

/** The part of the JSON API that can decrypt what customers gave. */
export const createCustomerData = (ports: CustomerDataDependencies, settings: SignInSettings): HttpHandler =>
	toLambda(createDeskApp(customerDataRoutes(ports), settings, ports))
