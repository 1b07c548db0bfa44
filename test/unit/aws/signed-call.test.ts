import type { ServerResponse } from 'node:http'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, vi } from 'vitest'
import { openBucket } from '#shared/aws/bucket.ts'
import { callJson } from '#shared/aws/json-call.ts'
import { createS3MailBodies } from '#shared/aws/mail-bodies.ts'
import { type CallPatience, createSignedCall } from '#shared/aws/signed-call.ts'
import { LARGEST_MAIL } from '#shared/mail/parse-mail.ts'
import { itOnAws, type LedStandIn } from '#test/fixtures/led-stand-in.ts'
import { isSignedRight } from '#test/support/aws-signature.ts'
import type { ReceivedRequest } from '#test/support/https-to-http.ts'

/** How long was waited, and by what part of the longest wait. */
type Sleeping = { readonly waits: number[]; part: number }
const it = itOnAws.extend('sleeping', (): Sleeping => ({ waits: [], part: 0.5 }))

const reply =
	(status: number, body: unknown = {}) =>
	(_: ReceivedRequest, response: ServerResponse) =>
		void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
const breakOff = (_: ReceivedRequest, response: ServerResponse) => {
	response.writeHead(200, { 'content-length': 9 }).write('{', () => response.destroy())
}
const reset = (_: ReceivedRequest, response: ServerResponse) => void response.socket?.resetAndDestroy()

const open = (sleeping: Sleeping, patience: CallPatience = {}, at = '2026-11-22T10:00:00.000Z') =>
	createSignedCall(patience, {
		clock: { epochMilliseconds: () => Date.parse(at) },
		random: { bytes: () => Buffer.from(Uint32Array.of(sleeping.part * 2 ** 32).buffer).reverse() },
		sleep: async (milliseconds) => void sleeping.waits.push(milliseconds),
	})
const ask = (sleeping: Sleeping, patience?: CallPatience) =>
	callJson(open(sleeping, patience), 'sqs', 'SendMessage', { QueueUrl: 'https://q', MessageBody: '{}' })

describe('a signed call', () => {
	it('is signed over host, date, token, body and all it says of itself', async ({ aws, sleeping }) => {
		await ask(sleeping)
		const [call] = aws.received
		expect(call).toMatchObject({ method: 'POST', host: 'sqs.eu-central-1.amazonaws.com', path: '/' })
		expect(call?.headers).toMatchObject({ 'x-amz-date': '20261122T100000Z', 'x-amz-security-token': 'session' })
		expect(call?.headers.authorization).toMatch(/SignedHeaders=[^,]*host;x-amz-date;x-amz-security-token/)
		expect(call && isSignedRight(call, 'secret')).toBe(true)
		expect(call && isSignedRight({ ...call, body: Buffer.from('{}') }, 'secret')).toBe(false)
		expect(call && isSignedRight(call, 'another')).toBe(false)
	})

	it('takes the credentials of the moment, without a token where there is none', async ({ aws, sleeping }) => {
		const call = open(sleeping)
		const send = () => callJson(call, 'ssm', 'GetParameter', { Name: '/a' })
		await send()
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'later')
		vi.stubEnv('AWS_SESSION_TOKEN', undefined)
		await send()
		expect(aws.received.map((one) => [isSignedRight(one, 'secret'), isSignedRight(one, 'later')])).toEqual([
			[true, false],
			[false, true],
		])
		expect(aws.received[1]?.headers).not.toHaveProperty('x-amz-security-token')
	})

	it.for([
		['a name', 'raw/2026-11-22/env_01m81hzs40hye2467v8dbersh6'],
		['spaces and plus signs', 'mail/a b+c'],
		['what a path may not hold', 'parked/?#%41[]@!$&\'()*,;=:<>"|\\^`{}~'],
		['other scripts', 'mail/Grüße/日本語 🙂'],
		['dots and doubled slashes', 'mail//a/./b'],
	] as const)('reaches a key of S3 with %s', async ([_, key], { aws, sleeping }) => {
		const bytes = Uint8Array.of(0, 255, 13, 10, 128)
		await openBucket('raw', open(sleeping)).put(key, bytes, 'image/png')
		const [call] = aws.received
		expect(call).toMatchObject({ method: 'PUT', host: 'raw.s3.eu-central-1.amazonaws.com' })
		expect(decodeURIComponent(call?.path ?? '')).toBe(`/${key}`)
		expect(call?.path).not.toMatch(/[^\w\-.~/%]/)
		expect(call?.headers['content-type']).toBe('image/png')
		expect(call?.body).toEqual(Buffer.from(bytes))
		expect(call && isSignedRight(call, 'secret')).toBe(true)
	})

	it('signs as the SDK does', async ({ aws, sleeping }) => {
		const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' }
		const client = new S3Client({ region: 'eu-central-1', credentials })
		await client.send(new PutObjectCommand({ Bucket: 'raw', Key: 'mail/a b+Grüße(1)', Body: 'bytes' }))
		await openBucket('raw', open(sleeping)).put('mail/a b+Grüße(1)', Buffer.from('bytes'))
		const [theirs, ours] = aws.received
		expect(theirs && isSignedRight(theirs, 'secret')).toBe(true)
		expect(ours && isSignedRight(ours, 'secret')).toBe(true)
		expect(ours?.path).toBe(theirs?.path.split('?')[0])
		expect(ours?.host).toBe(theirs?.host)
	})
})

