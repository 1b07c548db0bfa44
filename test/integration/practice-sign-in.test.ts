import { createHash } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect } from 'vitest'
import { DESK_CLIENT, PRACTICE_TOKEN_SECONDS, practiceAgents } from '#infra/local/practice/sign-in/agents.ts'
import { roleSchema } from '#shared/cases/actor.ts'
import { createAuthenticate } from '#shared/http/authenticate.ts'
import { realClock } from '#shared/kernel/clock.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

const verify = (place: Place, token: string) =>
	jwtVerify(token, createRemoteJWKSet(new URL(`${place.origin}/oidc/jwks`)), {
		issuer: `${place.origin}/oidc`,
		audience: 'hilft-desk',
		typ: 'at+jwt',
	})
const tokenFor = async (place: Place, agent: string): Promise<{ token: string }> =>
	(await place.get(`/practice/token?agent=${agent}`)).body

const authenticateAt = (place: Place) => {
	const profile = {
		issuer: `${place.origin}/oidc`,
		audience: 'hilft-desk',
		clients: [DESK_CLIENT],
		scope: 'hilft/desk',
		longestAgeSeconds: PRACTICE_TOKEN_SECONDS,
		groupsClaim: 'cognito:groups',
	}
	const keys = createRemoteJWKSet(new URL(`${place.origin}/oidc/jwks`))
	const authenticate = createAuthenticate({ profile, keys, realClock })
	return (token: string) => authenticate(`Bearer ${token}`)
}

test('a script gets a token of each agent, which says the role and nothing else of them', async ({ place }) => {
	const authenticate = authenticateAt(place)
	for (const { id, role } of practiceAgents) {
		const { token } = await tokenFor(place, id)
		const { payload, protectedHeader } = await verify(place, token)
		expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) })
		expect(payload).toEqual({
			iss: `${place.origin}/oidc`,
			sub: id,
			aud: 'hilft-desk',
			client_id: DESK_CLIENT,
			scope: 'hilft/desk',
			'cognito:groups': [role],
			iat: expect.any(Number),
			exp: (payload.iat ?? 0) + PRACTICE_TOKEN_SECONDS,
			jti: expect.any(String),
		})
		expect(await authenticate(token)).toMatchObject({ sub: id, groups: [role] })
	}
	expect(new Set(practiceAgents.map(({ role }) => role))).toEqual(new Set(roleSchema.options))
})

test('a machine gets a token, by a script and by its secret, that no agent could have', async ({ place }) => {
	const byScript = (await place.get('/practice/token?client=backoffice')).body as { token: string }
	const answer = await fetch(`${place.origin}/oidc/token`, {
		method: 'POST',
		headers: { authorization: `Basic ${Buffer.from('backoffice:local-backoffice-secret').toString('base64')}` },
		body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'hilft/handover' }),
	})
	const bySecret = (await answer.json()) as { access_token: string }
	for (const token of [byScript.token, bySecret.access_token]) {
		const { payload } = await verify(place, token)
		expect(payload).toMatchObject({ sub: 'backoffice', client_id: 'backoffice', scope: 'hilft/handover' })
		expect(payload).not.toHaveProperty('cognito:groups')
		await expect(authenticateAt(place)(token)).rejects.toMatchObject({ code: 'tokenInvalid' })
	}
})

test('gives a machine no scope but its own', async ({ place }) => {
	const answer = await fetch(`${place.origin}/oidc/token`, {
		method: 'POST',
		headers: { authorization: `Basic ${Buffer.from('backoffice:local-backoffice-secret').toString('base64')}` },
		body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'hilft/desk' }),
	})
	expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_scope' })])
})

test('a token outlives a restart of the place', async ({ place }) => {
	const { token } = await tokenFor(place, 'anna')
	const issuer = decodeJwt(token).iss
	await place.restart()
	const keys = createRemoteJWKSet(new URL(`${place.origin}/oidc/jwks`))
	expect((await jwtVerify(token, keys, { audience: 'hilft-desk' })).payload.iss).toBe(issuer)
})

test('refuses a token for somebody unknown, and publishes no private key', async ({ place }) => {
	for (const field of ['agent', 'client']) {
		const { status, body } = await place.get(`/practice/token?${field}=mallory`)
		expect([status, body]).toEqual([404, expect.objectContaining({ field })])
	}
	const { keys } = (await place.get('/oidc/jwks')).body as { keys: object[] }
	expect(keys).toHaveLength(1)
	expect(keys[0]).not.toHaveProperty('d')
})

test('signs an agent in by code and PKCE through the page where one picks who one is', async ({ place }) => {
	const verifier = 'v'.repeat(64)
	const cookies = new Map<string, string>()
	const visit = async (url: string | URL, init: RequestInit = {}) => {
		const response = await fetch(new URL(url, place.origin), {
			...init,
			redirect: 'manual',
			headers: {
				origin: place.origin,
				...init.headers,
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			},
		})
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
			cookies.set(name, value)
		}
		return response
	}
	const location = (response: Response) => response.headers.get('location') ?? ''
	const redirectUri = `${place.origin}/desk/signed-in`
	const query = new URLSearchParams({
		client_id: DESK_CLIENT,
		response_type: 'code',
		redirect_uri: redirectUri,
		scope: 'openid profile hilft/desk',
		code_challenge: createHash('sha256').update(verifier).digest('base64url'),
		code_challenge_method: 'S256',
		state: 'st',
	})
	const started = await visit(`/oidc/auth?${query}`)
	expect(location(started)).toMatch(/^\/practice\/sign-in\//)
	const page = await (await visit(location(started))).text()
	expect(page).toContain('value="dora"')
	const picked = await visit(location(started), { method: 'POST', body: new URLSearchParams({ agent: 'dora' }) })
	expect(picked.status).toBe(303)
	const done = await visit(location(picked))
	const code = new URL(location(done)).searchParams.get('code') ?? ''
	const answer = await visit('/oidc/token', {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			code,
			redirect_uri: redirectUri,
			client_id: DESK_CLIENT,
			code_verifier: verifier,
		}),
	})
	const tokens = (await answer.json()) as { access_token: string }
	expect(await authenticateAt(place)(tokens.access_token)).toMatchObject({ sub: 'dora', groups: ['agent'] })
})

test('refuses to pick an agent for a sign-in that nobody began', async ({ place }) => {
	const response = await fetch(`${place.origin}/practice/sign-in/nothing`)
	expect(response.status).toBe(404)
})
