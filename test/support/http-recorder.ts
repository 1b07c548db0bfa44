import diagnostics from 'node:diagnostics_channel'
import { type IncomingMessage, Server } from 'node:http'
import { z } from 'zod'

/** A request that some server of this process received, whole. */
export type Recorded = {
	/** Of the server. */
	readonly port: number
	readonly method: string
	readonly url: string
	readonly headers: IncomingMessage['headers']
	readonly body: () => string
}

const startSchema = z.object({
	request: z.custom<IncomingMessage>((value) => typeof value === 'object'),
	server: z.instanceof(Server),
})

/** Records every request to every server of this process: the HTTP front, and the proxy that stands before AWS. */
export const recordHttp = () => {
	const recorded: Recorded[] = []
	const onStart = (message: unknown): void => {
		const { request, server } = startSchema.parse(message)
		const address = server.address()
		const chunks: Buffer[] = []
		// What the parser pushes into the stream is seen on the way, so that nobody else's reading changes.
		const push = request.push.bind(request)
		request.push = (chunk: unknown, encoding?: BufferEncoding) => {
			if (Buffer.isBuffer(chunk)) chunks.push(chunk)
			return push(chunk, encoding)
		}
		recorded.push({
			port: typeof address === 'object' && address !== null ? address.port : 0,
			method: request.method ?? '',
			url: request.url ?? '',
			headers: request.headers,
			body: () => Buffer.concat(chunks).toString('utf8'),
		})
	}
	diagnostics.subscribe('http.server.request.start', onStart)
	return {
		recorded,
		stop: (): void => {
			diagnostics.unsubscribe('http.server.request.start', onStart)
		},
	}
}
