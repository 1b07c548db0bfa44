import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { handleHttp } from '#infra/local/cloud/http-api/handle-http.ts'
import { authorize } from '#infra/local/cloud/http-api/jwt-authorizer.ts'
import type { JwtAuthorizer } from '#infra/local/cloud/model/system.ts'

const NOW = Date.parse('2026-11-22T12:00:00.000Z')
const SECONDS = NOW / 1_000
const ISSUER = 'https://issuer.example/pool'
const DOOR: JwtAuthorizer = { issuer: ISSUER, audiences: ['client', 'us'], scopes: ['hilft/desk'] }

const createIssuer = async () => {
	const pairs = {
		RS256: await generateKeyPair('RS256', { extractable: true }),
		RS512: await generateKeyPair('RS512', { extractable: true }),
		PS256: await generateKeyPair('PS256', { extractable: true }),
		ES256: await generateKeyPair('ES256', { extractable: true }),
	}
	const keys = await Promise.all(
		Object.entries(pairs).map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid })),
	)
	const good = { iss: ISSUER, client_id: 'client', scope: 'openid hilft/desk', iat: SECONDS, exp: SECONDS + 60 }
	return {
		dependencies: { keysOf: () => createLocalJWKSet({ keys }), now: () => NOW },
		sign: (claims: JWTPayload, alg: keyof typeof pairs = 'RS256', header: object = {}) =>
			new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg, kid: alg, ...header }).sign(pairs[alg].privateKey),
	}
}

const it = test.extend('issuer', { scope: 'file' }, createIssuer)

describe('the authorizer', () => {
	it('lets a token through by its client, or by its audience where it has one', async ({ issuer }) => {
		for (const claims of [{}, { aud: 'us', client_id: 'another' }, { aud: ['x', 'client'] }, { client_id: 'us' }])
			for (const prefix of ['Bearer ', 'bearer ', ''])
				expect(await authorize(DOOR, `${prefix}${await issuer.sign(claims)}`, issuer.dependencies)).toMatchObject({
					isAllowed: true,
				})
	})

	it('gives claims as text, lists as Go writes them, and the scopes where the route asks for some', async ({
		issuer,
	}) => {
		const token = await issuer.sign({
			sub: 'anna',
			'cognito:groups': ['lead', 'agent'],
			isNew: true,
			o: { b: 1, a: [2] },
		})
		expect(await authorize(DOOR, token, issuer.dependencies)).toEqual({
			isAllowed: true,
			claims: {
				iss: ISSUER,
				sub: 'anna',
				client_id: 'client',
				scope: 'openid hilft/desk',
				iat: '1795348800',
				exp: '1795348860',
				'cognito:groups': '[lead agent]',
				isNew: 'true',
				o: 'map[a:[2] b:1]',
			},
			scopes: ['openid', 'hilft/desk'],
		})
		const unscoped = await authorize({ ...DOOR, scopes: [] }, token, issuer.dependencies)
		expect(unscoped).toMatchObject({ isAllowed: true, scopes: null })
	})

	it('takes other algorithms of RSA, and scopes in a list', async ({ issuer }) => {
		const token = await issuer.sign({ scope: undefined, scp: ['hilft/desk'] }, 'RS512')
		expect(await authorize(DOOR, token, issuer.dependencies)).toMatchObject({ isAllowed: true, scopes: ['hilft/desk'] })
	})

	it.for([
		['has ended', { exp: SECONDS }, 'the token has expired'],
		['has no end', { exp: undefined }, 'the token does not have a valid exp'],
		['is not valid yet', { nbf: SECONDS + 1 }, 'the token does not have a valid nbf'],
		['was issued later than now', { iat: SECONDS + 1 }, 'the token was used before it was issued'],
		['is of another issuer', { iss: `${ISSUER}/` }, 'the token does not have a valid issuer'],
		['is of another client', { client_id: 'evil' }, 'the token does not have a valid audience'],
		['is of nobody', { client_id: undefined }, 'the token does not have a valid audience'],
		['is for another, though of our client', { aud: 'evil' }, 'the token does not have a valid audience'],
		['has claims of other types', { client_id: 5 }, 'the token is not valid'],
	] as const)('refuses a token that %s', async ([_, claims, error], { issuer }) => {
		const token = await issuer.sign(claims as JWTPayload)
		expect(await authorize(DOOR, `Bearer ${token}`, issuer.dependencies)).toEqual({
			isAllowed: false,
			status: 401,
			error,
			challenge: `Bearer scope="" error="invalid_token" error_description="${error}"`,
		})
	})

	it('refuses algorithms that are not of RSA with PKCS#1, tokens without a key id, changed ones and none', async ({
		issuer,
	}) => {
		const [head, , signature] = (await issuer.sign({})).split('.')
		const body = Buffer.from(JSON.stringify({ iss: ISSUER, aud: 'us', exp: SECONDS + 60 })).toString('base64url')
		const tokens = [
			await issuer.sign({}, 'ES256'),
			await issuer.sign({}, 'PS256'),
			await issuer.sign({}, 'RS256', { kid: undefined }),
			await issuer.sign({}, 'RS256', { kid: 'other' }),
			`${head}.${body}.${signature}`,
			'x',
			'Bearer',
		]
		for (const token of tokens)
			expect([token, await authorize(DOOR, token, issuer.dependencies)]).toEqual([
				token,
				expect.objectContaining({ isAllowed: false, status: 401 }),
			])
		for (const nothing of [undefined, ''])
			expect(await authorize(DOOR, nothing, issuer.dependencies)).toMatchObject({ status: 401, challenge: 'Bearer' })
	})

	it.for([['openid hilft/handover'], [undefined]] as const)(
		'refuses with 403 the scopes %s',
		async ([scope], { issuer }) => {
			expect(await authorize(DOOR, await issuer.sign({ scope }), issuer.dependencies)).toMatchObject({ status: 403 })
		},
	)

	it('refuses all while the keys cannot be had', async ({ issuer }) => {
		const keysOf = () => () => Promise.reject(new TypeError('fetch failed'))
		expect(await authorize(DOOR, await issuer.sign({}), { ...issuer.dependencies, keysOf })).toMatchObject({
			status: 401,
			error: 'OIDC discovery endpoint communication error',
		})
	})
})

