import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpApi } from '../model/system.ts'
import { BODY_LIMIT_BYTES, type HttpDependencies, handleHttp } from './handle-http.ts'
import type { HttpResponse } from './http-answer.ts'
import type { HttpRequest } from './http-event.ts'

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The body; of one over the limit a byte more than the limit, enough for the 413, while the rest is read and dropped. */
const readBody = (request: IncomingMessage): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = []
		let room = BODY_LIMIT_BYTES + 1
		request.on('data', (chunk: Buffer) => {
			if (room > 0) chunks.push(chunk.subarray(0, room))
			room -= chunk.length
		})
		request.on('end', () => resolve(Buffer.concat(chunks)))
		request.on('error', reject)
	})

const toRequest = (message: IncomingMessage, body: Buffer): HttpRequest => {
	const [path = '/', ...query] = (message.url ?? '/').split('?')
	const raw = message.rawHeaders
	const headers = Array.from({ length: raw.length / 2 }, (_, n) => [raw[2 * n] ?? '', raw[2 * n + 1] ?? ''] as const)
	const sourceIp = (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '')
	return { method: message.method ?? 'GET', path, query: query.join('?'), headers, body, sourceIp, scheme: 'http' }
}

const write = (response: ServerResponse, answer: HttpResponse) => {
	if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies)
	response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
	response.end(answer.body)
}

/** An HTTP API as a handler of node:http, e.g. for one of several path prefixes under one origin. */
export const nodeHandler =
	(dependencies: HttpDependencies, api: HttpApi): NodeHandler =>
	async (message, response) => {
		const body = await readBody(message).catch(() => undefined)
		if (body === undefined) response.destroy()
		else write(response, await handleHttp(dependencies, api, toRequest(message, body)))
	}
