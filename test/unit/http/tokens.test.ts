import fc from 'fast-check'
import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { createAuthenticate, type Token, type TokenFault, TokenRefusedError } from '#shared/http/authenticate.ts'
import { tokenProfileOf } from '#shared/http/desk-app.ts'
import { type Issuer, START_SECONDS, startIssuer } from '#test/fixtures/desk-place.ts'
import { started } from '#test/support/started.ts'

const CLIENT = 'hilft-desk-client'
const REALM = { epochMilliseconds: () => START_SECONDS * 1_000 }

const it = test
	.extend(
		'issuer',
		{ scope: 'file' },
		started(startIssuer, (issuer) => issuer.stop()),
	)
	.extend('authenticate', { scope: 'file' }, ({ issuer }) => {
		const keys = createRemoteJWKSet(new URL(issuer.signIn.JWKS_URL))
		return createAuthenticate({ profile: tokenProfileOf(issuer.signIn), keys, realClock: REALM })
	})

/** Both forms of an access token: as Cognito makes them, and by RFC 9068. */
const FORMS = {
	cognito: { header: {}, claims: { sub: 'anna', 'cognito:groups': ['agent', 'other'] } },
	'RFC 9068': {
		header: { typ: 'at+jwt' },
		claims: { sub: 'anna', 'cognito:groups': ['agent', 'other'], token_use: undefined, aud: 'hilft-desk' },
	},
} as const
type Form = (typeof FORMS)[keyof typeof FORMS]
const forms = Object.values(FORMS)

const GOOD: Token = {
	sub: 'anna',
	groups: ['agent'],
	scopes: ['openid', 'hilft/desk'],
	issuedAt: START_SECONDS,
	client: CLIENT,
}

type Made = {
	readonly claims?: Readonly<Record<string, unknown>> | undefined
	readonly header?: object | undefined
}

const signed = (issuer: Issuer, { claims, header }: Form, change: Made = {}): Promise<string> =>
	issuer.sign({ ...claims, ...change.claims } as JWTPayload, { ...header, ...change.header })

/** Returns what a token says, or by which fault it was refused. Any other error is thrown. */
const outcomeOf = async (outcome: Promise<Token>): Promise<Token | TokenFault> => {
	try {
		return await outcome
	} catch (error) {
		if (error instanceof TokenRefusedError) return error.fault
		throw error
	}
}

/** Of every fault the tokens that have no other; a new fault does not compile without some. */
const FAULTS: Readonly<Record<Exclude<TokenFault, 'missing'>, Readonly<Record<string, Made>>>> = {
	malformed: {
		'no subject': { claims: { sub: undefined } },
		'a subject that is no name': { claims: { sub: 'anna#1\n' } },
		'no end': { claims: { exp: undefined } },
		'an end in words': { claims: { exp: 'never' } },
		'no time of issue': { claims: { iat: undefined } },
		'a group that is no list': { claims: { 'cognito:groups': 'lead' } },
		'groups that are no names': { claims: { 'cognito:groups': [['lead']] } },
		'scopes in a list': { claims: { scope: ['hilft/desk'] } },
		'a critical header that nobody knows': { header: { crit: ['x'], x: 1 } },
	},
	wrongSignature: {
		'another key': { header: { kid: 'k2' } },
	},
	wrongIssuer: {
		'another issuer': { claims: { iss: 'https://elsewhere.example' } },
		'no issuer': { claims: { iss: undefined } },
	},
	wrongKind: {
		'an ID token': { claims: { token_use: 'id' } },
		'a token with neither mark': { claims: { token_use: undefined }, header: { typ: 'JWT' } },
		'a logout token': { header: { typ: 'logout+jwt' } },
		'a type that is no text': { header: { typ: 7 } },
		'a refresh token': { claims: { token_use: 'refresh' } },
		'a logout token that calls itself access': { claims: { token_use: 'access' }, header: { typ: 'logout+jwt' } },
		'an ID token with the header of an access token': { claims: { token_use: 'id' }, header: { typ: 'at+jwt' } },
	},
	wrongClient: {
		'another client': { claims: { client_id: 'evil' } },
		'no client': { claims: { client_id: undefined } },
		'an authorised party that is none of ours': { claims: { azp: 'evil' } },
		'no client but a party of another': { claims: { client_id: undefined, azp: 'evil' } },
		'a client in part': { claims: { client_id: CLIENT.slice(0, 5) } },
		'an empty client': { claims: { client_id: '' } },
	},
	wrongAudience: {
		'another audience': { claims: { aud: 'other' } },
		'no audience of ours among several': { claims: { aud: ['other', 'hilft'] } },
		'an empty list of audiences': { claims: { aud: [] } },
		'by RFC 9068 no audience': { claims: { aud: undefined }, header: { typ: 'at+jwt' } },
		'by RFC 9068 its client as audience': { claims: { aud: CLIENT }, header: { typ: 'application/AT+JWT' } },
	},
	wrongScope: {
		'no scope': { claims: { scope: undefined } },
		'an empty scope': { claims: { scope: '' } },
		'the scope of a machine': { claims: { scope: 'openid hilft/handover hilft/lookup' } },
		'a scope that only begins like ours': { claims: { scope: 'hilft/desk2 hilft/deskhand' } },
	},
	notYet: {
		'issued tomorrow': { claims: { iat: START_SECONDS + 86_400, exp: START_SECONDS + 90_000 } },
		'not valid yet': { claims: { nbf: START_SECONDS + 60 } },
	},
	expired: {
		'an end a minute ago': { claims: { exp: START_SECONDS - 60 } },
	},
	tooOld: {
		'an end in ten years': { claims: { exp: START_SECONDS + 315_360_000 } },
		'an age that is a second too long': { claims: { exp: START_SECONDS + 3_601 } },
		'a time of issue long ago': { claims: { iat: 0 } },
	},
}

