import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { describe, expect } from 'vitest'
import { faultKinds } from '#infra/local/practice/world/faults.ts'
import { refusal, x } from '#test/fixtures/network-callers.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

type Answer = {
	status?: number | undefined
	headers?: NodeJS.Dict<string | string[]> | undefined
	body: string
	error?: string | undefined
}
/** A call over the bare wire, which sees status, headers and what there is of the body. */
const call = (place: Place, path: string, body: object, timeout = 30_000): Promise<Answer> =>
	new Promise((resolve) => {
		const answer: Answer = { body: '' }
		const text = JSON.stringify(body)
		const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
		const outgoing = request(`${place.networks}/v26.0/${path}`, { method: 'POST', headers }, (response) => {
			answer.status = response.statusCode ?? 0
			answer.headers = response.headers
			response.on('data', (chunk) => {
				answer.body += chunk
			})
			response.on('error', () => resolve({ ...answer, error: 'cut' }))
			response.on('end', () => resolve(answer))
		})
		outgoing.setTimeout(timeout, () => outgoing.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })))
		outgoing.on('error', (error) => resolve({ ...answer, error: 'code' in error ? String(error.code) : 'error' }))
		outgoing.end(text)
	})
const access_token = 'local-page-token'
const appsecret_proof = createHmac('sha256', 'local-meta-secret').update(access_token).digest('hex')
const proven = (body: object) => ({ ...body, access_token, appsecret_proof })

/** What each fault shows on a public answer: whether it happened, and what came back. */
const SHOWN: Record<
	string,
	{ happened: number; status?: number | undefined; error?: string | undefined; code?: number | undefined }
> = {
	'timeout-before': { happened: 0, error: 'TIMEOUT' },
	'timeout-after': { happened: 1, error: 'TIMEOUT' },
	'cut-answer': { happened: 1, status: 200, error: 'cut' },
	'reset-before': { happened: 0, error: 'ECONNRESET' },
	'reset-after': { happened: 1, error: 'ECONNRESET' },
	'5xx-before': { happened: 0, status: 503, code: 2 },
	'5xx-after': { happened: 1, status: 503, code: 2 },
	slow: { happened: 1, status: 200 },
	'429': { happened: 0, status: 400, code: 613 },
	'429-day': { happened: 0, status: 400, code: 4 },
	revoked: { happened: 0, status: 401, code: 190 },
	blocked: { happened: 0, status: 400, code: 10 },
	duplicate: { happened: 0, status: 400, code: 506 },
	// Of private messages only: a public answer does not meet it.
	'dm-closed': { happened: 1, status: 200 },
}

describe('on Facebook, in public', () => {
	test('every kind has its line in this table', () => expect(Object.keys(SHOWN).sort()).toEqual([...faultKinds].sort()))

	test.for(faultKinds)('%s', async (kind, { place, practice, asPage }) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		await practice.fault({ network: 'facebook', kind, times: 1, delayMilliseconds: 50, resetSeconds: 600 })
		const { happened, status, error, code } = SHOWN[kind] ?? { happened: -1 }
		const answer = await call(
			place,
			`${id}/comments`,
			proven({ message: 'Gern' }),
			kind.startsWith('timeout') ? 400 : undefined,
		)
		expect({ status: answer.status, error: answer.error }).toEqual({ status, error })
		if (code !== undefined) expect(JSON.parse(answer.body).error.code).toBe(code)
		await expect.poll(() => practice.posts()).toHaveLength(1 + happened)
		const [recorded] = await practice.calls()
		const isMet = kind !== 'dm-closed'
		expect(recorded).toEqual({
			at: expect.any(String),
			network: 'facebook',
			method: 'POST',
			path: '/:id/comments',
			account: '2001',
			visibility: 'public',
			calls: 'writing',
			fault: isMet ? kind : undefined,
			status: error === undefined ? status : undefined,
		})
		await place.send('DELETE', '/practice/faults')
		expect((await asPage('GET', id)).status).toBe(200)
	})

	test('an answer cut short has its status, its headers and a part of its body', async ({ place, practice }) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		await practice.fault({ kind: 'cut-answer' })
		const { headers, body } = await call(place, `${id}/comments`, proven({ message: 'Gern' }))
		expect(headers?.['x-business-use-case-usage']).toContain('2001')
		expect(Number(headers?.['content-length'])).toBeGreaterThan(body.length)
		expect(body).toMatch(/^\{"id"/)
	})

	test('a limit tells in minutes when it opens again', async ({ practice, asPage }) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		for (const [kind, minutes] of [
			['429', 10],
			['429-day', 10],
		]) {
			await practice.fault({ kind, resetSeconds: 600 })
			const { headers } = await asPage('POST', `${id}/comments`, { message: 'Gern' })
			const usage = JSON.parse(headers.get('x-business-use-case-usage') ?? '')
			expect(usage['2001'][0]).toMatchObject({ call_count: 100, estimated_time_to_regain_access: minutes })
		}
	})
})

