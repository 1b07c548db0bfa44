import {
	createServer,
	type IncomingMessage,
	request as plainRequest,
	type Server,
	type ServerResponse,
} from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { z } from 'zod'

export type ReceivedRequest = {
	readonly method: string
	readonly host: string
	readonly path: string
	readonly headers: IncomingMessage['headers']
	readonly body: Buffer
}
export type StandIn = {
	readonly port: number
	readonly received: ReceivedRequest[]
	readonly close: () => Promise<void>
}

/** A plain http server on a free port that keeps what it got; `answer` ends the response, or breaks it. */
export const startStandIn = async (
	answer: (received: ReceivedRequest, response: ServerResponse) => void,
): Promise<StandIn> => {
	const received: ReceivedRequest[] = []
	const server: Server = createServer(async (request, response) => {
		const chunks: Buffer[] = []
		for await (const chunk of request) chunks.push(chunk)
		const one = {
			method: request.method ?? '',
			host: request.headers.host ?? '',
			path: request.url ?? '',
			headers: request.headers,
			body: Buffer.concat(chunks),
		}
		received.push(one)
		answer(one, response)
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = z.object({ port: z.number() }).parse(server.address())
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve())
			server.closeAllConnections()
		})
	return { port, received, close }
}

/** Leads every https request of this process to a plain port, as the local bootstrap does. Gives back the way home. */
export const leadHttpsTo = (port: () => number): (() => void) => {
	const https = process.getBuiltinModule('node:https')
	const original = https.request
	const led = (...given: unknown[]) => {
		const [first, second, third] = given as [string | URL | object, object | undefined, unknown]
		const isUrl = typeof first === 'string' || first instanceof URL
		const url = isUrl ? new URL(first) : undefined
		const options = {
			hostname: url === undefined ? undefined : url.hostname,
			path: url === undefined ? undefined : `${url.pathname}${url.search}`,
			...(isUrl ? second : first),
		} as Record<string, unknown>
		const host = String(options.hostname ?? options.host)
		const headers = { ...(options.headers as object), host }
		const callback = (isUrl ? third : second) as (response: IncomingMessage) => void
		const { method, path, timeout, signal } = options as {
			method?: string | undefined
			path?: string | undefined
			timeout?: number | undefined
			signal?: AbortSignal | undefined
		}
		const plain = { host: '127.0.0.1', port: port(), method, path, timeout, headers, agent: false as const }
		return plainRequest({ ...plain, signal }, callback)
	}
	https.request = led as typeof https.request
	syncBuiltinESMExports()
	return () => {
		https.request = original
		syncBuiltinESMExports()
	}
}
