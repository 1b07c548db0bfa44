import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { AwsRefusal } from './services/aws-refusal.ts'

export type Outgoing = {
	readonly port: number
	readonly method: string
	readonly path: string
	readonly headers: IncomingHttpHeaders
	/** A buffer as it is, or the incoming request itself, streamed. */
	readonly body: Buffer | IncomingMessage
	/** Drops the request, and its answer if that has begun. */
	readonly signal: AbortSignal
}

/** Said by each hop for itself, and `expect`, which the proxy has answered already. */
const OF_THE_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'expect', 'host']

const headersFor = (outgoing: Outgoing): IncomingHttpHeaders => {
	const headers = { ...outgoing.headers }
	for (const name of OF_THE_HOP) delete headers[name]
	if (Buffer.isBuffer(outgoing.body)) headers['content-length'] = String(outgoing.body.length)
	return headers
}

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined)

export type Upstream = {
	/**
	 * Sends on and gives the answer's head. An emulator that is down is a 503 as from AWS, for nothing was sent; any other
	 * broken connection rejects with node's error, for nobody knows what was done.
	 */
	readonly send: (outgoing: Outgoing) => Promise<IncomingMessage>
	readonly close: () => void
}

export const createUpstream = (): Upstream => {
	const agent = new Agent({ keepAlive: true, maxFreeSockets: 256 })
	const send = (outgoing: Outgoing): Promise<IncomingMessage> =>
		new Promise((resolve, reject) => {
			const { port, method, path, body, signal } = outgoing
			const request = httpRequest(
				{ host: '127.0.0.1', port, method, path, agent, headers: headersFor(outgoing), signal },
				resolve,
			)
			request.on('error', (error) => {
				const isDown = codeOf(error) === 'ECONNREFUSED'
				reject(isDown ? new AwsRefusal('ServiceUnavailable', 503, 'The service is unavailable') : error)
			})
			if (Buffer.isBuffer(body)) request.end(body)
			else body.pipe(request)
		})
	return { send, close: () => agent.destroy() }
}

/** The whole body of an answer. */
export const readAll = async (answer: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = []
	for await (const chunk of answer) chunks.push(chunk)
	return Buffer.concat(chunks)
}
