import { describe, expect } from 'vitest'
import { START_SECONDS } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

it.beforeEach(({ issuer }) => issuer.fail(false))

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

	it('tells who comes with a wrong token nothing of what is wrong with it', async ({ issuer, desk }) => {
		const claims = { sub: 'anna', 'cognito:groups': ['agent'] }
		const tokens = [
			await issuer.sign({ ...claims, exp: START_SECONDS - 60 }),
			await issuer.sign({ ...claims, iss: 'https://elsewhere.example' }),
			await issuer.sign({ ...claims, token_use: 'id' }),
			await issuer.signByStranger(claims),
			'x.y.z',
			'x',
			'x'.repeat(10_000),
		]
		const answers = await Promise.all(tokens.map((token) => desk.ask('GET /api/cases', { token })))
		for (const { status, text, headers } of answers) {
			expect([status, text]).toEqual([401, answers[0]?.text])
			expect(headers.get('WWW-Authenticate')).toBe('Bearer realm="hilft", error="invalid_token"')
		}
		expect(answers[0]?.body.type).toBe('urn:hilft:problem:token-invalid')
	})

	it.for([
		['no group', {}],
		['no group that is a role here', { 'cognito:groups': ['admins', 'Lead'] }],
		['a role that its bearer may have written', { role: 'lead', 'custom:role': 'lead', groups: ['lead'] }],
		['a group that permits nothing of what the roster says', { 'cognito:groups': ['auditor', 'callcentre'] }],
	] as const)('refuses a token with %s: it names no role', async ([_, claims], { issuer, desk }) => {
		const answer = await desk.ask('GET /api/cases', { token: await issuer.sign({ sub: 'anna', ...claims }) })
		expect([answer.status, answer.body.type]).toEqual([403, 'urn:hilft:problem:role-missing'])
	})

	it('takes the strongest group, and no team from anywhere', async ({ issuer, desk }) => {
		desk.roster.seed('0f3c-1', { role: 'lead' })
		const token = await issuer.sign({ sub: '0f3c-1', 'cognito:groups': ['auditor', 'lead'], 'custom:team': 'nord' })
		const id = await desk.writes()
		expect((await desk.ask(`POST /api/cases/${id}/claim`, { token })).body.case).toMatchObject({ owner: '0f3c-1' })
	})

	it.for(['hilft/handover', 'hilft/lookup'])(
		'refuses a machine with scope %s on every route',
		async (scope, { issuer, desk }) => {
			const machine = { sub: 'backoffice', client_id: 'backoffice', scope }
			for (const claims of [machine, { ...machine, client_id: 'hilft-desk-client', 'cognito:groups': ['lead'] }]) {
				const token = await issuer.sign(claims)
				const answers = await Promise.all(PATHS.map((path) => desk.ask(path, { token })))
				expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
			}
		},
	)

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
		await desk.ask('GET /api/search?q=%40kundin%20Erika', { as: 'anna' })
		await desk.ask('GET /api/cases?erika=1', { as: 'anna' })
		expect(desk.lines).toEqual([])
	})
})
