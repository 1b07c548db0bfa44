import type { Hono } from 'hono'
import { createRemoteJWKSet } from 'jose'
import * as z from 'zod'
import type { RealClock } from '#shared/kernel/clock.ts'
import { SCOPES, type SIGN_IN } from '#shared/kernel/env-names.ts'
import type { Log } from '#shared/kernel/log.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { createApp, type DeskEnvironment } from './app.ts'
import { type Authenticate, createAuthenticate, type TokenProfile } from './authenticate.ts'
import type { Identify } from './identify.ts'
import type { Route } from './route.ts'

/** The sign-in variables of a stage, as the template sets them. */
export type SignInSettings = Readonly<Record<(typeof SIGN_IN)[number], string>>

const KEYS_TIMEOUT_MILLISECONDS = 3_000

const clientsSchema = z.string().transform((list) => list.split(',').filter((id) => id !== ''))
const secondsSchema = z.coerce.number().int().positive()

/** Returns the profile of the stage's tokens. Throws on a longest age that is no number. */
export const tokenProfileOf = (settings: SignInSettings): TokenProfile => ({
	issuer: settings.ISSUER,
	audience: settings.AUDIENCE,
	clients: clientsSchema.parse(settings.CLIENT_IDS),
	scope: SCOPES.desk,
	longestAgeSeconds: secondsSchema.parse(settings.TOKEN_SECONDS),
	groupsClaim: settings.GROUPS_CLAIM,
})

/** Creates the check of the stage's tokens. Fetches the issuer's keys (RFC 7517) once. */
export const createTokenCheck = (settings: SignInSettings, realClock: RealClock): Authenticate => {
	const keys = onFirstUse(() =>
		createRemoteJWKSet(new URL(settings.JWKS_URL), { timeoutDuration: KEYS_TIMEOUT_MILLISECONDS }),
	)
	return createAuthenticate({ profile: tokenProfileOf(settings), keys: (...asked) => keys()(...asked), realClock })
}

/** Creates the app of the desk's API behind the stage's sign-in. */
export const createDeskApp = (
	routes: readonly Route[],
	settings: SignInSettings,
	{ realClock, log, identify }: { readonly realClock: RealClock; readonly log: Log; readonly identify: Identify },
): Hono<DeskEnvironment> => {
	const authenticate = createTokenCheck(settings, realClock)
	return createApp(routes, { authenticate: async (authorization) => identify(await authenticate(authorization)), log })
}
