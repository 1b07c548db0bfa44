import aws4 from 'aws4'
import { startStopwatch } from '#shared/kernel/clock.ts'

/**
 * Without `import` (infra/README.md, "Cold starts"). Used through the module object, so that a test can stand in for AWS.
 */
const https = process.getBuiltinModule('node:https')

export type AwsRequest = {
	readonly service: 'sqs' | 's3' | 'secretsmanager'
	/** Before the service in the host name: the bucket. */
	readonly subdomain?: string
	readonly method: 'POST' | 'PUT'
	readonly path: string
	readonly headers: Readonly<Record<string, string>>
	readonly body: string | Uint8Array
}

/** `reason` is key-like: `timeout`, node's error code, or `<status>.<AWS's error name>`. */
export type AwsAnswer = { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reason: string }
export type AwsCall = (request: AwsRequest) => Promise<AwsAnswer>

type Attempt = AwsAnswer & { readonly isWorthAnother?: boolean }

/** Networks wait 3 to 5 seconds for us: one attempt may take this long, and a second one starts only in the first part. */
const ATTEMPT_MILLISECONDS = 2_500
const SECOND_ATTEMPT_UNTIL_MILLISECONDS = 1_800

const errorNameIn = (body: string): string =>
	/"__type"\s*:\s*"(?:[\w.]+#)?(\w{1,80})"/.exec(body)?.[1] ?? /<Code>(\w{1,80})<\/Code>/.exec(body)?.[1] ?? 'Unnamed'

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name)

const signed = (request: AwsRequest) => {
	const { AWS_REGION: region = 'eu-central-1' } = process.env
	const host = `${request.subdomain === undefined ? '' : `${request.subdomain}.`}${request.service}.${region}.amazonaws.com`
	const body = typeof request.body === 'string' ? request.body : Buffer.from(request.body)
	return aws4.sign(
		{
			host,
			region,
			service: request.service,
			method: request.method,
			path: request.path,
			headers: { ...request.headers },
			body,
		},
		{
			accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
			secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
			...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
		},
	)
}

const attempt = (request: AwsRequest, agent: InstanceType<typeof https.Agent>): Promise<Attempt> =>
	new Promise((resolve) => {
		const { host, method, path, headers, body } = signed(request)
		const outgoing = https.request({ host, method, path, headers, agent }, (response) => {
			const chunks: Buffer[] = []
			response.on('data', (chunk: Buffer) => chunks.push(chunk))
			response.on('error', (error) => finish({ ok: false, reason: codeOf(error), isWorthAnother: true }))
			response.on('end', () => {
				const text = Buffer.concat(chunks).toString('utf8')
				const status = response.statusCode ?? 0
				if (status >= 200 && status < 300) return finish({ ok: true, body: text })
				const reason = `${status}.${errorNameIn(text)}`
				finish({ ok: false, reason, isWorthAnother: status >= 500 || status === 429 || reason.includes('Throttl') })
			})
		})
		const timer = setTimeout(() => {
			finish({ ok: false, reason: 'timeout' })
			outgoing.destroy()
		}, ATTEMPT_MILLISECONDS)
		const finish = (answer: Attempt) => {
			clearTimeout(timer)
			resolve(answer)
		}
		outgoing.on('error', (error) => finish({ ok: false, reason: codeOf(error), isWorthAnother: true }))
		outgoing.end(body)
	})

/**
 * Calls AWS without the SDK, whose loading alone is most of a cold start. Answers within 4.5 seconds, never
 * throws. A connection that broke (a frozen environment's always does) or a 5xx is tried once more on a new connection.
 */
export const createAwsCall = (): AwsCall => {
	const agent = new https.Agent({ keepAlive: true })
	return async (request) => {
		const elapsed = startStopwatch()
		const first = await attempt(request, agent)
		if (first.ok || first.isWorthAnother !== true || elapsed() > SECOND_ATTEMPT_UNTIL_MILLISECONDS) return first
		return attempt(request, new https.Agent({ keepAlive: false }))
	}
}
