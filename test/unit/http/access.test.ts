import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect } from 'vitest'
import { createAuthenticate } from '#shared/http/authenticate.ts'
import { it, START } from '#test/fixtures/desk-place.ts'

it.beforeEach(({ issuer }) => issuer.fail(false))

const SECONDS = Math.floor(Date.parse(START) / 1_000)
const ID = `case_${'0'.repeat(26)}`
const PATHS = [
	'GET /api/cases',
	`GET /api/cases/${ID}`,
	`POST /api/cases/${ID}/claim`,
	`POST /api/cases/${ID}/data-requests`,
	`POST /api/cases/${ID}/customer-data/readings`,
	`POST /api/cases/${ID}/customer-data/erasures`,
	'GET /api/ledger',
	'GET /api/parked',
	'POST /api/parked/park_1/retry',
	'GET /api/nowhere',
	'DELETE /api/cases',
	'OPTIONS /api/cases',
	'GET /',
	'GET /api/health/',
]

describe('sign-in', () => {
	it('tells a stranger the same on every path, known or not', async ({ desk }) => {
		const id = await desk.writes()
		const answers = await Promise.all([...PATHS, `GET /api/cases/${id}`].map((path) => desk.ask(path)))
		for (const { status, text, headers } of answers) {
			expect([status, text]).toEqual([401, answers[0]?.text])
			expect(headers.get('WWW-Authenticate')).toBe('Bearer realm="hilft"')
			expect(headers.get('Allow')).toBeNull()
		}
	})

	it.for([
		['expired', { exp: SECONDS - 60 }],
		['not valid yet', { nbf: SECONDS + 60 }],
		['without an end', { exp: undefined }],
		['for somebody else', { aud: 'other' }],
		['without an audience', { aud: undefined }],
		['of another client', { aud: undefined, client_id: 'other' }],
		['an identity token of the client', { aud: undefined, client_id: 'hilft-desk', token_use: 'id' }],
		['of another issuer', { iss: 'https://elsewhere.example' }],
		['without a subject', { sub: undefined }],
		['with a subject that is no name', { sub: 'anna#1\n' }],
	] as const)('refuses a token that is %s', async ([_, claims], { issuer, desk }) => {
		const token = await issuer.sign({ sub: 'anna', role: 'agent', ...claims } as never)
		const answer = await desk.ask('GET /api/cases', { token })
		expect([answer.status, answer.body.type]).toEqual([401, 'urn:hilft:problem:token-invalid'])
		expect(answer.headers.get('WWW-Authenticate')).toContain('error="invalid_token"')
	})

	it('refuses tokens of a stranger, changed ones, unsigned ones and those signed with the public key', async ({
		issuer,
		desk,
	}) => {
		const good = await issuer.tokenOf('anna')
		const [head = '', body = '', signature = ''] = good.split('.')
		const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
		const lead = encode({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), role: 'lead' })
		const tokens = [
			await issuer.signByStranger({ sub: 'anna', role: 'agent' }),
			`${head}.${lead}.${signature}`,
			`${encode({ alg: 'none' })}.${body}.`,
			`${encode({ alg: 'none' })}.${body}.x`,
			`${encode({ alg: 'HS256', kid: 'k1' })}.${body}.${signature}`,
			await issuer.sign({ sub: 'anna', role: 'agent' }, undefined, 'k2'),
			'x.y.z',
			'x',
			'x'.repeat(10_000),
		]
		for (const token of tokens) {
			const answer = await desk.ask('GET /api/cases', { token })
			expect([token.slice(0, 20), answer.status]).toEqual([token.slice(0, 20), 401])
		}
		expect((await desk.ask('GET /api/cases', { token: good })).status).toBe(200)
	})

	it('refuses a known key under an algorithm that is not ours', async () => {
		const { publicKey, privateKey } = await generateKeyPair('PS256')
		expect(await exportJWK(publicKey)).toMatchObject({ kty: 'RSA' })
		const token = await new SignJWT({ sub: 'anna', role: 'agent' })
			.setProtectedHeader({ alg: 'PS256' })
			.setIssuer('i')
			.setAudience('a')
			.setExpirationTime(SECONDS + 60)
			.sign(privateKey)
		const authenticate = createAuthenticate({
			issuer: 'i',
			audience: 'a',
			keys: async () => publicKey,
			realClock: { epochMilliseconds: () => Date.parse(START) },
		})
		await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({ code: 'tokenInvalid' })
	})

	it('takes Cognito access tokens: client, groups and custom claims', async ({ issuer, desk }) => {
		const token = await issuer.sign({
			sub: '0f3c-1',
			aud: undefined,
			client_id: 'hilft-desk',
			token_use: 'access',
			'cognito:groups': ['auditor', 'lead'],
			'custom:team': 'nord',
		} as never)
		const id = await desk.writes()
		expect((await desk.ask(`POST /api/cases/${id}/claim`, { token })).body.case).toMatchObject({ owner: '0f3c-1' })
	})

	it('refuses a token without a role', async ({ issuer, desk }) => {
		const token = await issuer.sign({ sub: 'anna', role: 'chef' })
		const answer = await desk.ask('GET /api/cases', { token })
		expect([answer.status, answer.body.type]).toEqual([403, 'urn:hilft:problem:role-missing'])
	})

	it('retries later when the keys cannot be had, and blames nobody', async ({ issuer, desk }) => {
		issuer.fail(true)
		const answer = await desk.ask('GET /api/cases', { as: 'anna' })
		expect([answer.status, answer.body.type]).toEqual([503, 'urn:hilft:problem:try-later'])
		expect(answer.headers.get('Retry-After')).toBe('5')
		issuer.fail(false)
		expect((await desk.ask('GET /api/cases', { as: 'anna' })).status).toBe(200)
	})
})