describe('on X', () => {
	const KEYS = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour'] as const
	const left = (headers: Record<string, string>) => KEYS.map((key) => headers[`${key}-remaining`])

	test('in private, a limit names the window or the 24 hours of the user', async ({ practice }) => {
		await practice.write({ network: 'x', visibility: 'private' })
		const id = await practice.person('Mia')
		for (const [kind, expected, key] of [
			['429', ['0', expect.not.stringMatching(/^0$/), undefined], 'x-rate-limit'],
			['429-day', [expect.not.stringMatching(/^0$/), '0', undefined], 'x-user-limit-24hour'],
		] as const) {
			await practice.fault({ network: 'x', kind, resetSeconds: 90, visibility: 'private' })
			const { code, headers } = await refusal(x().sendDmToParticipant(id, { text: 'Hallo' }))
			expect(code).toBe(429)
			expect(left(headers)).toEqual(expected)
			expect(Number(headers[`${key}-reset`]) - Date.now() / 1000).toBeGreaterThan(85)
			expect(Number(headers[`${key}-reset`]) - Date.now() / 1000).toBeLessThan(95)
		}
	})

	test('in public, the 24 hours are of the app', async ({ practice }) => {
		await practice.fault({ network: 'x', kind: '429-day', resetSeconds: 90 })
		const { headers } = await refusal(x().tweet('Hallo'))
		expect(left(headers)).toEqual(['99', undefined, '0'])
	})

	test.for([
		['blocked', 403],
		['duplicate', 403],
		['5xx-before', 503],
	] as const)('%s is said as X says it', async ([kind, code], { practice }) => {
		await practice.fault({ network: 'x', kind, times: 1 })
		const { data, ...answer } = await refusal(x().tweet('Hallo'))
		expect(answer.code).toBe(code)
		if (kind === 'blocked') expect(data).toMatchObject({ errors: [{ code: 326 }] })
		if (kind === 'duplicate') expect(data.detail).toContain('duplicate content')
		expect(await practice.posts()).toEqual([])
	})

	test.for([
		['timeout-after', 1],
		['cut-answer', 1],
		['reset-before', 0],
		['reset-after', 1],
		['5xx-after', 1],
	] as const)('in private, %s', async ([kind, happened], { practice }) => {
		await practice.write({ network: 'x', visibility: 'private' })
		await practice.fault({ network: 'x', kind })
		const recipient = await practice.person('Mia')
		const path = `dm_conversations/with/${recipient}/messages`
		await expect(
			x().post(path, { text: 'Hallo' }, { timeout: kind.startsWith('timeout') ? 300 : 30_000 }),
		).rejects.toThrow()
		await expect.poll(() => practice.posts()).toHaveLength(1 + happened)
	})
})

