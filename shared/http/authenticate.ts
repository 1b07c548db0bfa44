import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify, type ProtectedHeaderParameters } from 'jose'
import * as z from 'zod'
import { subjectSchema } from '#shared/agents/agent.ts'
import { type Role, roleSchema } from '#shared/cases/actor.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RefusedError, RetryLaterError } from '#shared/kernel/errors.ts'

/** Which tokens a stage takes. */
export type TokenProfile = {
	/** The only `iss`. */
	readonly issuer: string
	/** Our name in `aud`. */
	readonly audience: string
	/** The clients that people sign in by: `client_id` and `azp` name one of them. */
	readonly clients: readonly string[]
	/** The scope that a token must have. */
	readonly scope: string
	/** Seconds from `iat` to `exp` at most. */
	readonly longestAgeSeconds: number
	/** The claim that lists the groups of the bearer: the issuer writes it, never the bearer. */
	readonly groupsClaim: string
}

export type TokenRules = {
	readonly profile: TokenProfile
	/** The issuer's keys. An error in fetching them must not look like a bad token. */
	readonly keys: JWTVerifyGetKey
	readonly realClock: RealClock
}

/** What a valid token says. */
export type Token = {
	readonly sub: string
	/** The groups of the bearer that are roles: what they may be at most. */
	readonly groups: readonly Role[]
	readonly scopes: readonly string[]
	/** In seconds since 1970, by the issuer's clock. */
	readonly issuedAt: number
	/** The client that the token was issued to. */
	readonly client: string
}

/** Returns what the token of an `Authorization` header says. Throws `TokenRefusedError` or `RetryLaterError`. */
export type Authenticate = (authorization: string | undefined) => Promise<Token>

/** Why a token was refused: for the record, never for its bearer. */
export type TokenFault =
	| 'missing'
	| 'malformed'
	| 'wrongSignature'
	| 'wrongIssuer'
	| 'wrongKind'
	| 'wrongClient'
	| 'wrongAudience'
	| 'wrongScope'
	| 'notYet'
	| 'expired'
	| 'tooOld'

/** The refusal of a token. Its code tells the bearer whether there was one, `fault` tells us what was wrong with it. */
export class TokenRefusedError extends RefusedError {
	readonly fault: TokenFault
	constructor(fault: TokenFault, options: { cause?: unknown } = {}) {
		super(fault === 'missing' ? 'tokenMissing' : 'tokenInvalid', options)
		this.fault = fault
	}
}

const TOKEN_MAX_LENGTH = 8_192
const CLOCK_TOLERANCE_SECONDS = 30

const claimsSchema = z.object({
	sub: subjectSchema,
	iat: z.number(),
	exp: z.number(),
	aud: z.union([z.string(), z.array(z.string())]).optional(),
	client_id: z.string().optional(),
	azp: z.string().optional(),
	scope: z.string().optional(),
	token_use: z.string().optional(),
})
type Claims = z.infer<typeof claimsSchema>

const groupsSchema = z.array(z.string()).default([])

const bearerToken = (authorization: string | undefined): string => {
	if (authorization === undefined) throw new TokenRefusedError('missing')
	const token = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+) *$/i.exec(authorization)?.[1]
	if (token === undefined || token.length > TOKEN_MAX_LENGTH) throw new TokenRefusedError('malformed')
	return token
}

/** The errors that the token causes; all others mean that it could not be checked. */
const FAULT_OF_ERROR = new Map<string, TokenFault>([
	[errors.JWTExpired.code, 'expired'],
	[errors.JWTInvalid.code, 'malformed'],
	[errors.JWSInvalid.code, 'malformed'],
	[errors.JOSENotSupported.code, 'malformed'],
	[errors.JOSEAlgNotAllowed.code, 'wrongSignature'],
	[errors.JWSSignatureVerificationFailed.code, 'wrongSignature'],
	[errors.JWKSNoMatchingKey.code, 'wrongSignature'],
	[errors.JWKSMultipleMatchingKeys.code, 'wrongSignature'],
])

