import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlace, type Place } from '#test/fixtures/practice-place.ts'

let place: Place
beforeAll(async () => {
	place = await openPlace()
})
afterAll(() => place.stop())

const JSON_TYPE = { 'content-type': 'application/json' }
const send = async (method: string, path: string, body?: string, headers: Record<string, string> = JSON_TYPE) => {
	const answer = await fetch(place.origin + path, {
		method,
		body: body ?? null,
		headers: body === undefined ? {} : headers,
	})
	const type = answer.headers.get('content-type')
	return { status: answer.status, type, allow: answer.headers.get('allow'), problem: JSON.parse(await answer.text()) }
}

const sentence = expect.stringMatching(/\w+ \w+/)
const problemOf = (status: number, more: object = {}) => ({
	status,
	type: 'application/problem+json',
	problem: { status, type: expect.stringMatching(/^urn:hilft:problem:/), detail: sentence, ...more },
})

describe('a refusal of the practice API is a problem that says what is wrong', () => {
	test.each([
		['no body', undefined, 'body'],
		['a body that is no JSON', '{"advance": NaN}', 'body'],
		['a list', '[]', 'body'],
		['null', 'null', 'body'],
		['a field that is no number', '{"advance": null}', 'advance'],
	])('with %s, naming the field', async (_, body, field) => {
		expect(await send('POST', '/practice/clock', body)).toMatchObject(problemOf(400, { field }))
	})

	test.each([
		['/practice/token', 'agent'],
		['/practice/token?agent=nobody', 'agent'],
		['/practice/posts/1', 'id'],
		['/practice/posts/1/delivery', 'id'],
		['/practice/mailbox/1/html', 'id'],
	])('where nothing is known of what %s names', async (path, field) => {
		expect(await send('GET', path)).toMatchObject(problemOf(404, { field }))
	})

	test.each([
		['GET', '/practice/nope'],
		['POST', '/practice/nope'],
		['PUT', '/practice/posts/1/nope'],
	])('where nothing is: %s %s', async (method, path) => {
		expect(await send(method, path)).toMatchObject(problemOf(404))
	})

	test.each([
		['PUT', '/practice/clock', 'GET, HEAD, POST'],
		['POST', '/practice/posts/1', 'GET, HEAD, PATCH, DELETE'],
		['DELETE', '/practice/posts', 'GET, HEAD, POST'],
		['POST', '/practice/settings', 'GET, HEAD, PUT, DELETE'],
		['GET', '/practice/own-posts', 'POST'],
		['GET', '/practice/write', 'POST'],
		['POST', '/practice', 'GET, HEAD'],
		['OPTIONS', '/practice/token', 'GET, HEAD'],
	])('where %s %s is not the method', async (method, path, allow) => {
		expect(await send(method, path)).toMatchObject({ ...problemOf(405), allow })
	})

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonlines'])(
		'for JSON that is called %s, which a page of another site could send',
		async (type) => {
			const headers = { 'content-type': type }
			const refused = problemOf(415, { field: 'content-type' })
			expect(await send('POST', '/practice/clock', '{"advance":0}', headers)).toMatchObject(refused)
			expect(await send('PUT', '/practice/settings', '{"echo":true}', headers)).toMatchObject(refused)
		},
	)

	test('but not for JSON with its encoding', async () => {
		const headers = { 'content-type': 'application/json; charset=utf-8' }
		expect(await send('PUT', '/practice/settings', '{"echo":true}', headers)).toMatchObject({ status: 200 })
	})

	test('for a body that is too large', async () => {
		const body = JSON.stringify({ text: 'x'.repeat(3_000_000) })
		expect(await send('POST', '/practice/posts', body)).toMatchObject(problemOf(413, { field: 'body' }))
	})

	test('for a kill switch that cannot be reached', async () => {
		expect(await send('GET', '/practice/kill-switch')).toMatchObject(problemOf(503))
		expect(await send('POST', '/practice/jobs/sweep/runs')).toMatchObject(problemOf(500))
	})
})
