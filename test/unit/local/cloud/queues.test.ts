import { afterEach, describe, expect, it } from 'vitest'
import { pollQueue } from '#infra/local/cloud/event-sources/poll-queue.ts'
import { failed, type InvocationResult, notStarted } from '#infra/local/cloud/lambda/invocation.ts'
import type { QueueMapping } from '#infra/local/cloud/model/system.ts'
import { AwsCallError, type AwsCaller, type ProxiedCall } from '#infra/local/cloud/proxy/aws-call.ts'
import { severalTurns } from '#test/support/several-turns.ts'

const mapping: QueueMapping = {
	kind: 'queue',
	function: 'Worker-1',
	queueArn: 'arn:aws:sqs:eu-central-1:000000000000:deliveries',
	batchSize: 10,
	maximumBatchingWindowSeconds: 0,
	maximumConcurrency: 2,
	reportsBatchItemFailures: true,
}
type Input = {
	MaxNumberOfMessages?: number | undefined
	WaitTimeSeconds?: number | undefined
	Entries?: { ReceiptHandle: string; VisibilityTimeout?: number | undefined }[] | undefined
}

const message = (id: string) => ({
	MessageId: id,
	ReceiptHandle: `handle-${id}`,
	Body: `body of ${id}`,
	MD5OfBody: 'md5',
	Attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1795345732000' },
	MessageAttributes: { envelope: { DataType: 'String', StringValue: 'env_1' } },
})

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop()
})

/** A queue that gives the batches one after the other and then waits as a long poll does. */
const poll = (
	batches: readonly (readonly string[] | Error)[],
	answer: (ids: readonly string[]) => InvocationResult | Promise<InvocationResult>,
	overrides: Partial<QueueMapping> = {},
) => {
	const left = [...batches]
	const calls: (ProxiedCall & { input: Input })[] = []
	const events: { Records: (Record<string, unknown> & { messageId: string })[] }[] = []
	const reports: string[] = []
	const stopping = new AbortController()
	const caller: AwsCaller = {
		close: () => {},
		call: async (call) => {
			calls.push(call as ProxiedCall & { input: Input })
			if (call.action !== 'ReceiveMessage') return {}
			const next = left.shift()
			if (next instanceof Error) throw next
			if (next !== undefined) return { Messages: next.map(message) }
			const { WaitTimeSeconds = 0 } = call.input as Input
			if (WaitTimeSeconds === 0) return {}
			await new Promise((resolve) => setTimeout(resolve, 10))
			return {}
		},
	}
	const invoke = async (_name: string, event: unknown) => {
		const { Records } = event as (typeof events)[number]
		events.push({ Records })
		return answer(Records.map(({ messageId }) => messageId))
	}
	const report = (_name: string, code: string) => void reports.push(code)
	const source = pollQueue({ ...mapping, ...overrides }, 'http://queue', {
		invoke,
		caller,
		report,
		signal: stopping.signal,
	})
	const stop = async () => {
		stopping.abort()
		await source.ended
	}
	stops.push(stop)
	const deleted = () =>
		calls
			.filter(({ action }) => action === 'DeleteMessageBatch')
			.flatMap(({ input }) => input.Entries ?? [])
			.map(({ ReceiptHandle }) => ReceiptHandle)
	const givenBack = () =>
		calls.filter(({ action }) => action === 'ChangeMessageVisibilityBatch').flatMap(({ input }) => input.Entries ?? [])
	const received = () => calls.filter(({ action }) => action === 'ReceiveMessage')
	return { events, reports, deleted, givenBack, received, calls, stop, source }
}
const fine: InvocationResult = { ok: true, payload: { batchItemFailures: [] } }
const reporting = (...ids: unknown[]): InvocationResult => ({
	ok: true,
	payload: { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) },
})

