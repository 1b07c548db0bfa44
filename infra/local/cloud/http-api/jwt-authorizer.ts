import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import type { JwtAuthorizer } from '../model/system.ts'

/** What an authorizer lets through, as the event shows it, or its refusal. */
export type Authorized =
	| { readonly isAllowed: true; readonly claims: Readonly<Record<string, string>>; readonly scopes: string[] | null }
	| { readonly isAllowed: false; readonly status: 401 | 403; readonly challenge: string; readonly error: string }

export type AuthorizerDependencies = {
	/** Returns the keys of an issuer. */
	readonly keysOf: (issuer: string) => JWTVerifyGetKey
	/** In milliseconds since 1970, by the wall. */
	readonly now: () => number
}

/** An HTTP API may keep the keys of an issuer for two hours. */
const KEYS_KEPT_MILLISECONDS = 2 * 60 * 60 * 1_000

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() })

const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
	const answer = await fetch(`${issuer}/.well-known/openid-configuration`)
	const { jwks_uri: address } = discoverySchema.parse(await answer.json())
	return createRemoteJWKSet(new URL(address), { cacheMaxAge: KEYS_KEPT_MILLISECONDS })
}

/** Creates the look-up of an issuer's keys by its discovery document, as an HTTP API does it: once an issuer. */
export const createKeysOf = (): AuthorizerDependencies['keysOf'] => {
	const found = new Map<string, Promise<JWTVerifyGetKey>>()
	return (issuer) =>
		async (...asked) => {
			const known = found.get(issuer) ?? discover(issuer)
			found.set(issuer, known)
			// The next request tries anew.
			known.catch(() => found.delete(issuer))
			return (await known)(...asked)
		}
}

const refusal = (status: 401 | 403, error: string, challenge: string): Authorized => ({
	isAllowed: false,
	status,
	error,
	challenge,
})

/** Refuses as docs.aws.amazon.com shows it, "Troubleshooting issues with HTTP API JWT authorizers"; the words vary. */
const invalid = (description: string): Authorized =>
	refusal(401, description, `Bearer scope="" error="invalid_token" error_description="${description}"`)

/** Only RSA. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512']

const names = z.union([z.string().transform((one) => one.split(' ')), z.array(z.string())])
const claimsSchema = z.looseObject({
	exp: z.number(),
	iat: z.number().optional(),
	aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
	client_id: z.string().optional(),
	scope: names.optional(),
	scp: names.optional(),
})

/** Renders a claim as functions were seen to get it: everything is text, and a list is Go's: `[one other]`. */
const textOf = (value: unknown): string => {
	if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`
	if (typeof value !== 'object' || value === null) return String(value)
	const members = Object.entries(value).map(([name, one]) => `${name}:${textOf(one)}`)
	return `map[${members.toSorted().join(' ')}]`
}

const faultOf = (error: unknown): Authorized => {
	if (error instanceof errors.JWTExpired) return invalid('the token has expired')
	if (error instanceof errors.JWTClaimValidationFailed)
		return invalid(`the token does not have a valid ${error.claim === 'iss' ? 'issuer' : error.claim}`)
	const isOfToken =
		error instanceof errors.JWSInvalid ||
		error instanceof errors.JWTInvalid ||
		error instanceof errors.JOSENotSupported ||
		error instanceof errors.JOSEAlgNotAllowed ||
		error instanceof errors.JWKSNoMatchingKey ||
		error instanceof errors.JWKSMultipleMatchingKeys ||
		error instanceof errors.JWSSignatureVerificationFailed
	return invalid(isOfToken ? 'the token is not valid' : 'OIDC discovery endpoint communication error')
}

const judge = (authorizer: JwtAuthorizer, payload: JWTPayload, now: number): Authorized => {
	const claims = claimsSchema.safeParse(payload)
	if (!claims.success) return invalid('the token is not valid')
	const { iat, aud, client_id: client = '', scope, scp } = claims.data
	if (iat !== undefined && iat > now / 1_000) return invalid('the token was used before it was issued')
	// Of a token with both, the audience alone counts.
	if (!(aud ?? [client]).some((one) => authorizer.audiences.includes(one)))
		return invalid('the token does not have a valid audience')
	const scopes = scope ?? scp ?? []
	const { scopes: asked } = authorizer
	if (asked.length > 0 && !scopes.some((one) => asked.includes(one)))
		return refusal(403, 'insufficient_scope', `Bearer scope="${asked.join(' ')}" error="insufficient_scope"`)
	return {
		isAllowed: true,
		claims: Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, textOf(value)])),
		scopes: asked.length > 0 ? scopes : null,
	}
}

/**
 * Judges the header `Authorization` of a request as the JWT authorizer of an HTTP API does (docs.aws.amazon.com, "Control
 * access to HTTP APIs with JWT authorizers"): a key of the issuer by its `kid`, an algorithm of RSA, issuer, audience or
 * client, times without tolerance, one of the route's scopes.
 */
export const authorize = async (
	authorizer: JwtAuthorizer,
	authorization: string | undefined,
	{ keysOf, now }: AuthorizerDependencies,
): Promise<Authorized> => {
	if (authorization === undefined || authorization === '') return refusal(401, 'Unauthorized', 'Bearer')
	const token = authorization.replace(/^Bearer +/i, '')
	const keys = keysOf(authorizer.issuer)
	try {
		const { payload } = await jwtVerify(
			token,
			(header, input) => {
				if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey()
				return keys(header, input)
			},
			{
				algorithms: ALGORITHMS,
				issuer: authorizer.issuer,
				requiredClaims: ['exp'],
				currentDate: new Date(now()),
			},
		)
		return judge(authorizer, payload, now())
	} catch (error) {
		return faultOf(error)
	}
}
