import { handle } from 'hono/aws-lambda'
import { createCustomerApp } from '#shared/requests/pages-app.ts'

/** Creates the pages of the secure e-mail request. */
export const createWebCustomer = (ports: Parameters<typeof createCustomerApp>[0]) => handle(createCustomerApp(ports))
