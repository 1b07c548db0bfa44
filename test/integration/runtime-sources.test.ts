import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bootResources } from '#infra/local/cloud/boot-resources.ts'
import { type Emulators, startEmulators, stopEmulators } from '#infra/local/cloud/emulators/start-emulators.ts'
import type { LocalQueue, System } from '#infra/local/cloud/model/system.ts'
import { type AwsCaller, createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { type AwsProxy, startProxy } from '#infra/local/cloud/proxy/start-proxy.ts'
import { type LocalRuntime, type RuntimeOptions, startRuntime } from '#infra/local/cloud/start-runtime.ts'
import { sampleFunction } from '#test/support/sample-function.ts'

const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:000000000000:${name}`
const queue = (name: string, attributes: Record<string, string> = {}): LocalQueue => ({
	name,
	arn: arn('sqs', name),
	url: `https://sqs.eu-central-1.amazonaws.com/000000000000/${name}`,
	attributes: { VisibilityTimeout: '5', ...attributes },
})
const [inbox, failures] = [queue('inbox'), queue('failures')]
/** Of a function that starts late: what waits for it may not wait this long. */
const patient = queue('patient', { VisibilityTimeout: '180' })

const table = (name: string, hasStream: boolean) => ({
	name,
	arn: arn('dynamodb', `table/${name}`),
	hasStream,
	definition: {
		TableName: name,
		BillingMode: 'PAY_PER_REQUEST',
		AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
		KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
		StreamSpecification: hasStream ? { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } : undefined,
	},
})

const allow = (actions: string[], resources: string[]) => ({
	effect: 'Allow' as const,
	actions,
	resources,
	conditions: {},
})
const roles = {
	DoorRole: { name: 'Door', statements: [allow(['sqs:SendMessage'], [inbox.arn])] },
	WorkerRole: {
		name: 'Worker',
		statements: [
			allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [inbox.arn]),
			allow(['dynamodb:PutItem'], [arn('dynamodb', 'table/facts')]),
		],
	},
	HintsRole: {
		name: 'Hints',
		statements: [
			allow(
				['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
				[arn('dynamodb', 'table/facts/stream/local')],
			),
			allow(['dynamodb:UpdateItem'], [arn('dynamodb', 'table/seen')]),
			allow(['sqs:SendMessage'], [failures.arn]),
		],
	},
	LateRole: {
		name: 'Late',
		statements: [
			allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'], [patient.arn]),
			allow(['dynamodb:PutItem'], [arn('dynamodb', 'table/facts')]),
		],
	},
	PowerlessRole: { name: 'Powerless', statements: [] },
}

const DOOR = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'
	const sqs = new SQSClient({})
	export const handler = async (event) => {
		await sqs.send(new SendMessageCommand({ QueueUrl: process.env.INBOX, MessageBody: event.body }))
		return { statusCode: 200, body: '' }
	}`
/** Fails what says so on its first try; waits where it is told. */
const WORKER = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
	const dynamodb = new DynamoDBClient({})
	export const handler = async ({ Records }) => {
		const batchItemFailures = []
		for (const { messageId, body, attributes } of Records) {
			const { id, failsFirst, ms = 0 } = JSON.parse(body)
			await new Promise((resolve) => setTimeout(resolve, ms))
			if (failsFirst && attributes.ApproximateReceiveCount === '1') batchItemFailures.push({ itemIdentifier: messageId })
			else await dynamodb.send(new PutItemCommand({ TableName: 'facts', Item: { id: { S: id }, tries: { N: attributes.ApproximateReceiveCount } } }))
		}
		return { batchItemFailures }
	}`
const HINTS = `import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
	const dynamodb = new DynamoDBClient({})
	export const handler = async ({ Records }) => {
		for (const record of Records) {
			const id = record.dynamodb.Keys.id.S
			if (id.startsWith('poison')) return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] }
			await dynamodb.send(new UpdateItemCommand({ TableName: 'seen', Key: { id: { S: id } }, UpdateExpression: 'ADD times :one SET shape = :shape',
				ExpressionAttributeValues: { ':one': { N: '1' }, ':shape': { S: [record.eventSource, record.eventName, record.awsRegion, record.eventSourceARN, Object.keys(record.dynamodb).sort()].join(' ') } } }))
		}
		return { batchItemFailures: [] }
	}`

/** Cannot load before its mark is there. */
const LATE = `import { existsSync } from 'node:fs'
	if (!existsSync(process.env.MARK)) throw new Error('not yet')
	${WORKER}`
const mark = join(mkdtempSync(join(tmpdir(), 'hilft-late-')), 'mark')

let emulators: Emulators
let proxy: AwsProxy
let aws: AwsCaller
let system: System
let runtime: LocalRuntime | undefined
let front: Server | undefined
const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-runtime-'))

const mapping = { batchSize: 10, maximumBatchingWindowSeconds: 0, reportsBatchItemFailures: true }

