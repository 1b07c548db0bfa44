import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import { META_APP_SECRET, META_INSTAGRAM_TOKEN, META_PAGE_TOKEN } from '#infra/local/practice/kernel/local-secrets.ts'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import { playCall, type SpokenFault } from '#infra/local/practice/world/api-call.ts'
import { ownAccountId, type PracticeVisibility } from '#infra/local/practice/world/network.ts'
import type { Taken } from '#infra/local/practice/world/rate-limit.ts'
import type { MetaLimitName } from '#infra/local/practice/world/settings.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { DAY, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { type Parameters, readParameters } from './parameters.ts'
import type { PracticeMetaNetwork } from './payloads.ts'
import {
	alreadyReplied,
	dayThrottled,
	graphUnavailable,
	PracticeGraphProblem,
	pageRestricted,
	pageThrottled,
	personUnavailable,
	proofRefused,
	repetition,
	throttled,
	tokenRefused,
} from './problem.ts'

type Headers = Readonly<Record<string, string>>

/** Returns whole minutes, as Meta names them; fractions below the first, so that a short wait can be tried. */
const minutesOf = (milliseconds: number): number =>
	milliseconds < MINUTE ? Math.ceil(milliseconds / SECOND) / 60 : Math.ceil(milliseconds / MINUTE)

/** Returns the usage header: how much of the limits is used, in percent, and the minutes until the account may call again. */
const usage = (accountId: string, { limit, remaining }: Taken['window'], waitMilliseconds: number): Headers => ({
	'x-business-use-case-usage': JSON.stringify({
		[accountId]: [
			{
				type: accountId === ownAccountId.instagram ? 'instagram' : 'pages',
				call_count: waitMilliseconds > 0 ? 100 : Math.floor((100 * (limit - remaining)) / limit),
				total_cputime: 1,
				total_time: 1,
				estimated_time_to_regain_access: minutesOf(waitMilliseconds),
			},
		],
	}),
})

/** Returns the end of the day's limit if that is used up, else of the window, in milliseconds since 1970. */
const opensAt = ({ window, day }: Taken): number => (day?.remaining === 0 ? day : window).resetsAt

/**
 * Counts a call for its account. Returns the window of all calls, how long to wait, and the problem if the limit is
 * exceeded.
 */
const limitsTaken = (world: World, accountId: string, name: MetaLimitName | undefined) => {
	const settings = world.settings.all().meta.limits
	const all = world.limits.take(accountId, 'calls', settings.calls)
	const own = name === undefined || all.isExceeded ? undefined : world.limits.take(accountId, name, settings[name])
	const exceeded = all.isExceeded ? all : own?.isExceeded ? own : undefined
	const wait = exceeded === undefined ? 0 : opensAt(exceeded) - Date.parse(world.clock.now())
	return { window: all.window, wait, problem: exceeded && (all.isExceeded ? pageThrottled : throttled) }
}

export type GraphApp = Hono<{ Bindings: NodeBindings }>
/** A call that was admitted; the account is the one the token is for. */
export type PracticeGraphCall = {
	readonly network: PracticeMetaNetwork
	readonly accountId: string
	readonly id: string
	readonly parameters: Parameters
}
type GraphTraits = {
	readonly visibility: PracticeVisibility
	readonly calls: 'reading' | 'writing'
	/** Besides `calls`, which counts every call. */
	readonly limit?: MetaLimitName | ((parameters: Parameters) => MetaLimitName) | undefined
}

/** Versions live about two years (NETWORKS.md 3.7). */
const VERSION = ':version{v2[1-6]\\.0}'

const isSame = (given: string, expected: string): boolean =>
	given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))

const tokens: readonly (readonly [PracticeMetaNetwork, string])[] = [
	['facebook', META_PAGE_TOKEN],
	['instagram', META_INSTAGRAM_TOKEN],
]