describe('answers', () => {
	it('carry the headers that keep them out of caches and frames, errors included', async ({ desk }) => {
		for (const call of ['GET /api/health', 'GET /api/nowhere', 'GET /api/cases']) {
			const { headers } = await desk.ask(call, { as: 'anna' })
			expect(headers.get('Cache-Control')).toBe('no-store')
			expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
			expect(headers.get('Strict-Transport-Security')).toContain('max-age=')
		}
	})

	it('tell an agent of unknown paths and wrong methods', async ({ desk }) => {
		const missing = await desk.ask('GET /api/nowhere', { as: 'anna' })
		expect([missing.status, missing.body.type]).toEqual([404, 'urn:hilft:problem:not-found'])
		const wrong = await desk.ask(`PUT /api/cases/${ID}/claim`, { as: 'anna' })
		expect([wrong.status, wrong.body.type, wrong.headers.get('Allow')]).toEqual([
			405,
			'urn:hilft:problem:method-not-allowed',
			'POST',
		])
		expect((await desk.ask('POST /api/health')).status).toBe(405)
	})

	it.for([
		['ill-formed JSON', { raw: '{"text":' }, 400, 'json-malformed'],
		['broken UTF-8', { raw: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'json-malformed'],
		[
			'another content type',
			{ raw: 'text=1', headers: { 'Content-Type': 'text/plain' } },
			415,
			'media-type-unsupported',
		],
		['a JSON value that is no object', { raw: '7' }, 422, 'body-invalid'],
		['more than 64 KiB', { raw: JSON.stringify({ text: 'x'.repeat(65_536) }) }, 413, 'too-large'],
	] as const)('refuse %s', async ([_, call, status, code], { desk }) => {
		const id = await desk.writes()
		const answer = await desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', ...call })
		expect([answer.status, answer.body.type]).toEqual([status, `urn:hilft:problem:${code}`])
	})

	it('say nothing of an error of ours, and log its class only', async ({ desk }) => {
		desk.probeFails(new Error('Erika Muster'))
		const answer = await desk.ask('GET /api/health')
		expect(answer.body).toEqual({
			type: 'urn:hilft:problem:internal',
			title: 'Our fault',
			status: 500,
			detail: 'Something went wrong. It was recorded.',
		})
		expect(desk.lines.join('')).toContain('"code":"REQUEST_FAILED"')
		expect(desk.lines.join('')).not.toContain('Erika')
	})

	it('leave nothing of a request in the log', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: { text: 'Erika Muster' } })
		await desk.ask('GET /api/cases?q=%40kundin', { as: 'anna' })
		await desk.ask('GET /api/cases?erika=1', { as: 'anna' })
		expect(desk.lines).toEqual([])
	})
})