const faultOf = (error: unknown): TokenFault | undefined => {
	if (!(error instanceof errors.JOSEError)) return undefined
	if (!(error instanceof errors.JWTClaimValidationFailed)) return FAULT_OF_ERROR.get(error.code)
	if (error.claim === 'iss') return 'wrongIssuer'
	return error.claim === 'nbf' && error.reason === 'check_failed' ? 'notYet' : 'malformed'
}

const verify = async (token: string, { profile, keys, realClock }: TokenRules) => {
	try {
		return await jwtVerify(token, keys, {
			issuer: profile.issuer,
			algorithms: ['RS256', 'ES256'],
			clockTolerance: CLOCK_TOLERANCE_SECONDS,
			currentDate: new Date(realClock.epochMilliseconds()),
		})
	} catch (error) {
		const fault = faultOf(error)
		if (fault !== undefined) throw new TokenRefusedError(fault, { cause: error })
		throw new RetryLaterError('keysUnavailable', { delaySeconds: 5, cause: error })
	}
}

/**
 * Tests whether a header says that this is an access token (RFC 9068). Returns undefined where it says nothing, as
 * Cognito's do.
 */
const isAccessByType = ({ typ }: ProtectedHeaderParameters): boolean | undefined => {
	if (typ !== undefined && typeof typ !== 'string') return false
	const type = typ?.toLowerCase().replace(/^application\//, '')
	return type === undefined || type === 'jwt' ? undefined : type === 'at+jwt'
}

const scopesIn = ({ scope = '' }: Claims): readonly string[] => scope.split(' ').filter((one) => one !== '')
const clientsIn = ({ client_id: client, azp }: Claims): readonly string[] =>
	[client, azp].filter((one) => one !== undefined)

/** Tells by which rule of the profile a token is refused whose signature, issuer and end are in order. */
const faultIn = (
	header: ProtectedHeaderParameters,
	claims: Claims,
	{ profile, realClock }: TokenRules,
): TokenFault | undefined => {
	const isByType = isAccessByType(header)
	const isByUse = claims.token_use === undefined ? undefined : claims.token_use === 'access'
	// One of both marks must be there, and none may contradict: an ID, logout or refresh token has neither.
	if (isByType === false || isByUse === false || (isByType ?? isByUse) === undefined) return 'wrongKind'
	const clients = clientsIn(claims)
	if (clients.length === 0 || !clients.every((one) => profile.clients.includes(one))) return 'wrongClient'
	const audiences = claims.aud === undefined ? undefined : [claims.aud].flat()
	// Cognito's access tokens have no audience but the client.
	const isForUs =
		isByType === true
			? audiences?.includes(profile.audience)
			: (audiences?.some((one) => one === profile.audience || profile.clients.includes(one)) ?? true)
	if (isForUs !== true) return 'wrongAudience'
	if (claims.iat > realClock.epochMilliseconds() / 1_000 + CLOCK_TOLERANCE_SECONDS) return 'notYet'
	if (claims.exp - claims.iat > profile.longestAgeSeconds) return 'tooOld'
	return scopesIn(claims).includes(profile.scope) ? undefined : 'wrongScope'
}

/** Returns the roles among the groups; other groups are other systems' matter. */
const rolesIn = (payload: JWTPayload, { groupsClaim }: TokenProfile): readonly Role[] => {
	const groups = groupsSchema.safeParse(payload[groupsClaim])
	if (!groups.success) throw new TokenRefusedError('malformed')
	return roleSchema.options.filter((role) => groups.data.includes(role))
}

/**
 * Creates the check of bearer tokens (RFC 6750) by the stage's profile. Nothing that bearers could write about themselves
 * is looked at: no role, team or name.
 */
export const createAuthenticate =
	(rules: TokenRules): Authenticate =>
	async (authorization) => {
		const { payload, protectedHeader } = await verify(bearerToken(authorization), rules)
		const parsed = claimsSchema.safeParse(payload)
		if (!parsed.success) throw new TokenRefusedError('malformed')
		const fault = faultIn(protectedHeader, parsed.data, rules)
		if (fault !== undefined) throw new TokenRefusedError(fault)
		const { sub, iat: issuedAt } = parsed.data
		const [client = ''] = clientsIn(parsed.data)
		return { sub, groups: rolesIn(payload, rules.profile), scopes: scopesIn(parsed.data), issuedAt, client }
	}