/** Returns the network whose account a call acts for, or the problem when token or appsecret_proof is wrong. */
const admit = (
	parameters: Parameters,
	authorization: string | undefined,
): PracticeMetaNetwork | PracticeGraphProblem => {
	const token = String(parameters.access_token ?? authorization?.replace(/^Bearer /, '') ?? '')
	const [network] = tokens.find(([, expected]) => isSame(token, expected)) ?? []
	if (network === undefined) return tokenRefused()
	const proof = createHmac('sha256', META_APP_SECRET).update(token).digest('hex')
	return isSame(String(parameters.appsecret_proof ?? ''), proof) ? network : proofRefused()
}

const asAnswer = (problem: PracticeGraphProblem, headers: Headers = {}): Response =>
	Response.json(problem.body(), { status: problem.status, headers })

const refusals = {
	'429': throttled,
	'429-day': dayThrottled,
	'5xx-before': graphUnavailable,
	'5xx-after': graphUnavailable,
	revoked: tokenRefused,
	blocked: pageRestricted,
	'dm-closed': personUnavailable,
} as const

const waitOf = ({ kind, resetSeconds }: SpokenFault): number => {
	if (kind !== '429' && kind !== '429-day') return 0
	return resetSeconds === undefined ? (kind === '429-day' ? DAY : MINUTE) : resetSeconds * SECOND
}

/** Answers a fault as the network does; a limit that is used up says when it opens again. */
const refusal = (accountId: string, isReply: boolean, fault: SpokenFault, headers: Headers): Response => {
	const problem = fault.kind === 'duplicate' ? (isReply ? alreadyReplied : repetition) : refusals[fault.kind]
	const wait = waitOf(fault)
	const none = { limit: 1, remaining: 0, resetsAt: 0 }
	return asAnswer(problem(), wait > 0 ? usage(accountId, none, wait) : headers)
}

/** Runs `act` and returns its result, or the problem it throws, as an answer. */
const answerOf = (act: () => object, headers: Headers): Response => {
	try {
		return Response.json(act(), { headers })
	} catch (error) {
		if (!(error instanceof PracticeGraphProblem)) throw error
		return asAnswer(error, headers)
	}
}

/**
 * Adds an endpoint below the version. Checks token, proof, limits and fault before it calls `act`, which refuses by throwing
 * GraphProblems. Every answer to an admitted caller carries the usage header.
 */
export const graphEndpoint =
	(app: GraphApp, world: World) =>
	(method: string, path: string, traits: GraphTraits, act: (call: PracticeGraphCall) => object): void => {
		app.on(method, `/${VERSION}${path}`, async (context) => {
			const { visibility, calls } = traits
			const parameters = await readParameters(context)
			const limit = typeof traits.limit === 'function' ? traits.limit(parameters) : traits.limit
			const isReply = limit === 'privateReplies'
			const carries = JSON.stringify(parameters)
			const knowsRepetition = visibility === 'public' || isReply
			const call = { method, path, visibility, calls, carries, knowsRepetition } as const
			const admitted = admit(parameters, context.req.header('authorization'))
			if (admitted instanceof PracticeGraphProblem) {
				const refuse = () => asAnswer(admitted)
				// A caller that was not admitted has no account, and no fault applies.
				return playCall(
					{ ...call, network: 'facebook', account: '' },
					{ world, context, refuse, act: async () => refuse() },
				)
			}
			const accountId = ownAccountId[admitted]
			const taken = limitsTaken(world, accountId, limit)
			const headers = usage(accountId, taken.window, taken.wait)
			return playCall(
				{ ...call, network: admitted, account: accountId },
				{
					world,
					context,
					refuse: (fault) => refusal(accountId, isReply, fault, headers),
					act: async () =>
						answerOf(() => {
							if (taken.problem) throw taken.problem()
							return act({ network: admitted, accountId, id: context.req.param('id') ?? '', parameters })
						}, headers),
				},
			)
		})
	}
