import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answeredBy, failedBy, type InvocationResult, PAYLOAD_LIMIT_BYTES, responseTooLarge } from './invocation.ts'

/** One event as the Runtime API hands it to the runtime. */
export type Work = {
	readonly requestId: string
	readonly event: string
	readonly deadlineAtMilliseconds: number
	readonly functionArn: string
	/** By how much the time of this invocation is ahead of the wall. */
	readonly aheadMilliseconds: number
}

export type RuntimeApi = {
	/** `127.0.0.1:port`, the value of AWS_LAMBDA_RUNTIME_API. */
	readonly address: string
	/** Answers the runtime's pending `next`. Only to be called after `onReady`, once for each. */
	readonly hand: (work: Work) => void
	readonly close: () => void
}

type Listener = {
	/** The runtime asked for its next event. */
	readonly onReady: () => void
	readonly onResult: (requestId: string, result: InvocationResult) => void
	readonly onInitError: (result: InvocationResult) => void
}

/** The whole body, or undefined over the limit (the rest is read and dropped). */
const readBody = (request: IncomingMessage): Promise<string | undefined> =>
	new Promise((resolve) => {
		const chunks: Buffer[] = []
		let bytes = 0
		request.on('data', (chunk: Buffer) => {
			bytes += chunk.length
			if (bytes <= PAYLOAD_LIMIT_BYTES) chunks.push(chunk)
		})
		request.on('end', () => resolve(bytes > PAYLOAD_LIMIT_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')))
	})

const accept = (response: ServerResponse, status = 202) => response.writeHead(status).end('{"status":"OK"}')

const headersOf = (work: Work) => ({
	'content-type': 'application/json',
	'content-length': Buffer.byteLength(work.event),
	'lambda-runtime-aws-request-id': work.requestId,
	'lambda-runtime-deadline-ms': String(work.deadlineAtMilliseconds),
	'lambda-runtime-invoked-function-arn': work.functionArn,
	'clock-ahead-milliseconds': String(work.aheadMilliseconds),
	'lambda-runtime-trace-id': `Root=1-00000000-${work.requestId.replaceAll('-', '').slice(0, 24)};Sampled=0`,
})

/** The Runtime API of one execution environment: as in Lambda, each has an address of its own. */
export const startRuntimeApi = async (listener: Listener): Promise<RuntimeApi> => {
	let pending: ServerResponse | undefined
	const server = createServer(async (request, response) => {
		const [, , , kind, requestId = '', outcome] = (request.url ?? '').split('/')
		if (kind === 'invocation' && requestId === 'next') {
			pending = response
			listener.onReady()
			return
		}
		const body = await readBody(request)
		accept(response, body === undefined ? 413 : 202)
		if (kind === 'init') listener.onInitError(failedBy(body ?? ''))
		else if (body === undefined) listener.onResult(requestId, responseTooLarge())
		else listener.onResult(requestId, outcome === 'response' ? answeredBy(body) : failedBy(body))
	})
	server.keepAliveTimeout = 0
	server.requestTimeout = 0
	const port = await new Promise<number>((resolve, reject) => {
		server.on('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			resolve(typeof address === 'object' && address !== null ? address.port : 0)
		})
	})
	const hand = (work: Work) => {
		pending?.writeHead(200, headersOf(work)).end(work.event)
		pending = undefined
	}
	const close = () => {
		server.close()
		server.closeAllConnections()
	}
	return { address: `127.0.0.1:${port}`, hand, close }
}
