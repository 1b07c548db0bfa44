import { DeleteMessageCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import { describe, expect, vi } from 'vitest'
import * as z from 'zod'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { openBucket } from '#shared/aws/bucket.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createS3LargeBodies, createS3MailBodies } from '#shared/aws/mail-bodies.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createS3BodyArchive, createS3RawBodies } from '#shared/aws/raw-bodies.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSignedCall } from '#shared/aws/signed-call.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import type { BodyArchive } from '#shared/erasure/body-archive.ts'
import { createLog } from '#shared/kernel/log.ts'
import { receive as receiverOf } from '#shared/kernel/queue.ts'
import { actAs } from '#test/fixtures/act-as.ts'
import { it as base, type LocalParts } from '#test/fixtures/local-parts.ts'
import { createMemoryBodyArchive } from '#test/memory/body-archive.ts'
import { createMemoryRawBodies } from '#test/memory/raw-bodies.ts'
import { anId } from '#test/support/request-factories.ts'

/** Each test calls AWS with the operator's rights; `as` does something with those of a function. */
const it = base.extend('as', { auto: true }, ({ local }, { onCleanup }) => {
	let end = actAs(local)
	onCleanup(() => {
		end()
		local.parts.proxy.faults.clear()
	})
	return async <Result>(functionName: string, act: () => Promise<Result>): Promise<Result> => {
		end()
		end = actAs(local, functionName)
		try {
			return await act()
		} finally {
			end()
			end = actAs(local)
		}
	}
})

const bucketName = (local: LocalParts): string => local.system.buckets[0]?.name ?? ''
const arnOf = (local: LocalParts, secret: string): string => {
	const found = local.system.secrets.find(({ label }) => label === secret)
	if (found === undefined) throw new Error(`The sample system has no ${secret}`)
	return found.arn
}

describe.each([
	['in memory', () => createMemoryRawBodies()],
	['in S3', (local: LocalParts) => createS3RawBodies(bucketName(local))],
	['in S3, as large as mails', (local: LocalParts) => createS3LargeBodies(bucketName(local))],
])('raw bodies %s', (_, create) => {
	it('are given back byte for byte, and the last one of a key is', async ({ local }) => {
		const bodies = create(local)
		const key = `raw/2026-11-22/${anId('env')}`
		expect(await bodies.get(key)).toBeUndefined()
		await bodies.put(key, Uint8Array.of(1))
		await bodies.put(key, Uint8Array.of(0, 255, 13, 10))
		expect(Buffer.from((await bodies.get(key)) ?? [])).toEqual(Buffer.of(0, 255, 13, 10))
	})

	it.for(['a b', 'a+b', 'Grüße', '100%', "o'clock (1)!*"])(
		'are kept apart under keys like %s',
		async (name, { local }) => {
			const bodies = create(local)
			const keys = [`parked/${name}`, `parked/${name}/1`]
			for (const key of keys) await bodies.put(key, Buffer.from(key))
			for (const key of keys) expect(Buffer.from((await bodies.get(key)) ?? []).toString()).toBe(key)
		},
	)

	it('may be empty', async ({ local }) => {
		const bodies = create(local)
		await bodies.put('parked/empty', new Uint8Array())
		expect(await bodies.get('parked/empty')).toHaveLength(0)
	})
})

describe('received mails in S3', () => {
	it('are read, and missing where they are gone', async ({ local }) => {
		await openBucket(bucketName(local), createSignedCall()).put('mail/one', Buffer.from('From: a'))
		const mails = createS3MailBodies(bucketName(local))
		expect(Buffer.from((await mails.get('mail/one')) ?? []).toString()).toBe('From: a')
		expect(await mails.get('mail/none')).toBeUndefined()
	})
})

describe.each([
	[
		'in memory',
		async (_: LocalParts, keys: readonly string[]): Promise<BodyArchive> => {
			const archive = createMemoryBodyArchive()
			for (const key of keys) archive.bodies.set(key, Buffer.from(key))
			return archive
		},
	],
	[
		'in S3',
		async (local: LocalParts, keys: readonly string[]): Promise<BodyArchive> => {
			for (const key of keys) await createS3RawBodies(bucketName(local)).put(key, Buffer.from(key))
			return createS3BodyArchive(bucketName(local))
		},
	],
])('the archive of bodies %s', (_, create) => {
	const keys = ['raw/0/a b', 'raw/0/a+b', 'raw/0/a&b', 'raw/0/ü', 'raw/1/x'].sort()

	it('lists keys in their order, after another, to the end', async ({ local }) => {
		const archive = await create(local, keys)
		const all = (await archive.list('raw/', undefined)).filter((key) => /^raw\/\d\//.test(key))
		expect(all).toEqual(keys)
		const third = keys[2] ?? ''
		expect((await archive.list('raw/', third)).filter((key) => /^raw\/\d\//.test(key))).toEqual(keys.slice(3))
		expect(await archive.list('raw/', 'raw/~')).toEqual([])
	})

	it('gives and removes what it lists; removing again is fine', async ({ local }) => {
		const archive = await create(local, keys)
		for (const key of keys) {
			expect(Buffer.from((await archive.get(key)) ?? []).toString()).toBe(key)
			await archive.remove(key)
			await archive.remove(key)
			expect(await archive.get(key)).toBeUndefined()
		}
	})
})

describe('a queue in SQS', () => {
	const receive = async (local: LocalParts, queue = 'Jobs'): Promise<Message | undefined> => {
		const QueueUrl = local.queueUrl(queue)
		const { sqs } = local.clients()
		const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 60 }))
		return message
	}
	const remove = async (local: LocalParts, { ReceiptHandle }: Message) =>
		void (await local.clients().sqs.send(new DeleteMessageCommand({ QueueUrl: local.queueUrl('Jobs'), ReceiptHandle })))

	it('takes what people write, all of Unicode, in a message of ASCII', async ({ local }) => {
		const message = { text: 'Grüße\uffff\u0000\ud83d\ude42', n: 1 }
		await createSqsQueue(local.queueUrl('Jobs')).send(message)
		const received = await receive(local)
		expect(received?.Body).toMatch(/^[ -~]*$/)
		expect(JSON.parse(received?.Body ?? '')).toEqual(message)
		if (received !== undefined) await remove(local, received)
	})

	it('gives a message that failed back after its wait, not after its own long one', async ({ local }) => {
		await createSqsQueue(local.queueUrl('Jobs')).send({ n: 2 })
		const received = await receive(local)
		const record = {
			messageId: received?.MessageId,
			receiptHandle: received?.ReceiptHandle,
			body: received?.Body,
			attributes: { ApproximateReceiveCount: '1' },
			eventSourceARN: `arn:aws:sqs:eu-central-1:000000000000:${local.queueUrl('Jobs').split('/').at(-1)}`,
		}
		const fail = () => Promise.reject(new Error('no'))
		const handle = createQueueHandler(
			createLog(() => undefined),
			{ HINTS_QUEUE_ARN: record.eventSourceARN },
			{ Hints: { hint: receiverOf(z.strictObject({ n: z.int() }), fail) } },
		)
		await handle({ Records: [record] } as unknown as SQSEvent)
		const again = await vi.waitUntil(() => receive(local), { timeout: 30_000, interval: 200 })
		expect(again.Body).toBe(received?.Body)
		await remove(local, again)
	})

	it('moves a message that its queue does not carry to the dead letters, by way of all its tries', async ({
		local,
	}) => {
		await createSqsQueue(local.queueUrl('Jobs')).send({ foreign: 1 })
		const eventSourceARN = `arn:aws:sqs:eu-central-1:000000000000:${local.queueUrl('Jobs').split('/').at(-1)}`
		const lines: string[] = []
		const handle = createQueueHandler(
			createLog((line) => lines.push(line)),
			{ HINTS_QUEUE_ARN: eventSourceARN },
			{ Hints: { hint: receiverOf(z.strictObject({ n: z.int() }), async () => undefined) } },
		)
		const dead = async () => {
			const received = await receive(local)
			if (received !== undefined) {
				const { ReceiptHandle: receiptHandle, Body: body } = received
				const record = { receiptHandle, body, attributes: { ApproximateReceiveCount: '1' }, eventSourceARN }
				await handle({ Records: [record] } as unknown as SQSEvent)
			}
			return receive(local, 'Dead')
		}
		expect((await vi.waitUntil(dead, { timeout: 30_000, interval: 100 })).Body).toBe('{"foreign":1}')
		expect(lines.filter((line) => line.includes('"ForeignCommands":1'))).toHaveLength(5)
	})

	it('throws where the role has no right', async ({ local, as }) => {
		await expect(as('Reader', () => createSqsQueue(local.queueUrl('Jobs')).send({ n: 3 }))).rejects.toMatchObject({
			name: 'AwsError',
			code: 'AccessDeniedException',
		})
	})
})

describe('parameters and secrets', () => {
	const schema = z.object({ consumerSecrets: z.array(z.string()) })

	it('are read by who may, and are off or an error for who may not', async ({ local, as }) => {
		await expect(as('Writer', () => readSecret(arnOf(local, 'XWebhook'), schema))).rejects.toMatchObject({
			code: 'AccessDeniedException',
		})
		expect(await as('Reader', () => readSecret(arnOf(local, 'XWebhook'), schema))).toEqual({
			consumerSecrets: ['local-x-secret'],
		})
	})

	it('switch on by one word', async ({ local, as }) => {
		const caller = createAwsCaller({ proxyPort: local.parts.proxyPort })
		const input = { Name: '/hilft/level', Value: 'on', Type: 'String', Overwrite: true }
		const isOn = () => createParameterSwitch('/hilft/level').isOn()
		expect(await isOn()).toBe(false)
		await caller.call({ service: 'ssm', action: 'PutParameter', input })
		caller.close()
		expect(await isOn()).toBe(true)
		expect(await as('Writer', isOn)).toBe(false)
		expect(await createParameterSwitch('/hilft/none').isOn()).toBe(false)
	})
})

describe('what AWS has not got, or not for us', () => {
	const place = { message: anId('msg'), edition: '0', index: 0 }

	it('is a missing copy where S3 says forbidden, and an error everywhere else', async ({ local, as }) => {
		expect(await as('Reader', () => createS3MediaStore(bucketName(local)).get(place))).toBeUndefined()
		const denied = { name: 'AwsError', code: 'AccessDenied', status: 403 }
		await expect(as('Reader', () => createS3RawBodies(bucketName(local)).get('raw/a'))).rejects.toMatchObject(denied)
		await expect(
			as('Reader', () => createS3BodyArchive(bucketName(local)).list('raw/', undefined)),
		).rejects.toMatchObject(denied)
		await expect(
			as('Reader', () => createS3MediaStore(bucketName(local)).put(place, Buffer.of(1), 'image/png')),
		).rejects.toMatchObject(denied)
	})
})

describe('an AWS that fails for a moment', () => {
	const bodies = (local: LocalParts) => createS3RawBodies(bucketName(local))

	it.for(['throttle', '500', 'reset', 'lost-acknowledgement'] as const)('retries after %s', async (kind, { local }) => {
		for (const service of ['s3', 'sqs', 'ssm', 'secretsmanager'] as const)
			local.parts.proxy.faults.add({ kind, service, times: 1 })
		await bodies(local).put('raw/flaky', Buffer.from(kind))
		expect(Buffer.from((await bodies(local).get('raw/flaky')) ?? []).toString()).toBe(kind)
		await createSqsQueue(local.queueUrl('Dead')).send({ kind })
		expect(await readSecret(arnOf(local, 'Other'), z.object({ key: z.string() }))).toEqual({ key: 'local-other' })
	})

	it('retries what took too long', async ({ local }) => {
		local.parts.proxy.faults.add({ kind: 'delay', service: 's3', times: 1, ms: 900 })
		const call = createSignedCall({ attemptMilliseconds: 400, attempts: 2 })
		await createS3RawBodies(bucketName(local), call).put('raw/slow', Buffer.of(1))
		expect(await bodies(local).get('raw/slow')).toHaveLength(1)
	})

	it('throws when it does not end', async ({ local }) => {
		local.parts.proxy.faults.add({ kind: 'throttle', service: 's3' })
		const call = createSignedCall({ attempts: 2 })
		await expect(createS3RawBodies(bucketName(local), call).get('raw/a')).rejects.toMatchObject({ code: 'SlowDown' })
	})
})