const cases = Object.entries(FAULTS).flatMap(([fault, tokens]) =>
	Object.entries(tokens).map(([name, made]) => [name, fault, made] as const),
)

describe('a token', () => {
	it.for(Object.entries(FORMS))(
		'of the form of %s says who, by which client, with which groups and scopes',
		async ([_, form], { issuer, authenticate }) => {
			expect(await authenticate(`Bearer ${await signed(issuer, form)}`)).toEqual(GOOD)
		},
	)

	it.for(cases)('with %s is refused: %s', async ([_, fault, made], { issuer, authenticate }) => {
		const outcomes = await Promise.all(
			forms.map(async (form) => outcomeOf(authenticate(`Bearer ${await signed(issuer, form, made)}`))),
		)
		// What is wrong with one form may be two things wrong with the other: none is let in, and one names the fault.
		expect(outcomes).toContain(fault)
		for (const outcome of outcomes) expect(outcome).toBeTypeOf('string')
	})

	it('that is none is refused: missing, malformed', async ({ issuer, authenticate }) => {
		expect(await outcomeOf(authenticate(undefined))).toBe('missing')
		const good = await signed(issuer, FORMS.cognito)
		for (const header of ['', 'Bearer', 'Bearer x.y', `Basic ${good}`, good, `Bearer ${good} x`, `Bearer ${good}.x`])
			expect([header, await outcomeOf(authenticate(header))]).toEqual([header, 'malformed'])
		expect(await outcomeOf(authenticate(`Bearer ${'x.'.repeat(2)}${'x'.repeat(9_000)}`))).toBe('malformed')
	})

	it("that a stranger signed is refused, whatever it says of the stranger's key", async ({ issuer, authenticate }) => {
		const { claims } = FORMS.cognito
		for (const header of [{}, { jwk: issuer.strangersKey }, { jku: `${issuer.issuer}/jwks` }, { kid: '../k1' }])
			expect(await outcomeOf(authenticate(`Bearer ${await issuer.signByStranger(claims, header)}`))).toBe(
				'wrongSignature',
			)
	})

	it('that nobody signed, or that was changed, is refused', async ({ issuer, authenticate }) => {
		const [head = '', body = '', signature = ''] = (await signed(issuer, FORMS.cognito)).split('.')
		const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
		const lead = encode({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), 'cognito:groups': ['lead'] })
		const tokens = {
			[`${head}.${lead}.${signature}`]: 'wrongSignature',
			[`${encode({ alg: 'none' })}.${body}.`]: 'malformed',
			[`${encode({ alg: 'none', kid: 'k1' })}.${body}.x`]: 'wrongSignature',
			[`${encode({ alg: 'HS256', kid: 'k1' })}.${body}.${signature}`]: 'wrongSignature',
			'x.y.z': 'malformed',
		}
		for (const [token, fault] of Object.entries(tokens))
			expect([token, await outcomeOf(authenticate(`Bearer ${token}`))]).toEqual([token, fault])
	})

	it('signed by a known key under an algorithm that is not ours is refused', async ({ issuer }) => {
		const { publicKey, privateKey } = await generateKeyPair('PS256')
		expect(await exportJWK(publicKey)).toMatchObject({ kty: 'RSA' })
		const authenticate = createAuthenticate({
			profile: tokenProfileOf(issuer.signIn),
			keys: async () => publicKey,
			realClock: REALM,
		})
		const token = await new SignJWT({ sub: 'anna' }).setProtectedHeader({ alg: 'PS256' }).sign(privateKey)
		expect(await outcomeOf(authenticate(`Bearer ${token}`))).toBe('wrongSignature')
	})

	it('takes its groups from the claim that the profile names, and from no other', async ({ issuer }) => {
		const keys = createRemoteJWKSet(new URL(issuer.signIn.JWKS_URL))
		const profile = tokenProfileOf({ ...issuer.signIn, GROUPS_CLAIM: 'roles' })
		const authenticate = createAuthenticate({ profile, keys, realClock: REALM })
		const token = await signed(issuer, FORMS.cognito, { claims: { 'cognito:groups': ['lead'], roles: ['auditor'] } })
		expect(await authenticate(`Bearer ${token}`)).toMatchObject({ groups: ['auditor'] })
	})
})

