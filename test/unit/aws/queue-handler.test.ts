import type { SQSEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'

/** What was logged, and which messages were postponed, by how many seconds. */
type Told = { readonly lines: string[]; readonly postponed: (readonly [string, number])[] }
const it = test.extend('told', (): Told => ({ lines: [], postponed: [] }))

const record = (messageId: string, body: unknown, tries = 1) => ({
	messageId,
	receiptHandle: `receipt-${messageId}`,
	body: typeof body === 'string' ? body : JSON.stringify(body),
	attributes: { ApproximateReceiveCount: String(tries) },
	messageAttributes: {},
	md5OfBody: '',
	eventSource: 'aws:sqs',
	eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:Deliveries',
	awsRegion: 'eu-central-1',
})
const batch = (
	told: Told,
	records: readonly ReturnType<typeof record>[],
	handle: (message: unknown) => Promise<void>,
	postpone = async ({ messageId }: { messageId: string }, seconds: number) =>
		void told.postponed.push([messageId, seconds]),
) => {
	const event = { Records: records } as unknown as SQSEvent
	return createQueueHandler(
		createLog((line) => told.lines.push(line)),
		handle,
		postpone,
	)(event)
}
const failOn = (name: string, error: Error) => async (message: unknown) => {
	if (JSON.stringify(message).includes(name)) throw error
}

describe('a batch of messages', () => {
	it('leaves the queue when all went well', async ({ told }) => {
		const seen: unknown[] = []
		const result = await batch(
			told,
			[record('a', { n: 1 }), record('b', { n: 2 })],
			async (message) => void seen.push(message),
		)
		expect(result).toEqual({ batchItemFailures: [] })
		expect(seen).toEqual([{ n: 1 }, { n: 2 }])
	})
	it('keeps only what failed, also when everything did', async ({ told }) => {
		const some = await batch(told, [record('a', '"ok"'), record('b', '"bad"')], failOn('bad', new Error('no')))
		expect(some).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] })
		const all = await batch(told, [record('a', '"bad"'), record('b', '"bad"')], failOn('bad', new Error('no')))
		expect(all).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] })
	})
	it('keeps a message that is no JSON, and harms nobody with it', async ({ told }) => {
		const result = await batch(told, [record('a', '{"half'), record('b', '"ok"')], async () => {})
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
	})
	it('says nothing of a message or an error’s words in the log', async ({ told }) => {
		await batch(told, [record('a', '{"text":"Kundennummer 4711')], async () => {})
		await batch(told, [record('b', '"4711"')], failOn('4711', new Error('Kundennummer 4711')))
		expect(told.lines).toHaveLength(2)
		expect(told.lines.join('')).not.toContain('4711')
	})
})

describe('a message that failed', () => {
	it.for([
		[1, 2],
		[2, 4],
		[5, 32],
		[20, 900],
	] as const)('comes back after its try %i in %i seconds', async ([tries, seconds], { told }) => {
		await batch(told, [record('a', '"bad"', tries)], failOn('bad', new Error('no')))
		expect(told.postponed).toEqual([['a', seconds]])
	})
	it('comes back when it asked to, within what SQS is good for', async ({ told }) => {
		await batch(
			told,
			[record('a', '"bad"', 9)],
			failOn('bad', new RetryLaterError('mailThrottled', { delaySeconds: 7 })),
		)
		await batch(
			told,
			[record('b', '"bad"')],
			failOn('bad', new RetryLaterError('mailThrottled', { delaySeconds: 7_200 })),
		)
		expect(told.postponed).toEqual([
			['a', 7],
			['b', 900],
		])
	})
	it('is kept all the same when it cannot be postponed', async ({ told }) => {
		const result = await batch(told, [record('a', '"bad"')], failOn('bad', new Error('no')), () =>
			Promise.reject(new Error('down')),
		)
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
	})
})
