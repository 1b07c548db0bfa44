import { Agent, request } from 'node:http'
import { z } from 'zod'
import { LOCAL_REGION } from '../model/system.ts'

/** The AWS services with a JSON protocol that the local runner and the proxy know: host label, target prefix, JSON version. */
export const JSON_SERVICES = {
	sqs: { host: 'sqs', target: 'AmazonSQS', version: '1.0' },
	dynamodb: { host: 'dynamodb', target: 'DynamoDB_20120810', version: '1.0' },
	streams: { host: 'streams.dynamodb', target: 'DynamoDBStreams_20120810', version: '1.0' },
	kms: { host: 'kms', target: 'TrentService', version: '1.1' },
	secretsmanager: { host: 'secretsmanager', target: 'secretsmanager', version: '1.1' },
	ssm: { host: 'ssm', target: 'AmazonSSM', version: '1.1' },
} as const

export type JsonService = keyof typeof JSON_SERVICES
export const jsonServices = [
	'sqs',
	'dynamodb',
	'streams',
	'kms',
	'secretsmanager',
	'ssm',
] as const satisfies readonly JsonService[]

/** The access key id of the runner itself: the proxy grants it everything. */
export const OPERATOR_KEY = 'LOCALOPERATOR'

/**
 * Returns the access key id of a function, by which the proxy knows its role: `LOCAL` and the logical id, upper case and
 * alphanumeric.
 */
export const accessKeyIdOf = (functionName: string): string =>
	`LOCAL${functionName.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`

/** A refusal by an AWS service: `code` is AWS's error name without namespace, e.g. `AccessDeniedException`. */
export class AwsCallError extends Error {
	override readonly name = 'AwsCallError'
	readonly code: string
	readonly status: number
	constructor(code: string, status: number, message?: string) {
		super(message === undefined || message === '' ? code : `${code}: ${message}`)
		this.code = code
		this.status = status
	}
}

export type ProxiedCall = {
	readonly service: JsonService
	/** AWS's name of the operation, e.g. `ReceiveMessage`. */
	readonly action: string
	readonly input: unknown
	/** Defaults to the operator's key, which may do everything. */
	readonly accessKeyId?: string | undefined
	/** Ends the call early with an AbortError, e.g. a long poll at shutdown. */
	readonly signal?: AbortSignal | undefined
}

export type AwsCaller = {
	/**
	 * Returns the parsed JSON answer. Throws AwsCallError on a refusal and node's own error when the connection fails. Never
	 * retries.
	 */
	readonly call: (call: ProxiedCall) => Promise<unknown>
	/** Closes the keep-alive connections. */
	readonly close: () => void
}

const errorBody = z.object({
	__type: z.string().optional(),
	message: z.string().optional(),
	Message: z.string().optional(),
})

const parsed = (text: string): unknown => {
	try {
		return text === '' ? {} : JSON.parse(text)
	} catch {
		return {}
	}
}

const failureOf = (status: number, text: string): AwsCallError => {
	const body = errorBody.safeParse(parsed(text)).data
	const code = body?.__type?.split('#').at(-1) ?? `Http${status}`
	return new AwsCallError(code, status, body?.message ?? body?.Message)
}

/**
 * Creates a small JSON client for pollers and for creating resources: plain http with keep-alive connections to a proxy or
 * an emulator.
 */
export const createAwsCaller = (options: { proxyPort: number }): AwsCaller => {
	const agent = new Agent({ keepAlive: true, maxSockets: 256 })
	const call = ({ service, action, input, accessKeyId = OPERATOR_KEY, signal }: ProxiedCall): Promise<unknown> =>
		new Promise((resolve, reject) => {
			const { host, target, version } = JSON_SERVICES[service]
			const body = JSON.stringify(input)
			const scope = `${LOCAL_REGION}/${host.split('.').at(-1)}/aws4_request`
			const outgoing = request(
				{
					host: '127.0.0.1',
					port: options.proxyPort,
					method: 'POST',
					path: '/',
					agent,
					signal,
					headers: {
						host: `${host}.${LOCAL_REGION}.amazonaws.com`,
						'content-type': `application/x-amz-json-${version}`,
						'content-length': Buffer.byteLength(body),
						'x-amz-target': `${target}.${action}`,
						'x-amz-date': '20260101T000000Z',
						authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${scope}, SignedHeaders=host, Signature=local`,
					},
				},
				(response) => {
					const chunks: Buffer[] = []
					response.on('data', (chunk: Buffer) => chunks.push(chunk))
					response.on('error', reject)
					response.on('end', () => {
						const text = Buffer.concat(chunks).toString('utf8')
						const status = response.statusCode ?? 0
						if (status >= 200 && status < 300) resolve(parsed(text))
						else reject(failureOf(status, text))
					})
				},
			)
			outgoing.on('error', reject)
			outgoing.end(body)
		})
	return { call, close: () => agent.destroy() }
}