/** Whether a value of a claim may be let in beside claims that are all in order. */
const isHarmless: Readonly<Record<string, (value: unknown) => boolean>> = {
	iss: () => false,
	sub: (value) => typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:|@-]{0,127}$/.test(value),
	client_id: (value) => value === CLIENT || value === 'hilft-other',
	azp: (value) => value === undefined || value === CLIENT || value === 'hilft-other',
	token_use: (value) => value === 'access' || value === undefined,
	scope: (value) => typeof value === 'string' && value.split(' ').includes('hilft/desk'),
	iat: (value) => typeof value === 'number' && value >= START_SECONDS && value <= START_SECONDS + 30,
	exp: (value) => typeof value === 'number' && value > START_SECONDS - 30 && value <= START_SECONDS + 3_600,
	nbf: (value) => value === undefined || (typeof value === 'number' && value <= START_SECONDS + 30),
	aud: (value) =>
		value === undefined || [value].flat().some((one) => ['hilft-desk', CLIENT, 'hilft-other'].includes(String(one))),
	'cognito:groups': (value) =>
		value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string')),
}

const ROLE_WORDS = ['lead', 'agent', 'auditor', 'trainee', 'callcentre']
/** Claims that bearers, or other systems, may have written. */
const UNHEARD = ['role', 'roles', 'groups', 'team', 'name', 'custom:role', 'custom:team', 'cognito:roles', 'amr', '__x']

const anyValue = fc.oneof(
	fc.constant(undefined),
	fc.constantFrom<unknown>(
		...['', 'lead', 'hilft-desk', CLIENT, 'hilft-other', 'hilft/desk', 'access', 'id', `${CLIENT} `, null, true],
		...[0, -1, START_SECONDS, START_SECONDS + 20, START_SECONDS + 86_400, 1e300, -1e300],
		...[[], ['lead'], ['hilft-desk', 'x'], [CLIENT], ['hilft/desk'], { lead: true }, [1], [['lead']]],
	),
	fc.subarray(ROLE_WORDS),
	fc.jsonValue({ maxDepth: 1 }),
)

describe('every change of a good token', () => {
	it('is refused, or gives no more than its groups say', async ({ issuer, authenticate }) => {
		const change = fc.record({
			form: fc.constantFrom(...forms),
			claim: fc.constantFrom(...Object.keys(isHarmless)),
			value: anyValue,
			unheard: fc.dictionary(fc.constantFrom(...UNHEARD), anyValue, { maxKeys: 3 }),
			header: fc.constantFrom<object>(
				{},
				{ jku: 'https://elsewhere.example' },
				{ jwk: issuer.strangersKey },
				{ cty: 'x' },
			),
		})
		await fc.assert(
			fc.asyncProperty(change, async ({ form, claim, value, unheard, header }) => {
				const token = await signed(issuer, form, { claims: { ...unheard, [claim]: value }, header })
				const outcome = await outcomeOf(authenticate(`Bearer ${token}`))
				if (typeof outcome === 'string') return
				const isNamed = isHarmless[claim]?.(value)
				expect([claim, value, isNamed]).toEqual([claim, value, true])
				const groups = claim === 'cognito:groups' ? (value ?? []) : form.claims['cognito:groups']
				expect(outcome.groups.toSorted()).toEqual(
					[...new Set([groups].flat())].filter((one) => ROLE_WORDS.includes(String(one))).toSorted(),
				)
			}),
			{ numRuns: 400 },
		)
	})
})
