import type { SQSEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { ForeignMessageError, RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'
import { receive } from '#shared/kernel/queue.ts'

/** What was logged, and which messages were postponed, by how many seconds. */
type Told = { readonly lines: string[]; readonly postponed: (readonly [string, number])[] }
const it = test.extend('told', (): Told => ({ lines: [], postponed: [] }))

const ARN = 'arn:aws:sqs:eu-central-1:123456789012'
const record = (messageId: string, body: unknown, tries = 1, queue = 'Media') => ({
	messageId,
	receiptHandle: `receipt-${messageId}`,
	body: typeof body === 'string' ? body : JSON.stringify(body),
	attributes: { ApproximateReceiveCount: String(tries) },
	messageAttributes: {},
	md5OfBody: '',
	eventSource: 'aws:sqs',
	eventSourceARN: `${ARN}:${queue}`,
	awsRegion: 'eu-central-1',
})

const wordSchema = z.strictObject({ word: z.string() })
type Word = z.infer<typeof wordSchema>
const retrySchema = z.strictObject({ command: z.literal('retry-mail'), id: z.string() })

/** A function behind two queues: words by Media, retries by MailRetries. */
const batch = (
	told: Told,
	records: readonly ReturnType<typeof record>[],
	handle: (message: Word | z.infer<typeof retrySchema>) => Promise<void>,
	postpone = async ({ messageId }: { messageId: string }, seconds: number) =>
		void told.postponed.push([messageId, seconds]),
) => {
	const event = { Records: records } as unknown as SQSEvent
	return createQueueHandler(
		createLog((line) => told.lines.push(line)),
		{ MEDIA_QUEUE_ARN: `${ARN}:Media`, MAIL_RETRIES_QUEUE_ARN: `${ARN}:MailRetries` },
		{ Media: { message: receive(wordSchema, handle) }, MailRetries: { 'retry-mail': receive(retrySchema, handle) } },
		postpone,
	)(event)
}
const say = (word: string): Word => ({ word })
const failOn = (name: string, error: Error) => async (message: object) => {
	if (JSON.stringify(message).includes(name)) throw error
}

describe('a batch of messages', () => {
	it('leaves the queue when all went well', async ({ told }) => {
		const seen: unknown[] = []
		const result = await batch(
			told,
			[record('a', say('one')), record('b', say('two'))],
			async (message) => void seen.push(message),
		)
		expect(result).toEqual({ batchItemFailures: [] })
		expect(seen).toEqual([say('one'), say('two')])
	})
	it('keeps only what failed, also when everything did', async ({ told }) => {
		const some = await batch(told, [record('a', say('ok')), record('b', say('bad'))], failOn('bad', new Error('no')))
		expect(some).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] })
		const all = await batch(told, [record('a', say('bad')), record('b', say('bad'))], failOn('bad', new Error('no')))
		expect(all).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] })
	})
	it('says nothing of a message or an error’s words in the log', async ({ told }) => {
		await batch(told, [record('a', '{"word":"Kundennummer 4711')], async () => {})
		await batch(told, [record('b', say('4711'))], failOn('4711', new Error('Kundennummer 4711')))
		expect(told.lines).toHaveLength(3)
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
		await batch(told, [record('a', say('bad'), tries)], failOn('bad', new Error('no')))
		expect(told.postponed).toEqual([['a', seconds]])
	})
	it('comes back when it asked to, within what SQS is good for', async ({ told }) => {
		await batch(
			told,
			[record('a', say('bad'), 9)],
			failOn('bad', new RetryLaterError('mailThrottled', { delaySeconds: 7 })),
		)
		await batch(
			told,
			[record('b', say('bad'))],
			failOn('bad', new RetryLaterError('mailThrottled', { delaySeconds: 7_200 })),
		)
		expect(told.postponed).toEqual([
			['a', 7],
			['b', 900],
		])
	})
	it('is kept all the same when it cannot be postponed', async ({ told }) => {
		const result = await batch(told, [record('a', say('bad'))], failOn('bad', new Error('no')), () =>
			Promise.reject(new Error('down')),
		)
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
	})
})

describe('a message that its queue does not carry', () => {
	const RETRY = { command: 'retry-mail', id: 'park_1' }

	it.for([
		['what another queue of the function carries', record('a', RETRY), 'Media'],
		['the same the other way round', record('a', say('one'), 1, 'MailRetries'), 'MailRetries'],
		['what no queue carries', record('a', { ...RETRY, command: 'erase-all' }, 1, 'MailRetries'), 'MailRetries'],
		['more than its shape', record('a', { ...say('one'), by: 'agent' }), 'Media'],
		['no JSON', record('a', '{"half'), 'Media'],
		['a message of a queue that is not its own', record('a', say('one'), 1, 'Hints'), 'unknownQueue'],
	] as const)('is refused: %s', async ([, foreign, reason], { told }) => {
		const seen: unknown[] = []
		const result = await batch(told, [foreign, record('b', say('ok'))], async (message) => void seen.push(message))
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
		expect(seen).toEqual([say('ok')])
		expect(told.lines.map((line) => JSON.parse(line))).toMatchObject([
			{ level: 'warn', code: 'COMMAND_FOREIGN', reason },
			{ ForeignCommands: 1 },
		])
	})
	it('comes back quickly at each of its tries, so that SQS soon moves it to the dead letters', async ({ told }) => {
		for (const tries of [1, 9]) await batch(told, [record('a', RETRY, tries)], async () => {})
		expect(told.postponed).toEqual([
			['a', 1],
			['a', 1],
		])
	})
	it('is refused the same way by a consumer that finds its job to be of another', async ({ told }) => {
		const result = await batch(told, [record('a', say('bad'), 5)], failOn('bad', new ForeignMessageError()))
		expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] })
		expect(told.postponed).toEqual([['a', 1]])
		expect(JSON.parse(told.lines[0] ?? '')).toMatchObject({ code: 'COMMAND_FOREIGN', reason: 'Media' })
	})
})
