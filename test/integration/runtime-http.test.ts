import {
	createServer,
	request as httpRequest,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { nodeHandler } from '#infra/local/cloud/http-api/handle-http.ts'
import type { HttpApi } from '#infra/local/cloud/model/system.ts'

const api: HttpApi = { name: 'Hooks', label: 'hooks', routes: [{ method: 'ANY', path: '/{proxy+}', function: 'echo' }] }
let server: Server | undefined
afterEach(() => void server?.close())

/** Serves the API before a function that answers as told, and makes one request to it. */
const ask = async (
	answer: (event: Record<string, unknown>) => unknown,
	options: {
		method?: string | undefined
		path?: string | undefined
		headers?: OutgoingHttpHeaders | undefined
		body?: Buffer | undefined
	} = {},
) => {
	const handle = nodeHandler(
		{
			invoke: async (_name, event) => ({ ok: true, payload: answer(event as Record<string, unknown>) }),
			keysOf: () => () => Promise.reject(new Error('nobody is asked for a token here')),
			now: () => Date.now(),
		},
		api,
	)
	server = createServer((request, response) => void handle(request, response))
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	const { method = 'POST', path = '/a', headers = {}, body } = options
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		httpRequest({ port, host: '127.0.0.1', method, path, headers, agent: false }, resolve).on('error', reject).end(body)
	})
	const chunks: Buffer[] = []
	for await (const chunk of response) chunks.push(chunk)
	return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}

it('carries bytes there and back unchanged', async () => {
	const body = Buffer.from(Array.from({ length: 512 }, (_, n) => n % 256))
	const answer = await ask((event) => ({ statusCode: 200, body: event.body, isBase64Encoded: event.isBase64Encoded }), {
		body,
	})
	expect(answer.body.equals(body)).toBe(true)
})

it('gives each cookie a line of its own, and joins what the caller repeated', async () => {
	const answer = await ask(
		({ headers }) => ({ statusCode: 200, cookies: ['a=1', 'b=2; HttpOnly'], body: JSON.stringify(headers) }),
		{ headers: { 'X-Signature': ['one', 'two'] } },
	)
	expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2; HttpOnly'])
	expect(JSON.parse(answer.body.toString())['x-signature']).toBe('one,two')
})

it('hands over the path decoded and the query as it came', async () => {
	const answer = await ask(({ rawPath, rawQueryString }) => ({ rawPath, rawQueryString }), {
		path: '/w/x%20y?crc_token=a%2Bb?c',
	})
	expect(JSON.parse(answer.body.toString())).toEqual({ rawPath: '/w/x y', rawQueryString: 'crc_token=a%2Bb?c' })
})

it('refuses a body over 10 MB, and takes one just under what Lambda takes', async () => {
	const tooLarge = await ask(() => ({ statusCode: 200 }), { body: Buffer.alloc(10 * 1024 * 1024 + 1) })
	expect([tooLarge.status, tooLarge.body.toString()]).toEqual([413, '{"message":"Request Entity Too Large"}'])
	server?.close()
	const headers = { 'content-type': 'text/plain' }
	const fits = await ask(({ body }) => ({ statusCode: 200, body: String(String(body).length) }), {
		headers,
		body: Buffer.alloc(6_000_000, 'x'),
	})
	expect(fits.body.toString()).toBe('6000000')
})

it('answers a HEAD without a body', async () => {
	const answer = await ask(() => ({ statusCode: 200, body: 'text' }), { method: 'HEAD' })
	expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '4', 0])
})
