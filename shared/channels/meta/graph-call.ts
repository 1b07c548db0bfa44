import { createHmac } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import { wasNeverSent } from '../connection-error.ts'

/** Graph API versions live about two years (NETWORKS.md 3.7); all our calls are tested with v26.0. */
const VERSION = 'v26.0'
const HOST = 'graph.facebook.com'

export type GraphCall = {
	readonly method: 'GET' | 'POST' | 'DELETE'
	/** Below the version, each part encoded by the caller, e.g. `2001/messages`; empty for a call by `ids`. */
	readonly path: string
	readonly query?: Readonly<Record<string, string>> | undefined
	readonly body?: Readonly<Record<string, unknown>> | undefined
	readonly accessToken: string
	readonly appSecret: string
	readonly timeoutMilliseconds: number
}

export type GraphAnswer =
	/** `usage` is the header X-Business-Use-Case-Usage, empty when there is none. */
	| {
			readonly kind: 'answered'
			readonly status: number
			readonly body: unknown
			readonly usage: string
			readonly isPage?: boolean | undefined
	  }
	/** Certainly not sent. */
	| { readonly kind: 'notSent' }
	/** No complete answer: it may have been sent. */
	| { readonly kind: 'unknown' }

/**
 * Without keep-alive: a kept connection is dead after a frozen environment, and a request lost on it looks as if it were
 * sent.
 */
const agent = new Agent({ keepAlive: false })

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** Returns hex(HMAC-SHA256(app secret, access token)), without which a stolen token is useless (NETWORKS.md 3.7). */
const appSecretProof = (accessToken: string, appSecret: string): string =>
	createHmac('sha256', appSecret).update(accessToken).digest('hex')

const headersOf = ({ accessToken }: GraphCall, body: Buffer | undefined): OutgoingHttpHeaders => {
	const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
	return body === undefined
		? headers
		: { ...headers, 'content-type': 'application/json', 'content-length': body.length }
}

/**
 * Makes one call with a deadline for all of it, and never repeats it. Sends the token in a header, never in the address.
 */
export const callGraph = (call: GraphCall): Promise<GraphAnswer> =>
	new Promise((resolve) => {
		const proof = appSecretProof(call.accessToken, call.appSecret)
		const query = new URLSearchParams({ ...call.query, appsecret_proof: proof })
		const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body))
		const outgoing = request(
			{
				host: HOST,
				method: call.method,
				path: `/${VERSION}/${call.path}?${query}`,
				agent,
				headers: headersOf(call, body),
			},
			(response) => {
				const chunks: Buffer[] = []
				response.on('data', (chunk: Buffer) => chunks.push(chunk))
				response.on('error', () => settle({ kind: 'unknown' }))
				response.on('end', () =>
					settle({
						kind: 'answered',
						status: response.statusCode ?? 0,
						body: parsed(Buffer.concat(chunks).toString('utf8')),
						isPage: /html/i.test(response.headers['content-type'] ?? ''),
						usage: String(response.headers['x-business-use-case-usage'] ?? ''),
					}),
				)
			},
		)
		const timer = setTimeout(() => {
			settle({ kind: 'unknown' })
			outgoing.destroy()
		}, call.timeoutMilliseconds)
		const settle = (answer: GraphAnswer) => {
			clearTimeout(timer)
			resolve(answer)
		}
		outgoing.on('error', (error) => settle({ kind: wasNeverSent(error) ? 'notSent' : 'unknown' }))
		outgoing.end(body)
	})
