import { mkdtempSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createLogSink } from '#infra/local/cloud/lambda/log-sink.ts'
import { startLambda } from '#infra/local/cloud/lambda/start-lambda.ts'
import { sampleFunction } from '#test/support/sample-function.ts'

type Seen = {
	readonly method?: string | undefined
	readonly url?: string | undefined
	readonly headers: IncomingHttpHeaders
	readonly body: string
	readonly port?: number | undefined
}

/** A server that remembers what it was asked and answers with what is set for the test. */
const startServer = async () => {
	const seen: Seen[] = []
	const answer = { body: '{}', type: 'application/json' }
	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = []
		request.on('data', (chunk: Buffer) => chunks.push(chunk))
		request.on('end', () => {
			const { method, url, headers, socket } = request
			seen.push({ method, url, headers, body: Buffer.concat(chunks).toString(), port: socket.remotePort })
			response.writeHead(200, { 'content-type': answer.type }).end(answer.body)
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return { server, seen, answer, port: (server.address() as AddressInfo).port }
}

let proxy: Awaited<ReturnType<typeof startServer>>
let practice: Awaited<ReturnType<typeof startServer>>
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
	proxy = await startServer()
	practice = await startServer()
})
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop()
	for (const { seen, answer } of [proxy, practice]) {
		seen.length = 0
		answer.body = '{}'
		answer.type = 'application/json'
	}
})
afterAll(() => {
	proxy.server.close()
	practice.server.close()
})

const invoke = async (source: string, events: readonly unknown[] = [{}]): Promise<unknown[]> => {
	const functions = [await sampleFunction('net', source, { timeoutSeconds: 10 })]
	const logs = createLogSink(mkdtempSync(join(tmpdir(), 'hilft-logs-')))
	const lambda = startLambda({ functions, proxyPort: proxy.port, practicePort: practice.port, logs })
	stops.push(lambda.stop)
	const payloads: unknown[] = []
	for (const event of events) {
		const result = await lambda.invoke('net', event)
		payloads.push(result.ok ? result.payload : result.error)
	}
	return payloads
}

it('leads an unmodified SQS client to the proxy, with its host, its signature and a kept connection', async () => {
	proxy.answer.body = JSON.stringify({ MessageId: 'm1', MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592' })
	const source = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'
		const client = new SQSClient({})
		export const handler = async () => {
			const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/000000000000/q'
			return (await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }))).MessageId
		}`
	expect(await invoke(source, [{}, {}])).toEqual(['m1', 'm1'])
	expect(proxy.seen).toHaveLength(2)
	expect(proxy.seen[0]?.headers).toMatchObject({
		host: 'sqs.eu-central-1.amazonaws.com',
		'x-amz-target': 'AmazonSQS.SendMessage',
	})
	expect(proxy.seen[0]?.headers.authorization).toContain('Credential=LOCALSAMPLENET/')
	expect(new Set(proxy.seen.map(({ port }) => port)).size).toBe(1)
})

it('leads unmodified DynamoDB, Secrets Manager, S3 and SES clients to the proxy', async () => {
	const source = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
		import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
		import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'
		import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
		export const handler = async ({ kind }) => {
			if (kind === 'dynamodb') return new DynamoDBClient({}).send(new GetItemCommand({ TableName: 't', Key: { id: { S: '1' } } }))
			if (kind === 'secrets') return new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: 's' }))
			if (kind === 's3') return new S3Client({}).send(new PutObjectCommand({ Bucket: 'raw', Key: 'raw/1', Body: 'body' }))
			return new SESClient({}).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('mail') } }))
		}`
	await invoke(source, [{ kind: 'dynamodb' }, { kind: 'secrets' }, { kind: 's3' }, { kind: 'ses' }])
	expect(proxy.seen.map(({ method, headers, url }) => [method, headers.host, url?.split('?')[0]])).toEqual([
		['POST', 'dynamodb.eu-central-1.amazonaws.com', '/'],
		['POST', 'secretsmanager.eu-central-1.amazonaws.com', '/'],
		['PUT', 'raw.s3.eu-central-1.amazonaws.com', '/raw/1'],
		['POST', 'email.eu-central-1.amazonaws.com', '/'],
	])
	expect(proxy.seen[2]?.body).toContain('body')
})

