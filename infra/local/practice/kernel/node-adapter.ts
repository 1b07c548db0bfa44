import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** What a hono app of ours can reach besides the request: the node pair, for oidc-provider. */
export type NodeBindings = { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse }
type FetchApp = { readonly fetch: (request: Request, bindings: NodeBindings) => Response | Promise<Response> }

const MAXIMUM_BODY_BYTES = 1024 * 1024
/** SES takes mails of 40 MB; in JSON their attachments are base64. */
const LARGEST_MAIL_BYTES = 64 * 1024 * 1024

const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
	const isMail = (incoming.url ?? '').split('?', 1)[0] === '/practice/mails'
	const maximum = isMail ? LARGEST_MAIL_BYTES : MAXIMUM_BODY_BYTES
	const chunks: Buffer[] = []
	let size = 0
	// What is too much is read and dropped: a caller that still sends would not hear the answer.
	for await (const chunk of incoming) {
		size += chunk.length
		if (size <= maximum) chunks.push(chunk)
	}
	return size <= maximum ? Buffer.concat(chunks) : undefined
}

const headersOf = (incoming: IncomingMessage): Headers => {
	const headers = new Headers()
	for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2)
		headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '')
	return headers
}

const answer = async (outgoing: ServerResponse, response: Response, isWithBody: boolean): Promise<void> => {
	outgoing.setHeaders(response.headers).writeHead(response.status)
	if (!response.body || !isWithBody) return void outgoing.end()
	await pipeline(Readable.fromWeb(response.body), outgoing).catch(() => outgoing.destroy())
}

/**
 * Serves a fetch-style app on node:http. The request's signal aborts when the caller closes the connection. A body that is
 * too large gets `tooLarge`, an empty 413 unless it is given.
 */
export const serveApp =
	(app: FetchApp, tooLarge: () => Response = () => new Response(null, { status: 413 })) =>
	async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
		const aborted = new AbortController()
		outgoing.once('close', () => aborted.abort())
		const body = await readBody(incoming)
		if (body === undefined) return answer(outgoing.setHeader('connection', 'close'), tooLarge(), true)
		const method = incoming.method ?? 'GET'
		const request = new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`), {
			method,
			headers: headersOf(incoming),
			signal: aborted.signal,
			body: method === 'GET' || method === 'HEAD' ? null : new Uint8Array(body),
		})
		const response = await app.fetch(request, { incoming, outgoing })
		if (outgoing.destroyed) return
		await answer(outgoing, response, method !== 'HEAD')
	}
