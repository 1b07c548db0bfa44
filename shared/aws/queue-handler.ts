import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'
import { createSqsQueue } from './sqs-queue.ts'

/** The address of the queue that a message came from, by the ARN that comes with it. */
const queueUrlOf = (arn: string): string => {
	const [, , , region, account, name] = arn.split(':')
	return `https://sqs.${region}.amazonaws.com/${account}/${name}`
}

/** The first wait before a message is tried again; it doubles with each try, up to SQS's longest useful one. */
const FIRST_WAIT_SECONDS = 2
const LONGEST_WAIT_SECONDS = 900

/** Makes a message that failed visible again after so many seconds, instead of the queue's long default. */
type Postpone = (record: SQSRecord, seconds: number) => Promise<void>

/** Postpones through SQS, with the right that a queue's mapping gives its function anyway. */
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
	const asked = error instanceof RetryLaterError ? error.delaySeconds : undefined
	const tries = Number(record.attributes.ApproximateReceiveCount)
	return Math.min(asked ?? FIRST_WAIT_SECONDS * 2 ** (tries - 1), LONGEST_WAIT_SECONDS)
}

/** Does the work of one message; `from` is the queue that it came from. */
type HandleMessage = (message: unknown, from: Queue) => Promise<void>

/**
 * The handler of a function behind a queue. It hands over the messages of a batch side by side and reports only those that
 * failed, so that the others leave the queue. A failed message comes back after its wait; after the queue's number of tries
 * it lies with the dead letters.
 */
export const createQueueHandler =
	(log: Log, handle: HandleMessage, postpone: Postpone = createSqsPostpone()) =>
	async (event: SQSEvent): Promise<SQSBatchResponse> => {
		const handleRecord = async (record: SQSRecord): Promise<void> => {
			try {
				await handle(JSON.parse(record.body), createSqsQueue(queueUrlOf(record.eventSourceARN)))
			} catch (error) {
				log.error('MESSAGE_FAILED', error)
				// When this fails too, the queue's own timeout brings the message back: later, but not never.
				await postpone(record, waitSeconds(record, error)).catch(() => undefined)
				throw error
			}
		}
		return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
			throwOnFullBatchFailure: false,
		})
	}
