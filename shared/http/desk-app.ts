import type { Hono } from 'hono'
import { createRemoteJWKSet } from 'jose'
import type { RealClock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { createApp, type DeskEnvironment } from './app.ts'
import { createAuthenticate } from './authenticate.ts'
import type { Route } from './route.ts'

/** The sign-in variables of a stage; `JWKS_URL` is where the issuer publishes its keys (RFC 7517). */
export type SignInSettings = Readonly<Record<'ISSUER' | 'AUDIENCE' | 'JWKS_URL', string>>

const KEYS_TIMEOUT_MILLISECONDS = 3_000

/** Creates the app of the desk's API behind the stage's sign-in. Fetches the issuer's keys once. */
export const createDeskApp = (
	routes: readonly Route[],
	{ ISSUER: issuer, AUDIENCE: audience, JWKS_URL: jwksUrl }: SignInSettings,
	{ realClock, log }: { readonly realClock: RealClock; readonly log: Log },
): Hono<DeskEnvironment> => {
	const keys = onFirstUse(() => createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: KEYS_TIMEOUT_MILLISECONDS }))
	return createApp(routes, {
		authenticate: createAuthenticate({ issuer, audience, keys: (...asked) => keys()(...asked), realClock }),
		log,
	})
}
