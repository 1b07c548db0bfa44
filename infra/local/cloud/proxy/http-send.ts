import { request } from 'node:http'
import { LOCAL_REGION } from '../model/system.ts'
import { AwsCallError, OPERATOR_KEY } from './aws-call.ts'

export type PlainCall = {
	readonly proxyPort: number
	readonly service: 's3' | 'sns'
	readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
	readonly path: string
	readonly form?: Readonly<Record<string, string>> | undefined
	/** Instead of a form. */
	readonly body?: Uint8Array | undefined
}

/** Calls a service without JSON as the operator. Returns the XML; throws AwsCallError on a refusal. */
export const sendPlain = ({ proxyPort, service, method, path, form = {}, body: bytes }: PlainCall): Promise<string> =>
	new Promise((resolve, reject) => {
		const body = bytes ?? new URLSearchParams(form).toString()
		const headers = {
			host: `${service}.${LOCAL_REGION}.amazonaws.com`,
			'content-length': Buffer.byteLength(body),
			authorization: `AWS4-HMAC-SHA256 Credential=${OPERATOR_KEY}/20260101/${LOCAL_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=local`,
		}
		const outgoing = request(
			{
				host: '127.0.0.1',
				port: proxyPort,
				method,
				path,
				headers:
					typeof body === 'string' && body !== ''
						? { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
						: headers,
			},
			(response) => {
				const chunks: Buffer[] = []
				response.on('data', (chunk: Buffer) => chunks.push(chunk))
				response.on('error', reject)
				response.on('end', () => {
					const text = Buffer.concat(chunks).toString('utf8')
					const status = response.statusCode ?? 0
					if (status >= 200 && status < 300) resolve(text)
					else reject(new AwsCallError(/<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? `Http${status}`, status))
				})
			},
		)
		outgoing.on('error', reject)
		outgoing.end(body)
	})
