import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod'
import { type Agent, subjectSchema } from '#shared/agents/agent.ts'
import { roleSchema } from '#shared/cases/actor.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RefusedError, RetryLaterError } from '#shared/kernel/errors.ts'

export type TokenRules = {
	readonly issuer: string
	readonly audience: string
	/** The issuer's keys. An error in fetching them must not look like a bad token. */
	readonly keys: JWTVerifyGetKey
	readonly realClock: RealClock
}

/** Returns the agent of an `Authorization` header. Throws `RefusedError` or `RetryLaterError`. */
export type Authenticate = (authorization: string | undefined) => Promise<Agent>

const TOKEN_MAX_LENGTH = 8_192
const CLOCK_TOLERANCE_SECONDS = 30

const claimsSchema = z.object({
	sub: subjectSchema,
	aud: z.union([z.string(), z.array(z.string())]).optional(),
	client_id: z.string().optional(),
	token_use: z.string().optional(),
	role: z.string().optional(),
	'custom:role': z.string().optional(),
	'cognito:groups': z.array(z.string()).optional(),
	team: z.string().optional(),
	'custom:team': z.string().optional(),
})
type Claims = z.infer<typeof claimsSchema>

/** Errors caused by the token; all others mean that it could not be checked. */
const BEARERS_FAULT = new Set<string>([
	errors.JWTClaimValidationFailed.code,
	errors.JWTExpired.code,
	errors.JWTInvalid.code,
	errors.JWSInvalid.code,
	errors.JWSSignatureVerificationFailed.code,
	errors.JOSEAlgNotAllowed.code,
	errors.JOSENotSupported.code,
	errors.JWKSNoMatchingKey.code,
	errors.JWKSMultipleMatchingKeys.code,
])

const unauthenticated = (cause?: unknown): RefusedError => new RefusedError('tokenInvalid', { cause })

const bearerToken = (authorization: string | undefined): string => {
	if (authorization === undefined) throw new RefusedError('tokenMissing')
	const token = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+) *$/i.exec(authorization)?.[1]
	if (token === undefined || token.length > TOKEN_MAX_LENGTH) throw unauthenticated()
	return token
}

const verify = async (token: string, { issuer, keys, realClock }: TokenRules): Promise<JWTPayload> => {
	try {
		const { payload } = await jwtVerify(token, keys, {
			issuer,
			algorithms: ['RS256', 'ES256'],
			requiredClaims: ['exp', 'sub'],
			clockTolerance: CLOCK_TOLERANCE_SECONDS,
			currentDate: new Date(realClock.epochMilliseconds()),
		})
		return payload
	} catch (error) {
		if (error instanceof errors.JOSEError && BEARERS_FAULT.has(error.code)) throw unauthenticated(error)
		throw new RetryLaterError('keysUnavailable', { delaySeconds: 5, cause: error })
	}
}

/**
 * Tells whether the token is for this audience. Cognito's access tokens have no audience but the client in `client_id`.
 */
const isForUs = ({ aud, client_id: client, token_use: use }: Claims, audience: string): boolean =>
	aud === undefined ? client === audience && use !== 'id' : [aud].flat().includes(audience)

const RANK = ['lead', 'agent', 'auditor'] as const

const roleOf = (claims: Claims) => {
	const named = claims.role ?? claims['custom:role']
	const given = named === undefined ? (claims['cognito:groups'] ?? []) : [named]
	const role = RANK.find((one) => given.includes(one))
	if (role === undefined) throw new RefusedError('roleMissing')
	return roleSchema.parse(role)
}

/** Creates the check of bearer tokens (RFC 6750): signature, issuer, audience, time, role. */
export const createAuthenticate =
	(rules: TokenRules): Authenticate =>
	async (authorization) => {
		const claims = claimsSchema.safeParse(await verify(bearerToken(authorization), rules))
		if (!claims.success || !isForUs(claims.data, rules.audience)) throw unauthenticated()
		const team = claims.data.team ?? claims.data['custom:team']
		return { sub: claims.data.sub, role: roleOf(claims.data), team }
	}
