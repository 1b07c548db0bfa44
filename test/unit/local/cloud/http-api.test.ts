import { describe, expect, it } from 'vitest'
import { handleHttp } from '#infra/local/cloud/http-api/handle-http.ts'
import { type HttpRequest, matchRoute } from '#infra/local/cloud/http-api/http-event.ts'
import type { InvocationResult } from '#infra/local/cloud/lambda/invocation.ts'
import type { HttpApi } from '#infra/local/cloud/model/system.ts'

const api: HttpApi = {
	name: 'Desk',
	label: 'desk',
	routes: [
		['ANY', '/{proxy+}', 'rest'],
		['ANY', '/api/{proxy+}', 'api'],
		['POST', '/api/cases/{id}/customer-data/{proxy+}', 'customerData'],
		['GET', '/api/cases/{id}', 'case'],
		['GET', '/api/cases/mine', 'mine'],
		['ANY', '/api/cases/mine', 'mineOther'],
	].map(([method = '', path = '', fn = '']) => ({ method, path, function: fn })),
}

/** Nobody is asked for a token here; see jwt-authorizer.test.ts. */
const open = {
	keysOf: () => () => Promise.reject(new Error('must not be asked for')),
	now: () => Date.now(),
}

const request = (overrides: Partial<HttpRequest> = {}): HttpRequest => ({
	method: 'GET',
	path: '/api/cases/7',
	query: '',
	headers: [['Host', 'localhost:3000']],
	body: new Uint8Array(),
	sourceIp: '127.0.0.1',
	scheme: 'http',
	...overrides,
})

type Event = Record<string, unknown> & { headers: Record<string, string>; requestContext: Record<string, unknown> }

const eventFor = async (overrides: Partial<HttpRequest>): Promise<Event> => {
	const events: unknown[] = []
	const invoke = async (_name: string, event: unknown): Promise<InvocationResult> => {
		events.push(event)
		return { ok: true, payload: {} }
	}
	await handleHttp({ ...open, invoke }, api, request(overrides))
	return events[0] as Event
}

const answerTo = async (result: InvocationResult | Promise<InvocationResult>, overrides: Partial<HttpRequest> = {}) => {
	const dependencies = { ...open, invoke: async () => result, timeoutMilliseconds: 50 }
	const { status, headers, cookies, body } = await handleHttp(dependencies, api, request(overrides))
	return { status, headers, cookies, body: Buffer.from(body).toString() }
}

describe('a route', () => {
	const functionFor = (method: string, path: string) => matchRoute(api, method, path)?.route.function

	it('is chosen by the full path before a variable, a variable before a greedy one, a method before any', () => {
		expect(functionFor('GET', '/api/cases/mine')).toBe('mine')
		expect(functionFor('PUT', '/api/cases/mine')).toBe('mineOther')
		expect(functionFor('GET', '/api/cases/7')).toBe('case')
		expect(functionFor('POST', '/api/cases/7/customer-data/readings')).toBe('customerData')
		expect(functionFor('GET', '/api/cases/7/customer-data/readings')).toBe('api')
		expect(functionFor('DELETE', '/api/cases/7')).toBe('api')
		expect(functionFor('GET', '/elsewhere')).toBe('rest')
	})

	it('gives variables, greedy ones with their slashes', () => {
		expect(matchRoute(api, 'POST', '/api/cases/7/customer-data/a/b')).toMatchObject({
			routeKey: 'POST /api/cases/{id}/customer-data/{proxy+}',
			pathParameters: { id: '7', proxy: 'a/b' },
		})
	})

	it('is not found for an empty variable or a path of another length', () => {
		const one: HttpApi = { ...api, routes: [{ method: 'GET', path: '/data/{id}', function: 'data' }] }
		expect([
			matchRoute(one, 'GET', '/data/'),
			matchRoute(one, 'GET', '/data'),
			matchRoute(one, 'GET', '/data/1/2'),
		]).toEqual([undefined, undefined, undefined])
	})
})