it('leads a request signed by aws4 over node:https to the proxy, however node:https is reached', async () => {
	const source = `import aws4 from 'aws4'
		import https, { request } from 'node:https'
		const ways = { named: request, default: https.request, builtin: process.getBuiltinModule('node:https').request }
		const agent = new https.Agent({ keepAlive: true })
		export const handler = ({ way }) => new Promise((resolve, reject) => {
			const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env
			const signed = aws4.sign({ service: 'sqs', region: 'eu-central-1', path: '/', body: '{"way":"' + way + '"}',
				headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.SendMessage' } },
				{ accessKeyId, secretAccessKey, sessionToken })
			ways[way]({ ...signed, agent, timeout: 2000 }, (response) => { response.resume(); response.on('end', () => resolve(response.statusCode)) })
				.on('error', reject).end(signed.body)
		})`
	expect(await invoke(source, [{ way: 'named' }, { way: 'default' }, { way: 'builtin' }])).toEqual([200, 200, 200])
	expect(proxy.seen.map(({ body }) => body)).toEqual(['{"way":"named"}', '{"way":"default"}', '{"way":"builtin"}'])
	expect(proxy.seen.every(({ headers }) => headers.host === 'sqs.eu-central-1.amazonaws.com')).toBe(true)
})

it('leads twitter-api-v2 to the practice networks', async () => {
	practice.answer.body = JSON.stringify({ data: { id: '77', text: 'hi' } })
	const source = `import { TwitterApi } from 'twitter-api-v2'
		export const handler = async () => {
			const client = new TwitterApi({ appKey: 'a', appSecret: 'b', accessToken: 'c', accessSecret: 'd' })
			return (await client.v2.reply('hi', '12')).data.id
		}`
	expect(await invoke(source)).toEqual(['77'])
	expect(practice.seen).toHaveLength(1)
	expect(practice.seen[0]).toMatchObject({ method: 'POST', url: '/2/tweets', headers: { host: 'api.x.com' } })
	expect(practice.seen[0]?.headers.authorization).toMatch(/^OAuth /)
	expect(JSON.parse(practice.seen[0]?.body ?? '')).toEqual({ text: 'hi', reply: { in_reply_to_tweet_id: '12' } })
})

it('leads calls by address and by get to the Graph API of the practice networks', async () => {
	const source = `import https from 'node:https'
		const read = (resolve) => (response) => { let text = ''; response.on('data', (c) => { text += c }).on('end', () => resolve(text)) }
		export const handler = ({ form }) => new Promise((resolve, reject) => {
			const url = 'https://graph.facebook.com/v25.0/me?fields=id'
			const given = { string: [url, read(resolve)], url: [new URL(url), { headers: { A: 'b' } }, read(resolve)], options: [{ host: 'graph.facebook.com', port: 443, path: '/v25.0/me?fields=id' }, read(resolve)] }
			https.get(...given[form]).on('error', reject)
		})`
	practice.answer.body = '{"id":"2001"}'
	const payloads = await invoke(source, [{ form: 'string' }, { form: 'url' }, { form: 'options' }])
	expect(payloads).toEqual(['{"id":"2001"}', '{"id":"2001"}', '{"id":"2001"}'])
	expect(practice.seen.map(({ method, url, headers }) => [method, url, headers.host])).toEqual(
		Array.from({ length: 3 }, () => ['GET', '/v25.0/me?fields=id', 'graph.facebook.com']),
	)
})

it('refuses every other host, by https, http, fetch and socket: nothing leaves the machine', async () => {
	const source = `import https from 'node:https'
		import http from 'node:http'
		import net from 'node:net'
		const told = (emitter) => new Promise((resolve) => emitter.on('error', (error) => resolve({ told: error.message })))
		export const handler = async ({ way }) => {
			if (way === 'https') return told(https.get('https://example.com/'))
			if (way === 'http') return told(http.get('http://93.184.216.34/'))
			if (way === 'socket') return told(net.connect(443, 'example.com'))
			return fetch('https://example.com/').catch((error) => ({ told: error.cause.message }))
		}`
	const refusal = (host: string) => ({
		told: `The local run refuses a connection to ${host}: nothing leaves the machine`,
	})
	expect(
		await invoke(
			source,
			['https', 'http', 'socket', 'fetch'].map((way) => ({ way })),
		),
	).toEqual([refusal('example.com'), refusal('93.184.216.34'), refusal('example.com'), refusal('example.com')])
})

it('lets a function fetch from this machine, as the keys of the local issuer', async () => {
	proxy.answer.body = '{"keys":[]}'
	const source = 'export const handler = async ({ url }) => (await fetch(url)).json()'
	expect(await invoke(source, [{ url: `http://localhost:${proxy.port}/oidc/jwks` }])).toEqual([{ keys: [] }])
})