describe('a route with an authorizer', () => {
	const api = {
		name: 'Desk',
		label: 'desk',
		routes: [
			{ method: 'GET', path: '/api/health', function: 'health' },
			{ method: 'ANY', path: '/api/{proxy+}', function: 'api', authorizer: DOOR },
		],
		accessLogFormat:
			'{"route":"$context.routeKey","status":"$context.status","integration":"$context.integrationStatus","error":"$context.authorizer.error","who":"$context.unknown"}',
	}
	const request = (path: string, ...headers: readonly [string, string][]) => ({
		method: 'GET',
		path,
		query: '',
		headers: [['Host', 'localhost:3000'] as const, ...headers],
		body: new Uint8Array(),
		sourceIp: '127.0.0.1',
		scheme: 'http' as const,
	})

	it("calls its function with what the authorizer found, and answers in AWS's own form where that refused", async ({
		issuer,
	}) => {
		const events: unknown[] = []
		const lines: unknown[] = []
		const dependencies = {
			...issuer.dependencies,
			invoke: async (name: string, event: object) => {
				events.push([name, 'requestContext' in event && event.requestContext])
				return { ok: true as const, payload: { statusCode: 403, body: 'no' } }
			},
			log: (label: string, line: string) => lines.push([label, JSON.parse(line)]),
		}
		const ask = async (...asked: Parameters<typeof request>) => {
			const { status, headers, body } = await handleHttp(dependencies as never, api, request(...asked))
			return [status, Buffer.from(body).toString(), headers['www-authenticate']]
		}
		const bearer = async (claims: JWTPayload): Promise<[string, string]> => [
			'authorization',
			`Bearer ${await issuer.sign(claims)}`,
		]
		expect(await ask('/api/health')).toEqual([403, 'no', undefined])
		expect(await ask('/api/cases', await bearer({ sub: 'anna' }))).toEqual([403, 'no', undefined])
		expect(await ask('/api/cases')).toEqual([401, '{"message":"Unauthorized"}', 'Bearer'])
		expect((await ask('/api/cases', await bearer({}), await bearer({})))[0]).toBe(401)
		expect(await ask('/api/cases', await bearer({ scope: 'x' }))).toEqual([
			403,
			'{"message":"Forbidden"}',
			'Bearer scope="hilft/desk" error="insufficient_scope"',
		])
		expect(events).toEqual([
			['health', expect.not.objectContaining({ authorizer: expect.anything() })],
			[
				'api',
				expect.objectContaining({
					authorizer: {
						jwt: { claims: expect.objectContaining({ sub: 'anna' }), scopes: ['openid', 'hilft/desk'] },
					},
				}),
			],
		])
		const line = { route: 'ANY /api/{proxy+}', integration: '-', who: '-' }
		expect(lines).toEqual([
			['desk', { route: 'GET /api/health', status: '403', integration: '200', error: '-', who: '-' }],
			['desk', { ...line, status: '403', integration: '200', error: '-' }],
			['desk', { ...line, status: '401', error: 'Unauthorized' }],
			['desk', { ...line, status: '401', error: 'the token is not valid' }],
			['desk', { ...line, status: '403', error: 'insufficient_scope' }],
		])
	})
})