beforeAll(async () => {
	system = {
		functions: [
			await sampleFunction('door', DOOR, { name: 'Door', role: 'DoorRole', environment: { INBOX: inbox.url } }),
			await sampleFunction('worker', WORKER, { name: 'Worker', role: 'WorkerRole', timeoutSeconds: 10 }),
			await sampleFunction('hints', HINTS, { name: 'Hints', role: 'HintsRole' }),
			await sampleFunction('powerless', DOOR, { name: 'Powerless', role: 'PowerlessRole' }),
			await sampleFunction('late', LATE, { name: 'Late', role: 'LateRole', environment: { MARK: mark } }),
			await sampleFunction('sweep', 'export const handler = async (event) => event["detail-type"]', {
				name: 'Sweep',
				role: 'PowerlessRole',
			}),
		],
		queueMappings: [
			{ kind: 'queue', function: 'Worker', queueArn: inbox.arn, maximumConcurrency: 4, ...mapping },
			{ kind: 'queue', function: 'Late', queueArn: patient.arn, maximumConcurrency: 4, ...mapping },
		],
		streamMappings: [
			{
				kind: 'stream',
				function: 'Hints',
				tableName: 'facts',
				startingPosition: 'TRIM_HORIZON',
				maximumRetryAttempts: 1,
				maximumRecordAgeSeconds: -1,
				bisectsOnError: true,
				failureQueueArn: failures.arn,
				filterPatterns: ['{"eventName":["INSERT","MODIFY"]}'],
				...mapping,
			},
		],
		schedules: [{ name: 'SweepRule', function: 'Sweep', expression: 'rate(5 minutes)' }],
		httpApis: [{ name: 'Hooks', label: 'hooks', routes: [{ method: 'POST', path: '/webhooks/x', function: 'Door' }] }],
		roles,
		tables: [table('facts', true), table('seen', false)],
		queues: [inbox, failures, patient],
		buckets: [],
		keys: [],
		secrets: [],
		topics: [],
		subscriptions: [],
		parameters: {},
		mailIdentities: [],
		configurationSets: [],
	}
	emulators = await startEmulators({ dataDirectory })
	proxy = await startProxy({ system, emulators, mailSink: { deliver: async () => {} } })
	aws = createAwsCaller({ proxyPort: proxy.port })
	await bootResources({ aws, proxyPort: proxy.port, system, secretValues: {} })
})
afterEach(async () => {
	front?.close()
	await runtime?.stop()
	front = undefined
	runtime = undefined
})
afterAll(async () => {
	aws.close()
	await proxy.stop()
	await stopEmulators(emulators)
})

const start = (options: Partial<RuntimeOptions> = {}): LocalRuntime => {
	runtime = startRuntime({ system, proxyPort: proxy.port, practicePort: 1, dataDirectory, awsCaller: aws, ...options })
	return runtime
}
const send = (body: object, { url } = inbox) =>
	aws.call({ service: 'sqs', action: 'SendMessage', input: { QueueUrl: url, MessageBody: JSON.stringify(body) } })
const put = (id: string) =>
	aws.call({ service: 'dynamodb', action: 'PutItem', input: { TableName: 'facts', Item: { id: { S: id } } } })
type Item = { id: { S: string }; times: { N: string }; tries: { N: string }; shape: { S: string } }
const items = async (TableName: string, prefix: string): Promise<Item[]> => {
	const { Items } = (await aws.call({ service: 'dynamodb', action: 'Scan', input: { TableName } })) as { Items: Item[] }
	return Items.filter(({ id }) => id.S.startsWith(prefix))
}

