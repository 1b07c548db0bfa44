import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { createWebhookCall } from '#shared/aws/webhook-call.ts'
import { createDeliver } from '#shared/channels/intake/delivery.ts'
import { createSecretReader } from '#shared/channels/intake/secret.ts'
import { parseMetaSecret } from '#shared/channels/meta/webhook.ts'
import { parseXSecret } from '#shared/channels/x/webhook.ts'
import { deliverySchema } from '#shared/messages/queued-delivery.ts'
import { type LedStandIn, itOnAws as test } from '#test/fixtures/led-stand-in.ts'
import type { ReceivedRequest } from '#test/support/https-to-http.ts'

test.beforeEach(({ aws }) => {
	aws.answer = taken
})

const reply = (status: number, body: unknown) => (_: ReceivedRequest, response: ServerResponse) => {
	response.writeHead(status).end(JSON.stringify(body))
}
const reset = (_: ReceivedRequest, response: ServerResponse) => void response.socket?.resetAndDestroy()
const taken = reply(200, { MessageId: '1' })

const stamp = {
	envelope: 'env_01m81hzs40hye2467v8dbersh6',
	network: 'x',
	receivedAt: '2026-11-22T10:00:00.000Z',
} as const
const parts = { queueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/deliveries', bucket: 'raw-bucket' }
const deliver = (body: Uint8Array) => createDeliver(createWebhookCall(), parts)(stamp, body)

describe('a delivery', () => {
	test('goes to SQS in one signed call, its bytes in base64', async ({ aws }) => {
		expect(await deliver(Buffer.from('\ufffe'))).toMatchObject({ ok: true })
		expect(aws.received).toHaveLength(1)
		const [call] = aws.received
		expect(call).toMatchObject({ method: 'POST', host: 'sqs.eu-central-1.amazonaws.com', path: '/' })
		expect(call?.headers).toMatchObject({
			'x-amz-target': 'AmazonSQS.SendMessage',
			'content-type': 'application/x-amz-json-1.0',
			'x-amz-security-token': 'session',
			authorization: expect.stringMatching(
				/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/sqs\/aws4_request/,
			),
		})
		const { QueueUrl, MessageBody } = JSON.parse(call?.body.toString() ?? '')
		expect(QueueUrl).toBe(parts.queueUrl)
		expect(JSON.parse(MessageBody)).toEqual({ ...stamp, body: Buffer.from('\ufffe').toString('base64') })
	})
	test('names the one that the queue took before it from the same process, and no other', async ({ aws }) => {
		const chain = createDeliver(createWebhookCall(), parts)
		const envelopes = ['a', 'b', 'c', 'd'].map((one) => `env_01m81hzs40hye2467v8dbersh${one}` as const)
		const [first, failing, third, fourth] = envelopes
		for (const envelope of envelopes) {
			aws.answers = envelope === failing ? [reply(403, {})] : []
			await chain({ ...stamp, envelope: envelope ?? first }, Buffer.from('a'))
		}
		const sent = aws.received.map(({ body }) => JSON.parse(JSON.parse(body.toString()).MessageBody))
		expect(sent.map(({ envelope, after }) => [envelope, after])).toEqual([
			[first, undefined],
			[failing, first],
			[third, first],
			[fourth, third],
		])
	})
	test('too large for the queue goes to the raw store first, and leaves a key', async ({ aws }) => {
		const body = Buffer.alloc(600 * 1024, 7)
		expect(await deliver(body)).toMatchObject({ ok: true })
		const [put, send] = aws.received
		expect(put).toMatchObject({
			method: 'PUT',
			host: 'raw-bucket.s3.eu-central-1.amazonaws.com',
			path: `/raw/2026-11-22/${stamp.envelope}`,
		})
		expect(put?.body.equals(body)).toBe(true)
		expect(JSON.parse(JSON.parse(send?.body.toString() ?? '').MessageBody)).toEqual({
			...stamp,
			bodyKey: `raw/2026-11-22/${stamp.envelope}`,
		})
	})
	test('is not queued when the raw store refused it', async ({ aws }) => {
		aws.answers = [(_, response) => response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')]
		expect(await deliver(Buffer.alloc(600 * 1024))).toMatchObject({ ok: false, reason: '403.AccessDenied' })
		expect(aws.received).toHaveLength(1)
	})
	test('retries once on a broken connection', async ({ aws }) => {
		aws.answers = [reset]
		expect(await deliver(Buffer.from('a'))).toMatchObject({ ok: true })
		expect(aws.received).toHaveLength(2)
	})
	test('retries once on a server error and on throttling, then says which', async ({ aws }) => {
		aws.answers = [reply(500, {}), reply(400, { __type: 'com.amazonaws.sqs#RequestThrottled' })]
		expect(await deliver(Buffer.from('a'))).toMatchObject({ ok: false, reason: '400.RequestThrottled' })
		expect(aws.received).toHaveLength(2)
	})
	test('refuses to try again what AWS will refuse again', async ({ aws }) => {
		aws.answers = [reply(403, { __type: 'AccessDeniedException', message: 'not you' })]
		expect(await deliver(Buffer.from('a'))).toMatchObject({ ok: false, reason: '403.AccessDeniedException' })
		expect(aws.received).toHaveLength(1)
	})
	describe('that AWS lets wait', () => {
		beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
		afterEach(() => void vi.useRealTimers())

		/** An answer that is given when the test says so, and the moment when it was asked for. */
		const late = () => {
			const asked = Promise.withResolvers<() => void>()
			const answer = (received: ReceivedRequest, response: ServerResponse) =>
				asked.resolve(() => reset(received, response))
			return { answer, asked: asked.promise }
		}

		test('is given up after 2.5 seconds, before the networks do', async ({ aws }) => {
			const first = late()
			aws.answers = [first.answer]
			let isOver = false
			const outcome = deliver(Buffer.from('a')).finally(() => {
				isOver = true
			})
			await first.asked
			await vi.advanceTimersByTimeAsync(2_499)
			expect(isOver).toBe(false)
			await vi.advanceTimersByTimeAsync(1)
			expect(await outcome).toMatchObject({ ok: false, reason: 'timeout' })
			expect(aws.received).toHaveLength(1)
		})
		test('is tried again when its connection broke within 1.8 seconds, for another 2.5', async ({ aws }) => {
			const [first, second] = [late(), late()]
			aws.answers = [first.answer, second.answer]
			const outcome = deliver(Buffer.from('a'))
			const breakOff = await first.asked
			await vi.advanceTimersByTimeAsync(1_800)
			breakOff()
			await second.asked
			await vi.advanceTimersByTimeAsync(2_500)
			expect(await outcome).toMatchObject({ ok: false, reason: 'timeout' })
			expect(aws.received).toHaveLength(2)
		})
		test('is not tried again when its connection broke later than that', async ({ aws }) => {
			const first = late()
			aws.answers = [first.answer]
			const outcome = deliver(Buffer.from('a'))
			const breakOff = await first.asked
			await vi.advanceTimersByTimeAsync(1_801)
			breakOff()
			expect(await outcome).toMatchObject({ ok: false, reason: 'ECONNRESET' })
			expect(aws.received).toHaveLength(1)
		})
	})
})

describe('the secret', () => {
	const LOCAL = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:x'
	const DEPLOYED = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:x'
	const read = (aws: LedStandIn, ARN: string, SecretString: unknown) => {
		aws.answers = [reply(200, { ARN, SecretString })]
		return createSecretReader(createWebhookCall(), ARN, parseXSecret)()
	}
	test('is read by its ARN', async ({ aws }) => {
		expect(await read(aws, DEPLOYED, '{"consumerSecrets":["a","b"]}')).toEqual({
			ok: true,
			secret: { consumerSecrets: ['a', 'b'] },
		})
		expect(aws.received[0]?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue')
		expect(JSON.parse(aws.received[0]?.body.toString() ?? '')).toEqual({ SecretId: DEPLOYED })
	})
	test('refuses a local one in a deployed stage, and only there', async ({ aws }) => {
		const value = '{"consumerSecrets":["local-x-secret"]}'
		expect(await read(aws, DEPLOYED, value)).toEqual({ ok: false, reason: 'localSecret' })
		expect(await read(aws, LOCAL, value)).toMatchObject({ ok: true })
	})
	test.for([
		'{}',
		'{"consumerSecrets":[]}',
		'{"consumerSecrets":[""]}',
		'{"consumerSecrets":["a",7]}',
		'[]',
		'null',
		'x',
	])('refuses the incomplete %s', async (value, { aws }) =>
		expect(await read(aws, DEPLOYED, value)).toEqual({ ok: false, reason: 'incomplete' }),
	)
	test.for(['', undefined, 7])('refuses %j', async (value, { aws }) => {
		expect(await read(aws, DEPLOYED, value)).toMatchObject({ ok: false })
	})
	test('of Meta needs both parts', () => {
		expect(parseMetaSecret({ appSecrets: ['a'], verifyToken: 'v' })).toEqual({ appSecrets: ['a'], verifyToken: 'v' })
		expect(parseMetaSecret({ appSecrets: ['a'] })).toBeUndefined()
		expect(parseMetaSecret({ verifyToken: 'v' })).toBeUndefined()
		expect(parseMetaSecret({ appSecrets: ['a'], verifyToken: '' })).toBeUndefined()
	})
})

describe.each([
	['x', 'x-twitter-webhooks-signature', 'base64', { consumerSecrets: ['s'] }],
	['meta', 'x-hub-signature-256', 'hex', { appSecrets: ['s'], verifyToken: 'v' }],
] as const)('the function of %s as it is wired', (door, header, encoding, secret) => {
	test('reads its secret while it loads, and queues what the worker can read', async ({ aws }) => {
		const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:s'
		vi.stubEnv('X_WEBHOOK_SECRET_ARN', arn)
		vi.stubEnv('META_WEBHOOK_SECRET_ARN', arn)
		vi.stubEnv('DELIVERIES_QUEUE_URL', parts.queueUrl)
		vi.stubEnv('RAW_BUCKET', parts.bucket)
		vi.spyOn(process.stdout, 'write').mockReturnValue(true)
		aws.answers = [reply(200, { ARN: arn, SecretString: JSON.stringify(secret) })]
		const { handler } =
			door === 'x' ? await import('#functions/intake-x/handler.ts') : await import('#functions/intake-meta/handler.ts')
		await vi.waitFor(() => expect(aws.received).toHaveLength(1))
		const body = '{"text":"Grüße"}'
		const signature = `sha256=${createHmac('sha256', 's').update(body).digest(encoding)}`
		const http = { method: 'POST' }
		const event = {
			requestContext: { http },
			rawQueryString: '',
			headers: { [header]: signature },
			body,
			isBase64Encoded: false,
		}
		expect((await handler(event)).statusCode).toBe(200)
		vi.restoreAllMocks()
		const queued = JSON.parse(JSON.parse(aws.received.at(-1)?.body.toString() ?? '').MessageBody)
		expect(deliverySchema.parse(queued)).toMatchObject({ network: door, body: Buffer.from(body).toString('base64') })
	})
})
