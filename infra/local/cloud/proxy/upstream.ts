import {
	Agent,
	request as httpRequest,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http'
import { streamArn } from '../model/physical-names.ts'
import type { ServiceName } from './services/access.ts'
import { AwsRefusal, formOf } from './services/aws-refusal.ts'

type Outgoing = {
	readonly port: number
	readonly method: string
	readonly path: string
	readonly headers: IncomingHttpHeaders
	/** A buffer as it is, or the incoming request itself, streamed. */
	readonly body: Buffer | IncomingMessage
	/** Drops the request, and its answer if that has begun. */
	readonly signal: AbortSignal
}

/** Headers of a single connection, and `expect`, which the proxy has answered already. */
const OF_THE_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'expect', 'host']

const headersFor = (outgoing: Outgoing): IncomingHttpHeaders => {
	const headers = { ...outgoing.headers }
	for (const name of OF_THE_HOP) delete headers[name]
	if (Buffer.isBuffer(outgoing.body)) headers['content-length'] = String(outgoing.body.length)
	return headers
}

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined)

type Upstream = {
	/**
	 * Forwards a request and returns the answer's head. An emulator that is down is a 503 as from AWS, because nothing was
	 * sent; any other broken connection rejects with node's error, because the outcome is unknown.
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

/** Reads the whole body of an answer. */
export const readAll = async (answer: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = []
	for await (const chunk of answer) chunks.push(chunk)
	return Buffer.concat(chunks)
}

/** Answers with an error in the form of the service; breaks the connection when an answer has already begun. */
export const sendRefusal = (response: ServerResponse, service: ServiceName, refusal: AwsRefusal): void => {
	if (response.headersSent) {
		response.destroy()
		return
	}
	const { status, headers, body } = formOf(service, refusal)
	response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

const answerOf = (answer: IncomingMessage): Record<string, string | string[]> => {
	const headers: Record<string, string | string[]> = {}
	for (const [name, value] of Object.entries(answer.headers)) {
		if (value !== undefined && name !== 'connection' && name !== 'keep-alive') headers[name] = value
	}
	return headers
}

/** Sends the answer with another body, without its checksum, which no longer fits. */
export const sendText = (response: ServerResponse, answer: IncomingMessage, text: string): void => {
	const { 'x-amz-crc32': _, 'transfer-encoding': __, ...headers } = answerOf(answer)
	response.writeHead(answer.statusCode ?? 200, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text)
}

/** Streams the answer through unchanged. */
export const passOn = (response: ServerResponse, answer: IncomingMessage): void => {
	response.writeHead(answer.statusCode ?? 200, answerOf(answer))
	answer.on('error', () => response.destroy())
	answer.pipe(response)
}

/** Returns a signal that aborts when the caller closes the connection before its answer is complete. */
export const hangUpSignal = (response: ServerResponse): AbortSignal => {
	const hangUp = new AbortController()
	const closed = () => {
		if (!response.writableFinished) hangUp.abort()
	}
	if (response.closed) closed()
	else response.once('close', closed)
	return hangUp.signal
}

const DYNOXIDE_STREAM = /arn:aws:dynamodb:(?:dynoxide|ddblocal):000000000000:table\/([^/"]+)\/stream\/([^"\\]+)/g
const LOCAL_STREAM = /arn:aws:dynamodb:eu-central-1:000000000000:table\/([^/"]+)\/stream\/local/g

/** Operations whose answers or requests carry ARNs of tables or streams; all others pass through untouched. */
const CARRY_ARNS = new Set([
	'CreateTable',
	'DescribeTable',
	'UpdateTable',
	'DeleteTable',
	'ListStreams',
	'DescribeStream',
	'GetShardIterator',
	'GetRecords',
])

/**
 * Creates the mapping of stream ARNs. dynoxide's have the region `dynoxide` (DynamoDB Local's `ddblocal`), and a stream's
 * label is known only once its table exists. Outside, a stream is always `…/stream/local`; the real label is learned from
 * the answers, because the resources are described at each start.
 */
export const createStreamArns = () => {
	const labels = new Map<string, string>()
	return {
		concerns: (operation: string): boolean => CARRY_ARNS.has(operation),
		inward: (body: string): string => body.replaceAll(LOCAL_STREAM, (arn, table: string) => labels.get(table) ?? arn),
		outward: (body: string): string =>
			body
				.replaceAll(DYNOXIDE_STREAM, (arn, table: string) => {
					labels.set(table, arn)
					return streamArn(table)
				})
				.replaceAll(/arn:aws:dynamodb:(?:dynoxide|ddblocal):/g, 'arn:aws:dynamodb:eu-central-1:')
				.replaceAll(/"awsRegion":"(?:dynoxide|ddblocal)"/g, '"awsRegion":"eu-central-1"'),
	}
}