describe('the event', () => {
	it('has the shape of payload format 2.0', async () => {
		const event = await eventFor({
			query: 'q=a%20b&q=c&empty=',
			headers: [
				['Host', 'localhost:3000'],
				['User-Agent', 'curl'],
				['X-Many', '1'],
				['x-many', '2'],
				['Cookie', 'a=1; b=2'],
			],
		})
		const { time, timeEpoch, requestId, ...context } = event.requestContext
		expect(time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/)
		expect(timeEpoch).toBeGreaterThan(1.7e12)
		expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
		const traceId = event.headers['x-amzn-trace-id']
		expect({ ...event, requestContext: context }).toEqual({
			version: '2.0',
			routeKey: 'GET /api/cases/{id}',
			rawPath: '/api/cases/7',
			rawQueryString: 'q=a%20b&q=c&empty=',
			cookies: ['a=1', 'b=2'],
			headers: {
				host: 'localhost:3000',
				'user-agent': 'curl',
				'x-many': '1,2',
				'content-length': '0',
				'x-forwarded-for': '127.0.0.1',
				'x-forwarded-port': '3000',
				'x-forwarded-proto': 'http',
				'x-amzn-trace-id': traceId,
			},
			queryStringParameters: { q: 'a b,c', empty: '' },
			pathParameters: { id: '7' },
			isBase64Encoded: false,
			requestContext: {
				accountId: '000000000000',
				apiId: 'Desk',
				domainName: 'localhost:3000',
				domainPrefix: 'localhost:3000',
				http: { method: 'GET', path: '/api/cases/7', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'curl' },
				routeKey: 'GET /api/cases/{id}',
				stage: '$default',
			},
		})
	})

	it('leaves out what the request has not', async () => {
		const event = await eventFor({ path: '/api/cases/mine' })
		for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'body'])
			expect(event).not.toHaveProperty(name, expect.anything())
	})

	it.each([
		'text/plain',
		'application/json',
		'application/json; charset=utf-8',
		'Application/XML',
		'application/javascript',
	])('carries a body of %s as text', async (type) => {
		const body = Buffer.from('{"ü":"🙂"}')
		expect(await eventFor({ body, headers: [['content-type', type]] })).toMatchObject({
			body: '{"ü":"🙂"}',
			isBase64Encoded: false,
		})
	})

	it.each([
		'application/x-www-form-urlencoded',
		'application/problem+json',
		'image/png',
		'multipart/form-data; boundary=x',
		'',
	])('carries a body of "%s" as base64', async (type) => {
		const body = Buffer.from([0xff, 0x00, 0x61])
		const headers = type === '' ? [] : [['content-type', type] as const]
		expect(await eventFor({ body, headers })).toMatchObject({ body: '/wBh', isBase64Encoded: true })
	})

	it('has the path decoded, as the real front gives it, and the query not', async () => {
		const event = await eventFor({ path: '/api/cases/a%20b', query: 'x=%2F' })
		expect(event).toMatchObject({ rawPath: '/api/cases/a b', pathParameters: { id: 'a b' }, rawQueryString: 'x=%2F' })
	})

	it('appends the caller to a forwarded-for header that came along', async () => {
		const event = await eventFor({ headers: [['X-Forwarded-For', '10.0.0.1']] })
		expect(event.headers['x-forwarded-for']).toBe('10.0.0.1, 127.0.0.1')
	})
})

describe('the answer', () => {
	it('takes status, headers, cookies and text from the function', async () => {
		const payload = {
			statusCode: 201,
			headers: { 'Content-Type': 'text/html', 'X-N': 5 },
			cookies: ['a=1', 'b=2; Secure'],
			body: '<p>ü',
		}
		const answer = await answerTo({ ok: true, payload })
		expect(answer).toMatchObject({ status: 201, cookies: ['a=1', 'b=2; Secure'], body: '<p>ü' })
		expect(answer.headers).toMatchObject({ 'content-type': 'text/html', 'x-n': '5' })
		expect(answer.headers['apigw-requestid']).toBeDefined()
	})

	it('is text when the function names no type, and empty when it gives no body', async () => {
		const answer = await answerTo({ ok: true, payload: { statusCode: 204 } })
		expect(answer).toMatchObject({ status: 204, body: '', headers: { 'content-type': 'text/plain;charset=UTF-8' } })
	})

	it('decodes a base64 body', async () => {
		const payload = { statusCode: 200, body: Buffer.from('bytes').toString('base64'), isBase64Encoded: true }
		expect((await answerTo({ ok: true, payload })).body).toBe('bytes')
	})

	it.each([
		[{ a: 1 }, '{"a":1}'],
		['plain', 'plain'],
		[null, 'null'],
		[[1, 2], '[1,2]'],
	])('of a payload without a status, %j, is a 200 with it as JSON body', async (payload, body) => {
		expect(await answerTo({ ok: true, payload })).toMatchObject({
			status: 200,
			body,
			headers: { 'content-type': 'application/json' },
		})
	})

	const failures: readonly [string, InvocationResult][] = [
		['a function error', { ok: false, error: { errorType: 'Error', errorMessage: 'secret detail' } }],
		['a function timeout', { ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage: '' } }],
		['a status that is no number', { ok: true, payload: { statusCode: 'OK' } }],
		['a body that is no text', { ok: true, payload: { statusCode: 200, body: { a: 1 } } }],
		['headers that are no record', { ok: true, payload: { statusCode: 200, headers: ['a'] } }],
	]
	it.each(failures)("refuses %s with AWS's own 500", async (_name, result) => {
		expect(await answerTo(result)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' })
	})

	it("refuses an unknown route with AWS's own 404", async () => {
		const nothing: HttpApi = { ...api, routes: [] }
		const answer = await handleHttp(
			{ ...open, invoke: () => Promise.reject(new Error('must not be called')) },
			nothing,
			request(),
		)
		expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([404, '{"message":"Not Found"}'])
	})

	it('refuses to wait longer than its limit, with a 503', async () => {
		expect(await answerTo(new Promise<never>(() => {}))).toMatchObject({
			status: 503,
			body: '{"message":"Service Unavailable"}',
		})
	})

	it('refuses a body over 10 MB and an event that Lambda would not take, with a 413', async () => {
		const body = new Uint8Array(10 * 1024 * 1024 + 1)
		const refusal = { status: 413, body: '{"message":"Request Entity Too Large"}' }
		expect(await answerTo({ ok: true, payload: {} }, { body })).toMatchObject(refusal)
		const tooLarge = { errorType: 'RequestEntityTooLargeException', errorMessage: '' }
		expect(await answerTo({ ok: false, error: tooLarge })).toMatchObject(refusal)
	})

	it.each(['/api/%zz', '/api/cases/%ff'])('refuses the ill-formed path %s with a 400', async (path) => {
		expect(await answerTo({ ok: true, payload: {} }, { path })).toMatchObject({
			status: 400,
			headers: { 'content-type': 'application/json' },
			body: '{"message":"Bad Request"}',
		})
	})
})
