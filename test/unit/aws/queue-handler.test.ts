import type { SQSEvent } from 'aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'

let lines: string[]
let postponed: (readonly [string, number])[]
beforeEach(() => {
	lines = []
	postponed = []
})

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
	records: readonly ReturnType<typeof record>[],
	handle: (message: unknown) => Promise<void>,
	postpone = async ({ messageId }: { messageId: string }, seconds: number) => void postponed.push([messageId, seconds]),
) => {
	const event = { Records: records } as unknown as SQSEvent
	return createQueueHandler(
		createLog((line) => lines.push(line)),
		handle,
		postpone,
	)(event)
}
const failOn = (name: string, error: Error) => async (message: unknown) => {
	if (JSON.stringify(message).includes(name)) throw error
}

describe('a batch of messages', () => {
	it('leaves the queue when all went well', async () => {
		const seen: unknown[] = []
		const result = await batch(
			[record('a', { n: 1 }), record('b', { n: 2 })],
			async (message) => void seen.push(message),
		)
		expect(result).toEqual({ batchItemFailures: [] })
		expect(seen).toEqual([{ n: 1 }, { n: 2 }])
	})
	it('keeps only what failed, also when everything did', async () => {
		const some = await batch([record('a', '"ok"'), record('b', '"bad"')], failOn('bad', new Error('no')))
		expect(some).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] })
		const all = await batch([record('a', '"bad"'), record('b', '"bad"')], failOn('bad', new Error('no')))
		expect(all).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] })
	})
	it('keeps a message that is no JSON, and harms nobody with it', async () => {
		const result = await batch([record('a', '{"half'), record('b', '"ok"')], async () => {})
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
	})
	it('says nothing of a message or an error’s words in the log', async () => {
		await batch([record('a', '{"text":"Kundennummer 4711')], async () => {})
		await batch([record('b', '"4711"')], failOn('4711', new Error('Kundennummer 4711')))
		expect(lines).toHaveLength(2)
		expect(lines.join('')).not.toContain('4711')
	})
})

describe('a message that failed', () => {
	it.each([
		[1, 2],
		[2, 4],
		[5, 32],
		[20, 900],
	])('comes back after its try %i in %i seconds', async (tries, seconds) => {
		await batch([record('a', '"bad"', tries)], failOn('bad', new Error('no')))
		expect(postponed).toEqual([['a', seconds]])
	})
	it('comes back when it asked to, within what SQS is good for', async () => {
		await batch([record('a', '"bad"', 9)], failOn('bad', new RetryLaterError('mailThrottled', { delaySeconds: 7 })))
		await batch([record('b', '"bad"')], failOn('bad', new RetryLaterError('mailThrottled', { delaySeconds: 7_200 })))
		expect(postponed).toEqual([
			['a', 7],
			['b', 900],
		])
	})
	it('is kept all the same when it cannot be postponed', async () => {
		const result = await batch([record('a', '"bad"')], failOn('bad', new Error('no')), () =>
			Promise.reject(new Error('down')),
		)
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
	})
})
