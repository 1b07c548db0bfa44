import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServiceName } from './services/access.ts'
import { type AwsRefusal, formOf } from './services/aws-refusal.ts'

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

/** The answer with a body of our own; its checksum no longer fits. */
export const sendText = (response: ServerResponse, answer: IncomingMessage, text: string): void => {
	const { 'x-amz-crc32': _, 'transfer-encoding': __, ...headers } = answerOf(answer)
	response.writeHead(answer.statusCode ?? 200, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text)
}

/** The answer as it came, streamed. */
export const passOn = (response: ServerResponse, answer: IncomingMessage): void => {
	response.writeHead(answer.statusCode ?? 200, answerOf(answer))
	answer.on('error', () => response.destroy())
	answer.pipe(response)
}

/** Comes when the caller is gone before it has its whole answer. */
export const hangUpSignal = (response: ServerResponse): AbortSignal => {
	const hangUp = new AbortController()
	const closed = () => {
		if (!response.writableFinished) hangUp.abort()
	}
	if (response.closed) closed()
	else response.once('close', closed)
	return hangUp.signal
}
