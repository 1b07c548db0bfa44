import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { ForeignMessageError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { QueueReceivers, Receiver } from '#shared/kernel/queue.ts'
import { type ArnOf, QUEUES, type QueueName } from '#shared/kernel/queues.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'
import { createSqsQueue } from './sqs-queue.ts'

/** Returns the URL of the queue with this ARN. */
const queueUrlOf = (arn: string): string => {
	const [, , , region, account, name] = arn.split(':')
	return `https://sqs.${region}.amazonaws.com/${account}/${name}`
}

/** The first delay before a retry; it doubles with each try, up to the longest. */
const FIRST_WAIT_SECONDS = 2
const LONGEST_WAIT_SECONDS = 900
/** No later try accepts a foreign message: its tries follow each other quickly, and then SQS moves it to the dead letters. */
const FOREIGN_WAIT_SECONDS = 1

/** Makes a failed message visible again after some seconds, instead of the queue's long default. */
type Postpone = (record: SQSRecord, seconds: number) => Promise<void>

/** Creates the delay through SQS, with the right that a queue's mapping gives its function anyway. */
const createSqsPostpone = (call = createSignedCall()): Postpone => {
	return async ({ eventSourceARN, receiptHandle }, seconds) => {
		await callJson(call, 'sqs', 'ChangeMessageVisibility', {
			QueueUrl: queueUrlOf(eventSourceARN),
			ReceiptHandle: receiptHandle,
			VisibilityTimeout: seconds,
		})
	}
}

const waitSeconds = (record: SQSRecord, error: unknown): number => {
	if (error instanceof ForeignMessageError) return FOREIGN_WAIT_SECONDS
	const asked = error instanceof RetryLaterError ? error.delaySeconds : undefined
	const tries = Number(record.attributes.ApproximateReceiveCount)
	return Math.min(asked ?? FIRST_WAIT_SECONDS * 2 ** (tries - 1), LONGEST_WAIT_SECONDS)
}

const parseJson = (body: string): unknown => {
	try {
		return JSON.parse(body)
	} catch {
		return undefined
	}
}

const arnOf = <Name extends QueueName>(name: Name): ArnOf<Name> => QUEUES[name].arn

/** One of the function's queues: its name, for the log, and its receivers. */
type Source = { readonly name: string; readonly receivers: readonly Receiver[] }

const UNKNOWN_QUEUE: Source = { name: 'unknownQueue', receivers: [] }

/** Hands a message to the receiver that accepts it. Throws `ForeignMessageError` where none of its queue does. */
const handleBody = async ({ body, eventSourceARN }: SQSRecord, { receivers }: Source): Promise<void> => {
	const message = parseJson(body)
	for (const receiver of receivers) {
		const received = receiver(message)
		if (received !== undefined) return received.handle(createSqsQueue(queueUrlOf(eventSourceARN)))
	}
	throw new ForeignMessageError()
}

const report = (log: Log, error: unknown, { name }: Source): void => {
	if (error instanceof ForeignMessageError) recordRefusal(log, 'message', { reason: name })
	else log.error('MESSAGE_FAILED', error)
}

/**
 * Creates the handler of a function behind queues; `arns` tells them apart. Handles the messages of a batch concurrently
 * and reports only failed ones, so that the others leave the queue. A failed message returns after its delay, and goes to
 * the dead letters after the queue's number of tries. A message that its queue does not carry is refused, counted at each
 * of its quick tries, and so becomes a dead letter within a minute; SQS moves it, so that it can be redriven.
 */
export const createQueueHandler = <Name extends QueueName>(
	log: Log,
	arns: Readonly<Record<ArnOf<Name>, string>>,
	receivers: QueueReceivers<Name>,
	postpone: Postpone = createSqsPostpone(),
) => {
	const sources = new Map<string, Source>()
	for (const name in receivers) {
		const ofQueue: Readonly<Record<string, Receiver>> = receivers[name]
		sources.set(arns[arnOf(name)], { name, receivers: Object.values(ofQueue) })
	}
	const handleRecord = async (record: SQSRecord): Promise<void> => {
		// AWS names the queue, not the message.
		const source = sources.get(record.eventSourceARN) ?? UNKNOWN_QUEUE
		try {
			await handleBody(record, source)
		} catch (error) {
			report(log, error, source)
			// If this fails too, the queue's own time-out returns the message later.
			await postpone(record, waitSeconds(record, error)).catch(() => undefined)
			throw error
		}
	}
	return async (event: SQSEvent): Promise<SQSBatchResponse> =>
		processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
			throwOnFullBatchFailure: false,
		})
}
