import { createHash } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect } from 'vitest'
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

test('a script gets a token that a library verifies, with the agent in its claims', async ({ place }) => {
	const { token } = await tokenFor(place, 'anna')
	expect((await verify(place, token)).payload).toMatchObject({
		sub: 'anna',
		name: 'Anna Ahlers',
		team: 'nord',
		role: 'agent',
	})
	const lead = await tokenFor(place, 'otto')
	expect((await verify(place, lead.token)).payload).toMatchObject({ sub: 'otto', team: 'sued', role: 'lead' })
})

test('a token outlives a restart of the place', async ({ place }) => {
	const { token } = await tokenFor(place, 'anna')
	const issuer = decodeJwt(token).iss
	await place.restart()
	const keys = createRemoteJWKSet(new URL(`${place.origin}/oidc/jwks`))
	expect((await jwtVerify(token, keys, { audience: 'hilft-desk' })).payload.iss).toBe(issuer)
})

test('refuses a token for somebody unknown, and publishes no private key', async ({ place }) => {
	const { status, body } = await place.get('/practice/token?agent=mallory')
	expect(status).toBe(404)
	expect(body).toMatchObject({ field: 'agent' })
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
		client_id: 'hilft-desk-local',
		response_type: 'code',
		redirect_uri: redirectUri,
		scope: 'openid profile desk',
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
			client_id: 'hilft-desk-local',
			code_verifier: verifier,
		}),
	})
	const tokens = (await answer.json()) as { access_token: string }
	expect((await verify(place, tokens.access_token)).payload).toMatchObject({ sub: 'dora', team: 'sued', role: 'agent' })
})

test('refuses to pick an agent for a sign-in that nobody began', async ({ place }) => {
	const response = await fetch(`${place.origin}/practice/sign-in/nothing`)
	expect(response.status).toBe(404)
})
