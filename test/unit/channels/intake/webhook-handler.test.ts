import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AwsAnswer } from '#shared/channels/intake/aws-call.ts'
import { createSecretCache, type SecretAnswer } from '#shared/channels/intake/secret.ts'
import { createWebhookHandler, type HttpEvent } from '#shared/channels/intake/webhook-handler.ts'
import { metaWebhook } from '#shared/channels/meta/webhook.ts'
import { xWebhook } from '#shared/channels/x/webhook.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { isNight } from '#test/support/night.ts'

const X = { consumerSecrets: ['x-secret'] as [string, ...string[]] }
const META = { appSecrets: ['meta-secret'], verifyToken: 'verify' }
const BODY = '{"text":"Grüße von Erika Mustermann"}'
const NOW = '2026-11-22T10:00:00.000Z'

const event = (method: string, members: Partial<HttpEvent> = {}): HttpEvent => ({
	requestContext: { http: { method } },
	rawQueryString: '',
	headers: {},
	isBase64Encoded: false,
	...members,
})

const xSignature = (body: string | Uint8Array, secret = 'x-secret') =>
	`sha256=${createHmac('sha256', secret).update(body).digest('base64')}`
const signedPost = (body = BODY, secret?: string) =>
	event('POST', { body, headers: { 'x-twitter-webhooks-signature': xSignature(body, secret) } })

type Options = {
	/** One answer per reading of the secret; the last one stays. */
	readonly secrets?: readonly SecretAnswer<typeof X>[] | undefined
	readonly queue?: AwsAnswer | undefined
}

const open = ({ secrets = [{ ok: true, secret: X }], queue = { ok: true, body: '' } }: Options = {}) => {
	const lines: string[] = []
	const delivered: { stamp: unknown; body: string }[] = []
	const clock = { milliseconds: 0 }
	let reads = 0
	const read = async () => {
		const answer = secrets[Math.min(reads, secrets.length - 1)] ?? { ok: false, reason: 'none' }
		reads += 1
		return answer
	}
	const dependencies = {
		deliver: async (stamp: unknown, body: Uint8Array) => {
			if (queue.ok) delivered.push({ stamp, body: Buffer.from(body).toString('utf8') })
			return queue
		},
		clock: { now: () => NOW },
		random: systemRandom,
		log: createLog((line) => lines.push(line)),
	}
	const realClock = { epochMilliseconds: () => clock.milliseconds }
	const handle = createWebhookHandler(xWebhook, { ...dependencies, secrets: createSecretCache(read, realClock) })
	const metaSecrets = createSecretCache(async () => ({ ok: true, secret: META }) as const, realClock)
	const handleMeta = createWebhookHandler(metaWebhook, { ...dependencies, secrets: metaSecrets })
	return { handle, handleMeta, lines, delivered, clock, reads: () => reads }
}

describe('the webhook takes', () => {
	test('a signed delivery: queued as it came, then 200', async () => {
		const { handle, delivered, lines } = open()
		expect(await handle(signedPost())).toMatchObject({ statusCode: 200, body: '' })
		expect(delivered).toEqual([
			{ stamp: { envelope: expect.stringMatching(/^env_01[0-9a-z]{24}$/), network: 'x', receivedAt: NOW }, body: BODY },
		])
		expect(lines.join('')).toContain('DELIVERY_QUEUED')
		expect(lines.join('')).toContain('"DeliveriesSent":1')
		expect(lines.join('')).not.toMatch(/Erika|Grüße|refused/)
	})
	test('a delivery whose body came in base64', async () => {
		const { handle, delivered } = open()
		const bytes = Buffer.from([0x7b, 0xff, 0x00, 0xfe, 0x7d])
		const headers = { 'x-twitter-webhooks-signature': xSignature(bytes) }
		const answer = await handle(event('POST', { body: bytes.toString('base64'), isBase64Encoded: true, headers }))
		expect(answer.statusCode).toBe(200)
		expect(delivered).toHaveLength(1)
	})
	test('a signed delivery of Meta', async () => {
		const { handleMeta, delivered } = open()
		const signature = `sha256=${createHmac('sha256', 'meta-secret').update(BODY).digest('hex')}`
		const answer = await handleMeta(event('POST', { body: BODY, headers: { 'x-hub-signature-256': signature } }))
		expect(answer.statusCode).toBe(200)
		expect(delivered[0]?.stamp).toMatchObject({ network: 'meta' })
	})
	test('a delivery signed with a secret rotated just now, after reading again', async () => {
		const { handle, delivered, reads } = open({
			secrets: [
				{ ok: true, secret: X },
				{ ok: true, secret: { consumerSecrets: ['rotated', 'x-secret'] } },
			],
		})
		expect((await handle(signedPost(BODY, 'rotated'))).statusCode).toBe(200)
		expect([delivered.length, reads()]).toEqual([1, 2])
	})
})