describe('the runtime', () => {
	it('carries a request through the door, the queue, the table and its stream', async () => {
		const { http, idle } = start()
		front = createServer((request, response) => void http.hooks?.(request, response))
		await new Promise<void>((resolve) => front?.listen(0, '127.0.0.1', resolve))
		const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/webhooks/x`
		const posts = Array.from({ length: 40 }, (_, n) =>
			fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ id: `story${n}` }),
			}),
		)
		expect(new Set((await Promise.all(posts)).map(({ status }) => status))).toEqual(new Set([200]))
		await idle()
		const seen = await items('seen', 'story')
		expect(seen.map(({ times }) => times.N)).toEqual(Array.from({ length: 40 }, () => '1'))
		expect(seen[0]?.shape.S).toBe(
			`aws:dynamodb INSERT eu-central-1 ${arn('dynamodb', 'table/facts/stream/local')} ApproximateCreationDateTime,Keys,SequenceNumber,SizeBytes,StreamViewType`,
		)
	})

	it('finds its position in the stream again after a restart', async () => {
		const first = start()
		await put('position-before')
		await first.idle()
		await first.stop()
		await put('position-while-away')
		await start().idle()
		const seen = await items('seen', 'position')
		expect(seen.map(({ id, times }) => [id.S, times.N]).sort()).toEqual([
			['position-before', '1'],
			['position-while-away', '1'],
		])
	})

	it('retries a failed message after its visibility timeout, not before, and its neighbour not at all', async () => {
		const started = Date.now()
		await send({ id: 'retry-bad', failsFirst: true })
		await send({ id: 'retry-good' })
		await start().idle()
		expect((await items('facts', 'retry')).map(({ id, tries }) => [id.S, tries.N]).sort()).toEqual([
			['retry-bad', '2'],
			['retry-good', '1'],
		])
		expect(Date.now() - started).toBeGreaterThan(4_900)
	})

	it('receives no more messages than its environments work on: the others wait in the queue, where no time runs', async () => {
		for (let n = 0; n < 30; n += 1) await send({ id: `burst${n}`, ms: 30 })
		const { idle } = start({ concurrency: 1 })
		const attributes = { QueueUrl: inbox.url, AttributeNames: ['ApproximateNumberOfMessagesNotVisible'] }
		const received: number[] = []
		const isDone = async () => {
			const answer = await aws.call({ service: 'sqs', action: 'GetQueueAttributes', input: attributes })
			received.push(
				Number((answer as { Attributes: Record<string, string> }).Attributes[attributes.AttributeNames[0] ?? '']),
			)
			return (await items('facts', 'burst')).length
		}
		await expect.poll(isDone, { timeout: 60_000 }).toBe(30)
		await idle()
		expect(Math.max(...received)).toBeGreaterThan(0)
		expect(Math.max(...received)).toBeLessThanOrEqual(10)
	})

	it('hands a message over again soon when its function did not start, not after the visibility timeout', async () => {
		const { idle, logs } = start()
		const lines: string[] = []
		logs.subscribe(({ line }) => lines.push(line))
		await send({ id: 'late' }, patient)
		await expect.poll(() => lines, { timeout: 30_000 }).toContain('QUEUE_BATCH_GIVEN_BACK 1')
		writeFileSync(mark, '')
		await idle({ timeoutSeconds: 90 })
		expect((await items('facts', 'late')).map(({ id }) => id.S)).toEqual(['late'])
	})

	it('parks a record that never works with its metadata only, and goes on with the others', async () => {
		const { idle } = start()
		for (const id of ['poison-1', 'afterwards-1', 'afterwards-2']) await put(id)
		await idle()
		expect((await items('seen', 'afterwards')).map(({ id }) => id.S).sort()).toEqual(['afterwards-1', 'afterwards-2'])
		const answer = await aws.call({
			service: 'sqs',
			action: 'ReceiveMessage',
			input: { QueueUrl: failures.url, MaxNumberOfMessages: 10 },
		})
		const { Messages } = answer as { Messages: { Body: string }[] }
		expect(Messages).toHaveLength(1)
		expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({
			requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
			DDBStreamBatchInfo: { batchSize: 1, streamArn: arn('dynamodb', 'table/facts/stream/local') },
		})
		expect(Messages[0]?.Body).not.toContain('poison')
	})

	it('loses nothing when functions are killed in the middle of it', async () => {
		const { idle, kill } = start()
		for (let n = 0; n < 30; n += 1) await send({ id: `kill${n}`, ms: 40 })
		for (let n = 0; n < 8; n += 1) {
			await new Promise((resolve) => setTimeout(resolve, 120))
			kill('worker')
			// A batch of the stream is tried twice, the second time after 100 ms: killed both times it would be discarded.
			if (n % 4 === 0) kill('hints', 'all')
		}
		await idle({ timeoutSeconds: 60 })
		expect(await items('facts', 'kill')).toHaveLength(30)
		expect(await items('seen', 'kill')).toHaveLength(30)
	})

	it('mixes and repeats what the stream gives when told to', async () => {
		const { idle } = start({ chaos: { shuffles: true, repeats: 1, random: Math.random } })
		for (let n = 0; n < 40; n += 1) await put(`chaos${n}`)
		await idle()
		const times = (await items('seen', 'chaos')).map((item) => item.times.N)
		expect(times).toEqual(Array.from({ length: 40 }, () => '2'))
	})

	it('refuses what the role of a function does not grant', async () => {
		const { invoke } = start()
		const result = await invoke('powerless', { body: '{}' })
		expect(result).toMatchObject({ ok: false, error: { errorType: expect.stringMatching(/AccessDenied/) } })
	})

	it("refuses to read a queue without the function's right to it, and says so in the function's log", async () => {
		const queueMappings = system.queueMappings.map((one) => ({ ...one, function: 'Powerless' }))
		const { logs } = start({ system: { ...system, queueMappings, streamMappings: [] } })
		const lines: string[] = []
		logs.subscribe(({ function: label, line }) => lines.push(`${label} ${line}`))
		await expect.poll(() => lines[0]).toMatch(/^powerless QUEUE_RECEIVE_FAILED AccessDenied/)
	})

	it('runs a schedule now, by the label of its function', async () => {
		expect(await start().runSchedule('sweep')).toEqual({ ok: true, payload: 'Scheduled Event' })
	})

	it('says what is not idle when the time is over', async () => {
		const { idle } = start()
		await send({ id: 'slow', ms: 1_800 })
		await expect(idle({ timeoutSeconds: 1 })).rejects.toThrow(
			/^Not idle after 1 s: functions at work, 1 messages in inbox/,
		)
		await idle()
	})
})
