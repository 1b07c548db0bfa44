import type { Hono } from 'hono'
import { createRemoteJWKSet } from 'jose'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { createApp, type DeskEnvironment } from './app.ts'
import { createAuthenticate } from './authenticate.ts'
import type { Route } from './route.ts'

export type DeskSettings = {
	readonly issuer: string
	readonly audience: string
	/** Where the issuer publishes its keys (RFC 7517). */
	readonly jwksUrl: string
}

const KEYS_TIMEOUT_MILLISECONDS = 3_000

/** Routes of the desk's API behind the sign-in of this stage; the keys are fetched once and kept. */
export const createDeskApp = (
	routes: readonly Route[],
	{ issuer, audience, jwksUrl }: DeskSettings,
	{ clock, log }: { readonly clock: Clock; readonly log: Log },
): Hono<DeskEnvironment> => {
	const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: KEYS_TIMEOUT_MILLISECONDS })
	return createApp(routes, { authenticate: createAuthenticate({ issuer, audience, keys, clock }), log })
}
