import { describe, expect } from 'vitest'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const send = async (
	place: Place,
	method: string,
	path: string,
	body?: string,
	headers: Record<string, string> = JSON_TYPE,
) => {
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
	test.for([
		['no body', undefined, 'body'],
		['a body that is no JSON', '{"advance": NaN}', 'body'],
		['a list', '[]', 'body'],
		['null', 'null', 'body'],
		['a field that is no number', '{"advance": null}', 'advance'],
	] as const)('with %s, naming the field', async ([_, body, field], { place }) => {
		expect(await send(place, 'POST', '/practice/clock', body)).toMatchObject(problemOf(400, { field }))
	})

	test.for([
		['/practice/token?agent=nobody', 'agent'],
		['/practice/token?client=nobody', 'client'],
		['/practice/posts/1', 'id'],
		['/practice/posts/1/delivery', 'id'],
		['/practice/mailbox/1/html', 'id'],
	] as const)('where nothing is known of what %s names', async ([path, field], { place }) => {
		expect(await send(place, 'GET', path)).toMatchObject(problemOf(404, { field }))
	})

	test.for(['/practice/token', '/practice/token?agent=anna&client=backoffice'])(
		'where %s names none, or both',
		async (path, { place }) => {
			expect(await send(place, 'GET', path)).toMatchObject(problemOf(400, { field: 'agent' }))
		},
	)

	test.for([
		['GET', '/practice/nope'],
		['POST', '/practice/nope'],
		['PUT', '/practice/posts/1/nope'],
	] as const)('where nothing is: %s %s', async ([method, path], { place }) => {
		expect(await send(place, method, path)).toMatchObject(problemOf(404))
	})

	test.for([
		['PUT', '/practice/clock', 'GET, HEAD, POST'],
		['POST', '/practice/posts/1', 'GET, HEAD, PATCH, DELETE'],
		['DELETE', '/practice/posts', 'GET, HEAD, POST'],
		['POST', '/practice/settings', 'GET, HEAD, PUT, DELETE'],
		['GET', '/practice/own-posts', 'POST'],
		['GET', '/practice/write', 'POST'],
		['POST', '/practice', 'GET, HEAD'],
		['OPTIONS', '/practice/token', 'GET, HEAD'],
	] as const)('where %s %s is not the method', async ([method, path, allow], { place }) => {
		expect(await send(place, method, path)).toMatchObject({ ...problemOf(405), allow })
	})

	test.for(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonlines'])(
		'for JSON that is called %s, which a page of another site could send',
		async (type, { place }) => {
			const headers = { 'content-type': type }
			const refused = problemOf(415, { field: 'content-type' })
			expect(await send(place, 'POST', '/practice/clock', '{"advance":0}', headers)).toMatchObject(refused)
			expect(await send(place, 'PUT', '/practice/settings', '{"echo":true}', headers)).toMatchObject(refused)
		},
	)

	test('but not for JSON with its encoding', async ({ place }) => {
		const headers = { 'content-type': 'application/json; charset=utf-8' }
		expect(await send(place, 'PUT', '/practice/settings', '{"echo":true}', headers)).toMatchObject({ status: 200 })
	})

	test('for a body that is too large', async ({ place }) => {
		const body = JSON.stringify({ text: 'x'.repeat(3_000_000) })
		expect(await send(place, 'POST', '/practice/posts', body)).toMatchObject(problemOf(413, { field: 'body' }))
	})

	test('for a kill switch that cannot be reached', async ({ place }) => {
		expect(await send(place, 'GET', '/practice/kill-switch')).toMatchObject(problemOf(503))
		expect(await send(place, 'POST', '/practice/jobs/sweep/runs')).toMatchObject(problemOf(500))
	})
})
