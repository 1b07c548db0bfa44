import type { IncomingMessage } from 'node:http'
import aws4 from 'aws4'
import type { RealClock } from '#shared/kernel/clock.ts'
import { AwsError } from './aws-error.ts'

/**
 * Without `import` (infra/README.md, "Cold starts"). Used through the module object, so that a test can stand in for AWS.
 */
const https = process.getBuiltinModule('node:https')

export type SignedAwsRequest = {
	readonly service: 'sqs' | 'sns' | 's3' | 'secretsmanager' | 'ssm' | 'cognito-idp' | 'cloudformation'
	/** The part before the service in the host name: the bucket. */
	readonly subdomain?: string | undefined
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
	/** With its query, both percent-encoded. */
	readonly path: string
	readonly headers?: Readonly<Record<string, string>> | undefined
	readonly body?: string | Uint8Array | undefined
	/** The longest answer; a longer one is not read: `BodyTooLarge`. */
	readonly largestBytes?: number | undefined
}

type AttemptOptions = {
	/** The time from the first byte sent to the last byte read; a later answer is aborted. */
	readonly milliseconds: number
	/** `new` for a second attempt: a frozen environment wakes up with broken connections. */
	readonly connection: 'kept' | 'new'
}

const keptConnections = new https.Agent({ keepAlive: true })

/** Signs a request with the current credentials. The hash of the body is signed, so S3 checks what it gets. */
const sign = (request: SignedAwsRequest, now: number) => {
	const { AWS_REGION: region = 'eu-central-1' } = process.env
	const { service, subdomain, method, path, body = '' } = request
	return aws4.sign(
		{
			host: `${subdomain === undefined ? '' : `${subdomain}.`}${service}.${region}.amazonaws.com`,
			region,
			service,
			method,
			path,
			headers: { ...request.headers, 'X-Amz-Date': new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '') },
			body: typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
		},
		{
			accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
			secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
			sessionToken: process.env.AWS_SESSION_TOKEN ?? '',
		},
	)
}

const errorNameIn = (body: string): string =>
	/"__type"\s*:\s*"(?:[\w.]+#)?(\w{1,80})"/.exec(body)?.[1] ?? /<Code>(\w{1,80})<\/Code>/.exec(body)?.[1] ?? 'Unnamed'

const brokenOff = (cause: Error): AwsError =>
	new AwsError('code' in cause && typeof cause.code === 'string' ? cause.code : cause.name, { cause })

/**
 * Reads the body of a successful answer. Rejects with AwsError for a refusal, and for an answer that is too large or
 * breaks off.
 */
const readAnswer = (response: IncomingMessage, largestBytes: number): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const { statusCode: status = 0, headers } = response
		const isGood = status >= 200 && status < 300
		response.on('error', (error) => reject(brokenOff(error)))
		if (isGood && Number(headers['content-length'] ?? 0) > largestBytes) {
			reject(new AwsError('BodyTooLarge', { status }))
			response.destroy()
			return
		}
		const chunks: Buffer[] = []
		response.on('data', (chunk: Buffer) => chunks.push(chunk))
		response.on('end', () => {
			const body = Buffer.concat(chunks)
			if (isGood) resolve(body)
			else reject(new AwsError(errorNameIn(body.toString('utf8')), { status }))
		})
	})

/**
 * Calls AWS once, without the SDK, whose loading is most of a cold start. Returns the bytes of the answer. Throws
 * AwsError for a refusal, a broken connection, and an answer that is late or too large. Aborts the call when it gives
 * up.
 */
export const attemptSigned = (
	{ epochMilliseconds }: RealClock,
	request: SignedAwsRequest,
	{ milliseconds, connection }: AttemptOptions,
): Promise<Buffer> =>
	new Promise<Buffer>((resolve, reject) => {
		const { host, method, path, headers, body } = sign(request, epochMilliseconds())
		const agent = connection === 'kept' ? keptConnections : false
		const outgoing = https.request({ host, method, path, headers, agent }, (response) => {
			readAnswer(response, request.largestBytes ?? Number.POSITIVE_INFINITY).then(finish, fail)
		})
		const fail = (error: AwsError): void => {
			clearTimeout(timer)
			reject(error)
		}
		const finish = (answer: Buffer): void => {
			clearTimeout(timer)
			resolve(answer)
		}
		const timer = setTimeout(() => {
			fail(new AwsError('timeout'))
			outgoing.destroy()
		}, milliseconds)
		outgoing.on('error', (error) => fail(brokenOff(error)))
		outgoing.end(body)
	})
