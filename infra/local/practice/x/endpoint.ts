import type { Hono } from 'hono'
import { X_API_KEYS } from '#infra/local/practice/kernel/local-secrets.ts'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import { type ApiContext, playCall, type SpokenFault } from '#infra/local/practice/world/api-call.ts'
import type { PracticeVisibility } from '#infra/local/practice/world/network.ts'
import type { Taken, Window } from '#infra/local/practice/world/rate-limit.ts'
import type { XLimitName } from '#infra/local/practice/world/settings.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { DAY, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { accountNamedBy, hasValidSignature } from './oauth1.ts'
import {
	accountLocked,
	duplicateContent,
	messagesClosed,
	tooManyRequests,
	unauthorized,
	XProblem,
	xUnavailable,
} from './problem.ts'

export type XApp = Hono<{ Bindings: NodeBindings }>
type Traits = {
	readonly limit: XLimitName
	readonly visibility: PracticeVisibility
	readonly calls: 'reading' | 'writing'
	/** Whose call it is: an account's, by OAuth 1.0a, or our app's, by its bearer token. Default: an account's. */
	readonly by?: 'account' | 'app' | undefined
}
type Headers = Readonly<Record<string, string>>

/** Returns the address the caller meant: OAuth signs it, although the call came here by plain http. */
const intendedUrl = (context: ApiContext): URL => {
	const { pathname, search } = new URL(context.req.url)
	const host = context.req.header('host') === 'api.twitter.com' ? 'api.twitter.com' : 'api.x.com'
	return new URL(pathname + search, `https://${host}`)
}

const isSigned = async (context: ApiContext, world: World): Promise<boolean> => {
	const isForm = context.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
	const call = {
		method: context.req.method,
		url: intendedUrl(context),
		authorization: context.req.header('authorization') ?? '',
		form: new URLSearchParams(isForm ? await context.req.text() : ''),
	}
	return hasValidSignature(call, world.realClock.epochMilliseconds() / SECOND)
}

/** What stands for our app where a call has an account. */
const APP = 'app'

/** Returns who calls; empty for a caller that is not admitted, to whom no fault applies. */
const callerOf = async (context: ApiContext, world: World, by: Traits['by']): Promise<string> => {
	const authorization = context.req.header('authorization') ?? ''
	if (by === 'app') return authorization === `Bearer ${X_API_KEYS.bearer}` ? APP : ''
	return (await isSigned(context, world)) ? accountNamedBy(authorization) : ''
}

/** Returns the headers of a limit's window; none where no such window is counted. */
const windowHeaders = (prefix: string, window: Window | undefined): Headers => {
	if (window === undefined) return {}
	const { limit, remaining, resetsAt } = window
	return {
		[`${prefix}-limit`]: String(limit),
		[`${prefix}-remaining`]: String(remaining),
		[`${prefix}-reset`]: String(Math.ceil(resetsAt / SECOND)),
	}
}

/**
 * Returns the prefix of the 24 hours' headers: they count for the whole app on posts, for the user on messages (NETWORKS.md
 * 2.9).
 */
const dayPrefix = (limit: XLimitName): string => `x-${limit === 'messages' ? 'user' : 'app'}-limit-24hour`

const headersOf = (limit: XLimitName, { window, day }: Taken): Headers => ({
	'x-access-level': 'read-write-directmessages',
	...windowHeaders('x-rate-limit', window),
	...windowHeaders(dayPrefix(limit), day),
})

/** Returns the headers of a limit that is used up, where a fault plays that. */
const playedHeaders = (world: World, limit: XLimitName, fault: SpokenFault, { window, day }: Taken): Headers => {
	if (!fault.kind.startsWith('429')) return {}
	const now = Date.parse(world.clock.now())
	const isDay = fault.kind === '429-day'
	const resetsAt = now + (fault.resetSeconds ?? (isDay ? DAY : MINUTE) / SECOND) * SECOND
	const whole = isDay ? (day?.limit ?? 10_000) : window.limit
	return windowHeaders(isDay ? dayPrefix(limit) : 'x-rate-limit', { limit: whole, remaining: 0, resetsAt })
}

const refusals = {
	'429': tooManyRequests,
	'429-day': tooManyRequests,
	'5xx-before': xUnavailable,
	'5xx-after': xUnavailable,
	revoked: unauthorized,
	blocked: accountLocked,
	'dm-closed': messagesClosed,
	duplicate: duplicateContent,
} as const

const problemAnswer = ({ status, body }: XProblem, headers: Headers): Response =>
	Response.json(body, { status, headers: { ...headers, 'content-type': 'application/problem+json' } })

/**
 * Adds an endpoint. Checks signature, rate limit and fault before it calls `act`, which refuses by throwing XProblems. Every
 * answer carries the headers of its limits.
 */
export const xEndpoint =
	(app: XApp, world: World) =>
	(method: string, path: string, traits: Traits, act: (context: ApiContext) => Promise<Response> | Response): void => {
		app.on(method, path, async (context) => {
			const { limit, visibility, calls, by } = traits
			const account = await callerOf(context, world, by)
			const taken = world.limits.take(account, limit, world.settings.all().x.limits[limit])
			const headers = headersOf(limit, taken)
			const answer = async (): Promise<Response> => {
				try {
					if (account === '') throw unauthorized()
					if (taken.isExceeded) throw tooManyRequests()
					const response = await act(context)
					for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
					return response
				} catch (error) {
					if (!(error instanceof XProblem)) throw error
					return problemAnswer(error, headers)
				}
			}
			const refuse = (fault: SpokenFault): Response =>
				problemAnswer(refusals[fault.kind](), {
					...headers,
					...playedHeaders(world, limit, fault, taken),
				})
			const carries = await context.req.text()
			const call = { network: 'x', account, method, path, visibility, calls, carries, knowsRepetition: true } as const
			return playCall(call, { world, context, refuse, act: answer })
		})
	}