describe('the webhook refuses', () => {
	test.each([
		['missing', {}],
		['missing', { 'x-twitter-webhooks-signature': '' }],
		['doubled', { 'x-twitter-webhooks-signature': `${xSignature(BODY)},${xSignature(BODY)}` }],
		['wrong', { 'x-twitter-webhooks-signature': xSignature(BODY, 'guess') }],
		['wrong', { 'x-twitter-webhooks-signature': 'sha256=' }],
		['missing', { 'x-hub-signature': 'sha1=x' }],
	])('a %s signature with 401, queues nothing and logs nothing of the body', async (reason, headers) => {
		const { handle, delivered, lines } = open()
		expect(await handle(event('POST', { body: BODY, headers }))).toMatchObject({ statusCode: 401, body: '' })
		expect(delivered).toEqual([])
		expect(lines.join('')).toContain(`"code":"SIGNATURE_REFUSED","network":"x","reason":"${reason}"`)
		expect(lines.join('')).toContain('"SignatureRefused":1')
		expect(lines.join('')).not.toMatch(/Erika|sha256|guess/)
	})
	test('many forged deliveries without reading the secret more than once a minute', async () => {
		const { handle, reads, clock } = open()
		for (let index = 0; index < 50; index += 1) await handle(signedPost(BODY, 'guess'))
		expect(reads()).toBe(2)
		clock.milliseconds = 61_000
		await handle(signedPost(BODY, 'guess'))
		expect(reads()).toBe(3)
	})
	test('a body over 4 MiB with 413, before any work', async () => {
		const { handle, delivered } = open()
		expect((await handle(signedPost('a'.repeat(4 * 1024 * 1024 + 1)))).statusCode).toBe(413)
		expect((await handle(signedPost(`{${'a'.repeat(4 * 1024 * 1024 - 2)}}`))).statusCode).toBe(200)
		expect(delivered).toHaveLength(1)
	})
	test.each(['', 'null', '"text"', '[{"for_user_id":"1001"}]', 'kein JSON {}', '{"for_user_id":"1001"} {', '{'])(
		'a rightly signed body that is no JSON object with 400, and counts it: %j',
		async (body) => {
			const { handle, delivered, lines } = open()
			expect(await handle(signedPost(body))).toMatchObject({ statusCode: 400, body: '' })
			expect(delivered).toEqual([])
			expect(lines.join('')).toContain('"DeliveryNoObject":1')
		},
	)
	test('no object for the white space around it', async () =>
		expect((await open().handle(signedPost(' \r\n\t{"a":1}\n '))).statusCode).toBe(200))

	/** Whatever the challenge signs, as bytes of a body with that very signature. */
	const replay = async (token: string) => {
		const { handle, delivered, lines } = open()
		const rawQueryString = new URLSearchParams({ crc_token: token }).toString()
		const answer = await handle(event('GET', { rawQueryString }))
		if (answer.statusCode !== 200) return 'not signed'
		const { response_token: signature } = JSON.parse(answer.body ?? '')
		const headers = { 'x-twitter-webhooks-signature': signature }
		const replayed = await handle(event('POST', { body: token, headers }))
		expect(delivered).toEqual([])
		expect(lines.join('')).toContain('"ChallengeReplayed":1')
		return replayed.statusCode
	}
	test.each(['1234567890123456', 'id-4711-abcdefgh0', `${'9'.repeat(128)}`, 'true_true_true_true'])(
		'what its own challenge signed for somebody: %s',
		async (token) => expect(await replay(token)).toBe(401),
	)
	test('whatever its own challenge signs', async () => {
		const ofTokens = fc.string({ unit: fc.constantFrom(...'Aa0+/=_-{}[]",: '), minLength: 1, maxLength: 140 })
		await fc.assert(
			fc.asyncProperty(fc.oneof(ofTokens, fc.string({ maxLength: 140 }), fc.json()), async (token) => {
				expect([401, 'not signed']).toContain(await replay(token))
			}),
			{ numRuns: isNight ? 1_000_000 : 2_000 },
		)
	}, 600_000)

	test.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s with 405', async (method) => {
		expect((await open().handle(event(method))).statusCode).toBe(405)
	})
	test('with 503 when the queue does not take it, so that X comes again', async () => {
		const { handle, lines } = open({ queue: { ok: false, reason: '403.AccessDenied' } })
		expect((await handle(signedPost())).statusCode).toBe(503)
		expect(lines.join('')).toContain('"code":"QUEUE_REFUSED","network":"x","reason":"403.AccessDenied"')
		expect(lines.join('')).not.toContain('DELIVERY_QUEUED')
	})
	test('with 500 without a secret, never as if verified', async () => {
		const { handle, lines, delivered } = open({ secrets: [{ ok: false, reason: 'incomplete' }] })
		expect((await handle(signedPost())).statusCode).toBe(500)
		expect((await handle(event('GET', { rawQueryString: `crc_token=${'a'.repeat(20)}` }))).statusCode).toBe(500)
		expect(lines.join('')).toContain('SECRET_MISSING')
		expect(delivered).toEqual([])
	})
})