describe('what may pass', () => {
	it.for([
		['a server’s failure', reply(503)],
		['too many requests', reply(429)],
		['throttling', reply(400, { __type: 'com.amazonaws.sqs#RequestThrottled' })],
		['S3 that asks to slow down', reply(503, '<Error><Code>SlowDown</Code></Error>')],
		['a request that came too late', reply(403, '<Error><Code>RequestTimeTooSkewed</Code></Error>')],
		['a broken connection', reset],
		['an answer that breaks off', breakOff],
	] as const)('retries after %s', async ([_, answer], { aws, sleeping }) => {
		aws.answers = [answer]
		expect(await ask(sleeping)).toEqual({})
		expect(aws.received).toHaveLength(2)
	})

	it('retries at most so often, then says what it was', async ({ aws, sleeping }) => {
		aws.answers = Array.from({ length: 9 }, () => reply(500, { __type: 'InternalFailure' }))
		await expect(ask(sleeping)).rejects.toMatchObject({ name: 'AwsError', code: 'InternalFailure', status: 500 })
		expect(aws.received).toHaveLength(4)
		await expect(ask(sleeping, { attempts: 2 })).rejects.toThrow('InternalFailure')
		expect(aws.received).toHaveLength(6)
	})

	it.for([
		['before an answer', reset],
		['in the middle of one', breakOff],
	] as const)('says at once that a connection broke %s', async ([_, answer], { aws, sleeping }) => {
		aws.answers = [answer]
		await expect(ask(sleeping, { attempts: 1 })).rejects.toMatchObject({ code: 'ECONNRESET', status: undefined })
	})

	it('is tried first on a connection that was kept, and again on a new one', async ({ aws, sleeping }) => {
		const https = process.getBuiltinModule('node:https')
		const request = vi.spyOn(https, 'request')
		aws.answers = [reset]
		await ask(sleeping)
		await ask(sleeping)
		const agents = request.mock.calls.map(([options]) => Reflect.get(Object(options), 'agent'))
		request.mockRestore()
		expect(agents).toEqual([expect.any(https.Agent), false, agents[0]])
		expect(agents[0].options.keepAlive).toBe(true)
	})

	it('waits between attempts for a part of a time that doubles, longer when throttled', async ({ aws, sleeping }) => {
		aws.answers = Array.from({ length: 4 }, () => reply(500))
		await expect(ask(sleeping)).rejects.toThrow()
		expect(sleeping.waits).toEqual([50, 100, 200])
		sleeping.part = 0.25
		aws.answers = Array.from({ length: 12 }, () => reply(400, { __type: 'ThrottlingException' }))
		await expect(ask(sleeping, { attempts: 12 })).rejects.toThrow()
		expect(sleeping.waits.slice(3)).toEqual([125, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000, 5_000])
	})

	it('hangs a call up before it tries again, when AWS does not answer in time', async ({ aws, sleeping }) => {
		const seen: string[] = []
		const silent = (_: ReceivedRequest, response: ServerResponse) => {
			seen.push('asked')
			response.once('close', () => seen.push('hung up'))
		}
		aws.answers = [silent, silent]
		await expect(ask(sleeping, { attemptMilliseconds: 100, attempts: 2 })).rejects.toMatchObject({
			code: 'timeout',
			status: undefined,
		})
		await expect.poll(() => seen).toEqual(['asked', 'hung up', 'asked', 'hung up'])
	})

	it('counts the body into that time', async ({ aws, sleeping }) => {
		aws.answers = [(_, response) => void response.writeHead(200, { 'content-length': 9 }).write('{')]
		await expect(ask(sleeping, { attemptMilliseconds: 100, attempts: 1 })).rejects.toMatchObject({ code: 'timeout' })
	})
})