describe('a queue mapping', () => {
	it("hands messages over in Lambda's form and deletes them after success", async () => {
		const { events, deleted } = poll([['a', 'b']], () => fine)
		await expect.poll(deleted).toEqual(['handle-a', 'handle-b'])
		expect(events).toHaveLength(1)
		expect(events[0]?.Records[0]).toEqual({
			messageId: 'a',
			receiptHandle: 'handle-a',
			body: 'body of a',
			attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1795345732000' },
			messageAttributes: {
				envelope: { stringValue: 'env_1', dataType: 'String', stringListValues: [], binaryListValues: [] },
			},
			md5OfBody: 'md5',
			eventSource: 'aws:sqs',
			eventSourceARN: mapping.queueArn,
			awsRegion: 'eu-central-1',
		})
	})

	it("long polls with the function's own credentials", async () => {
		const { received, calls, deleted } = poll([['a']], () => fine)
		await expect.poll(deleted).toHaveLength(1)
		expect(received()[0]?.input).toMatchObject({ WaitTimeSeconds: 1, MaxNumberOfMessages: 10 })
		expect(new Set(calls.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['LOCALWORKER1']))
	})

	it('deletes only what succeeded when the function reports failures', async () => {
		const { deleted, reports, stop } = poll([['a', 'b', 'c']], () => reporting('b'))
		await expect.poll(deleted).toEqual(['handle-a', 'handle-c'])
		await stop()
		expect(reports).toEqual(['QUEUE_BATCH_FAILED 1/3'])
	})

	it.each<[string, InvocationResult]>([
		['a throw', failed('Error', 'boom')],
		['an unknown itemIdentifier', reporting('a', 'stranger')],
		['an empty itemIdentifier', reporting('')],
		['an itemIdentifier of null', reporting(null)],
		['a wrong key', { ok: true, payload: { batchItemFailures: [{ id: 'a' }] } }],
		['an answer that is no object', { ok: true, payload: 'fine' }],
	])('retries the whole batch after %s: nothing is deleted', async (_name, result) => {
		const { events, calls, reports, stop } = poll([['a', 'b']], () => result)
		await expect.poll(() => reports).toEqual(['QUEUE_BATCH_FAILED 2/2'])
		await stop()
		expect(events).toHaveLength(1)
		expect(calls.every(({ action }) => action === 'ReceiveMessage')).toBe(true)
	})

	it.each<[string, unknown]>([
		['null', null],
		['an empty object', {}],
		['a null list', { batchItemFailures: null }],
	])('takes %s for success', async (_name, payload) => {
		const { deleted } = poll([['a']], () => ({ ok: true, payload }))
		await expect.poll(deleted).toEqual(['handle-a'])
	})

	it('ignores reported failures when the mapping does not ask for them', async () => {
		const { deleted } = poll([['a', 'b']], () => reporting('b'), { reportsBatchItemFailures: false })
		await expect.poll(deleted).toEqual(['handle-a', 'handle-b'])
	})

	it('works on batches side by side, up to the maximum concurrency', async () => {
		const finish: ((result: InvocationResult) => void)[] = []
		const wait = () => new Promise<InvocationResult>((resolve) => finish.push(resolve))
		const { events, deleted } = poll([['a'], ['b'], ['c']], wait)
		await expect.poll(() => events.length).toBe(2)
		await severalTurns()
		expect(events).toHaveLength(2)
		finish[0]?.(fine)
		await expect.poll(() => events.length).toBe(3)
		for (const resolve of finish) resolve(fine)
		await expect.poll(deleted).toEqual(['handle-a', 'handle-b', 'handle-c'])
	})

	it('gathers a batch until it is full, within its window', async () => {
		const { events } = poll([['a'], ['b', 'c'], ['d']], () => fine, { batchSize: 3, maximumBatchingWindowSeconds: 5 })
		await expect.poll(() => events.length).toBeGreaterThan(0)
		expect(events[0]?.Records.map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c'])
	})

	it('hands over what it has when the window is over', async () => {
		const { events } = poll([['a']], () => fine, { batchSize: 3, maximumBatchingWindowSeconds: 0.2 })
		await expect.poll(() => events.length).toBe(1)
	})

	it('retries when the queue refuses it or is down, and reports the code only', async () => {
		const refusal = new AwsCallError('AccessDeniedException', 400, 'User kundin@example.org may not')
		const { deleted, reports } = poll(
			[refusal, Object.assign(new Error('to 127.0.0.1'), { code: 'ECONNREFUSED' }), ['a']],
			() => fine,
		)
		await expect.poll(deleted).toEqual(['handle-a'])
		expect(reports).toEqual(['QUEUE_RECEIVE_FAILED AccessDeniedException', 'QUEUE_RECEIVE_FAILED ECONNREFUSED'])
	})

	it('gives back at once what never reached the function', async () => {
		const { givenBack, deleted, reports, stop } = poll([['a', 'b']], () => notStarted('Sandbox.Timedout', ''))
		await expect.poll(givenBack).toMatchObject([
			{ ReceiptHandle: 'handle-a', VisibilityTimeout: 1 },
			{ ReceiptHandle: 'handle-b', VisibilityTimeout: 1 },
		])
		await stop()
		expect(deleted()).toEqual([])
		expect(reports).toEqual(['QUEUE_BATCH_GIVEN_BACK 2'])
	})

	it('gives back what still waits for the function when it is stopped, so that the next run has it at once', async () => {
		let finish: (result: InvocationResult) => void = () => {}
		const wait = () => new Promise<InvocationResult>((resolve) => (finish = resolve))
		const { events, givenBack, stop } = poll([['a']], wait)
		await expect.poll(() => events.length).toBe(1)
		const stopped = stop()
		finish(notStarted('Runtime.Stopped', ''))
		await stopped
		expect(givenBack()).toMatchObject([{ ReceiptHandle: 'handle-a', VisibilityTimeout: 0 }])
	})

	it('finishes and deletes what is under way when it is stopped', async () => {
		let finish: (result: InvocationResult) => void = () => {}
		const { events, deleted, stop } = poll(
			[['a']],
			() =>
				new Promise((resolve) => {
					finish = resolve
				}),
		)
		await expect.poll(() => events.length).toBe(1)
		const stopped = stop()
		finish(fine)
		await stopped
		expect(deleted()).toEqual(['handle-a'])
	})
})