describe('the webhook answers challenges', () => {
	test('of X, decoded once', async () => {
		const answer = await open().handle(event('GET', { rawQueryString: `crc_token=${'a'.repeat(20)}%2B%3D` }))
		const expected = createHmac('sha256', 'x-secret')
			.update(`${'a'.repeat(20)}+=`)
			.digest('base64')
		expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } })
		expect(JSON.parse(answer.body ?? '')).toEqual({ response_token: `sha256=${expected}` })
	})
	test.each([
		'',
		'crc_token=',
		'crc_token=%7B%22for_user_id%22%3A%221%22%7D',
		`crc_token=${'a'.repeat(20)}&crc_token=${'b'.repeat(20)}`,
	])('and refuses %j of X with 400, counted', async (rawQueryString) => {
		const { handle, lines } = open()
		expect(await handle(event('GET', { rawQueryString }))).toMatchObject({ statusCode: 400, body: '' })
		expect(lines.join('')).toContain('"ChallengeRefused":1')
		expect(lines.join('')).not.toContain('for_user_id')
	})
	test('of Meta as plain text', async () => {
		const rawQueryString = 'hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1158201444'
		expect(await open().handleMeta(event('GET', { rawQueryString }))).toMatchObject({
			statusCode: 200,
			headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
			body: '1158201444',
		})
	})
	test.each([
		['hub.mode=subscribe&hub.verify_token=other&hub.challenge=1', 403],
		['hub.mode=subscribe&hub.verify_token=verify&hub.challenge=%3Cb%3E', 400],
		['', 403],
	])('and refuses %j of Meta with %i', async (rawQueryString, statusCode) => {
		expect(await open().handleMeta(event('GET', { rawQueryString }))).toMatchObject({ statusCode, body: '' })
	})
})

describe('the secret', () => {
	test('is read once for many deliveries, and again after a quarter of an hour', async () => {
		const { handle, reads, clock } = open()
		for (let index = 0; index < 5; index += 1) await handle(signedPost())
		expect(reads()).toBe(1)
		clock.milliseconds = 16 * 60_000
		await handle(signedPost())
		expect(reads()).toBe(2)
	})
	test('retries a failed reading with the next delivery', async () => {
		const { handle } = open({
			secrets: [
				{ ok: false, reason: 'timeout' },
				{ ok: true, secret: X },
			],
		})
		expect((await handle(signedPost())).statusCode).toBe(200)
	})
	test('stays when Secrets Manager has an outage, and is not asked for with every delivery', async () => {
		const { handle, clock, reads } = open({
			secrets: [
				{ ok: true, secret: X },
				{ ok: false, reason: 'timeout' },
			],
		})
		await handle(signedPost())
		clock.milliseconds = 16 * 60_000
		for (let index = 0; index < 5; index += 1) expect((await handle(signedPost())).statusCode).toBe(200)
		expect(reads()).toBe(2)
	})
})