describe('what will not pass', () => {
	it.for([
		[400, { __type: 'ParameterNotFound' }, 'ParameterNotFound'],
		[403, '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>words</Message></Error>', 'AccessDenied'],
		[404, 'no AWS at all', 'Unnamed'],
	] as const)('refuses to try %i again, and keeps the name alone', async ([status, body, code], { aws, sleeping }) => {
		aws.answers = [reply(status, body)]
		await expect(ask(sleeping)).rejects.toMatchObject({ code, status, message: code })
		expect(aws.received).toHaveLength(1)
	})

	it('refuses a body that is too large before it is read, and does not ask again', async ({ aws, sleeping }) => {
		const gone = Promise.withResolvers<void>()
		aws.answers = [
			(_, response) => {
				response.once('close', gone.resolve)
				response.writeHead(200, { 'content-length': 1_000_000 }).flushHeaders()
			},
		]
		const reading = openBucket('raw', open(sleeping)).get('mail/a', 999_999)
		await expect(reading).rejects.toMatchObject({ code: 'BodyTooLarge', status: 200 })
		await gone.promise
		expect(aws.received).toHaveLength(1)
		aws.answers = [(_, response) => void response.writeHead(200, { 'content-length': 10 }).end('x'.repeat(10))]
		expect(await openBucket('raw', open(sleeping)).get('mail/a', 10)).toHaveLength(10)
	})

	it('parks what no mail can be', async ({ aws, sleeping }) => {
		aws.answers = [(_, response) => response.writeHead(200, { 'content-length': LARGEST_MAIL + 1 }).flushHeaders()]
		await expect(createS3MailBodies('raw', open(sleeping)).get('mail/a')).rejects.toMatchObject({
			reason: 'mailTooLarge',
		})
	})
})

describe('a list of keys', () => {
	const list = (aws: LedStandIn, sleeping: Sleeping, xml: string) => {
		aws.answers = [reply(200, `<?xml version="1.0"?><ListBucketResult>${xml}</ListBucketResult>`)]
		return openBucket('raw', open(sleeping)).list('mail/', 'mail/a b+', 200)
	}
	const contents = (key: string) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`

	it('asks for encoded keys after another, in a query that is signed', async ({ aws, sleeping }) => {
		await list(aws, sleeping, '<KeyCount>0</KeyCount>')
		expect(aws.received[0]?.path).toBe(
			'/?encoding-type=url&list-type=2&prefix=mail%2F&start-after=mail%2Fa%20b%2B&max-keys=200',
		)
		expect(aws.received.every((one) => isSignedRight(one, 'secret'))).toBe(true)
	})

	it('reads keys that are encoded, and keys that are not', async ({ aws, sleeping }) => {
		const encoded = `<EncodingType>url</EncodingType><KeyCount>2</KeyCount>${contents('mail/a+b%2Bc')}\n${contents('mail/%C3%BC%26')}`
		expect(await list(aws, sleeping, encoded)).toEqual(['mail/a b+c', 'mail/ü&'])
		expect(await list(aws, sleeping, `<KeyCount>1</KeyCount>${contents('mail/a+b%2B&amp;&lt;&#x41;&#66;')}`)).toEqual([
			'mail/a+b%2B&<AB',
		])
	})

	it.for([contents('mail/a'), `<KeyCount>2</KeyCount>${contents('mail/a')}`, '<KeyCount>1</KeyCount><Key>a</Key>'])(
		'refuses one whose keys it did not all read: %s',
		(xml, { aws, sleeping }) => expect(list(aws, sleeping, xml)).rejects.toMatchObject({ code: 'ListUnreadable' }),
	)
})