describe('a fault', () => {
	test('of the token or the account lasts until it is lifted, for reading too', async ({ place, practice }) => {
		for (const kind of ['revoked', 'blocked']) {
			const { id } = await practice.fault({ network: 'x', kind })
			for (let count = 0; count < 3; count += 1) {
				expect(await refusal(x().tweet('Hallo'))).toMatchObject({ code: kind === 'revoked' ? 401 : 403 })
				expect(await refusal(x().me())).toMatchObject({ code: kind === 'revoked' ? 401 : 403 })
			}
			expect((await place.send('DELETE', `/practice/faults/${id}`)).status).toBe(204)
			expect((await x().me()).data.id).toBe('1001')
		}
		expect((await place.send('DELETE', '/practice/faults/999')).status).toBe(404)
	})

	test('is limited to a network, an account, a visibility, and to reading or writing', async ({
		practice,
		asPage,
		asInstagram,
	}) => {
		const comment = await practice.write({ network: 'instagram', visibility: 'public' })
		const onPage = await practice.write({ network: 'facebook', visibility: 'public' })
		await practice.fault({ account: '3001', kind: '5xx', times: 9 })
		await practice.fault({ network: 'x', visibility: 'private', kind: '5xx', times: 9 })
		await practice.fault({ network: 'facebook', calls: 'reading', kind: '5xx', times: 9 })
		expect((await asInstagram('POST', `${comment.id}/replies`, { message: 'a' })).status).toBe(503)
		expect((await asInstagram('GET', comment.id)).status).toBe(200)
		expect((await asPage('POST', `${onPage.id}/comments`, { message: 'a' })).status).toBe(200)
		expect((await asPage('GET', onPage.id)).status).toBe(503)
		await x().tweet('Hallo')
		await practice.write({ network: 'x', visibility: 'private' })
		expect(await refusal(x().sendDmToParticipant(await practice.person('Mia'), { text: 'a' }))).toMatchObject({
			code: 503,
		})
	})

	test('of a repetition is of public answers and private replies, at Meta not of plain messages', async ({
		practice,
		asPage,
	}) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		await practice.write({ network: 'facebook', visibility: 'private' })
		await practice.fault({ network: 'facebook', visibility: 'private', kind: 'duplicate' })
		const send = (recipient: object) => asPage('POST', '2001/messages', { recipient, message: { text: 'Hallo' } })
		expect((await send({ id: await practice.person('Mia', 'facebook') })).status).toBe(200)
		expect((await send({ comment_id: id })).body.error.code).toBe(10900)
		expect((await send({ comment_id: id })).status).toBe(200)
	})

	test('does not meet who is not let in', async ({ place, practice }) => {
		await practice.fault({ kind: '5xx' })
		expect(await refusal(x({ accessSecret: 'a' }).tweet('Hallo'))).toMatchObject({ code: 401 })
		expect((await fetch(`${place.networks}/v26.0/2001`, { method: 'POST' })).status).toBe(401)
		expect(await refusal(x().tweet('Hallo'))).toMatchObject({ code: 503 })
		expect(await practice.calls()).toMatchObject([{ account: '1001' }, { account: '' }, { account: '' }])
	})

	test.for([
		['kind', { kind: 'flood' }],
		['kind', {}],
		['network', { kind: '429', network: 'myspace' }],
		['visibility', { kind: '429', visibility: 'secret' }],
		['calls', { kind: '429', calls: 'some' }],
		['times', { kind: '429', times: 0 }],
		['resetSeconds', { kind: '429', resetSeconds: 1.5 }],
		['colour', { kind: '429', colour: 'red' }],
	] as const)('is refused for its %s', async ([field, fault], { place }) => {
		const { status, body } = await place.send('POST', '/practice/faults', fault)
		expect({ status, field: (body as { field: string }).field }).toEqual({ status: 400, field })
		if (field === 'kind')
			expect(body).toMatchObject({ allowed: expect.arrayContaining([...faultKinds]), detail: expect.any(String) })
	})
})
